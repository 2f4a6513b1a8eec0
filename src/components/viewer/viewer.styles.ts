import { css } from 'lit';

export const viewerStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding-bottom: 8px;
  }
  .close {
    padding-inline-start: 8px;
  }
  .space {
    flex: 1;
  }
  select {
    max-width: 100%;
    min-width: 0;
    min-height: 36px;
    padding: 0 4px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    font-size: var(--_small);
  }
  .edges,
  .edges label,
  .zoom {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .edges label {
    flex-wrap: nowrap;
    min-height: 36px;
    font-size: var(--_small);
  }
  .zoom {
    gap: 0;
  }
  output {
    min-width: 52px;
    font-size: var(--_small);
    text-align: center;
  }
  input[type='checkbox'] {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  input[type='color'] {
    width: 32px;
    height: 24px;
    padding: 2px;
    border: 1px solid var(--_control-line);
    border-radius: 4px;
    background: var(--_raised);
  }
  .area {
    position: relative;
    height: var(--_viewer-height, 60vh);
    min-height: 240px;
    overflow: hidden;
    background: #000;
    cursor: crosshair;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  .area.fits {
    touch-action: pan-y;
  }
  .area.windows {
    cursor: move;
  }
  .tool[aria-pressed='true'] {
    background: var(--_shade);
    color: var(--_text);
  }
  .shape {
    margin: 8px 0 0;
    color: var(--_muted);
    font-size: var(--_small);
  }
  .area:focus-visible {
    outline-offset: -2px;
  }
  .caption.note {
    top: 8px;
    bottom: auto !important;
    max-width: calc(100% - 16px);
  }
  .caption.wheel {
    right: 8px;
    max-width: calc(100% - 32px);
    margin: auto;
    width: max-content;
  }
  /* All of the window. */
  :host([full]) section {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    height: 100%;
    padding: 8px;
    background: var(--_ground);
  }
  :host([full]) .area {
    flex: 1;
    height: auto;
    min-height: 0;
  }
  @media (pointer: coarse) {
    select,
    .edges label {
      min-height: 44px;
      font-size: var(--_field);
    }
    input[type='checkbox'] {
      width: 24px;
      height: 24px;
    }
    input[type='color'] {
      width: 44px;
      height: 44px;
    }
  }
  @media (forced-colors: active) {
    .tool[aria-pressed='true'] {
      border-color: Highlight !important;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .area {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .area {
      height: auto;
      min-height: 0;
      overflow: visible;
      background: none;
    }
    :host([full]) section {
      height: auto;
    }
    .caption.note {
      position: static;
      background: none;
      color: inherit;
    }
    .bar,
    .visually-hidden {
      display: none;
    }
  }
`;
