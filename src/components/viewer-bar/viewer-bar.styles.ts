import { css } from 'lit';

export const viewerBarStyles = css`
  .bar {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding-bottom: 8px;
  }
  .close {
    padding-inline-start: 8px;
  }
  .bar > .space {
    flex: 1;
    margin-inline-start: -8px;
  }
  /* In one row where there is room: lists of names, which open to their full width, take what others leave. */
  .bar select {
    flex: 999 1 88px;
    max-width: max-content;
    min-width: 0;
    min-height: 36px;
    padding: 0 4px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    font-size: var(--_small);
    text-overflow: ellipsis;
  }
  .edges,
  .zoom {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .edges {
    min-height: 36px;
    font-size: var(--_small);
  }
  /* On a phone the tools have one row, which has no room for it. */
  .name {
    display: var(--_tool-name, inline);
  }
  .colour {
    padding: 0 8px;
    color: var(--_muted);
  }
  .zoom {
    flex-wrap: wrap;
    gap: 0;
  }
  output {
    min-width: 52px;
    font-size: var(--_small);
    text-align: center;
  }
  /* Its list lies under the bar. */
  .more {
    position: static;
  }
  .tool[aria-pressed='true'] {
    background: var(--_shade);
    color: var(--_text);
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
  @media (pointer: coarse) {
    .bar select,
    .edges {
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
  }
  @media print {
    .bar {
      display: none;
    }
  }
`;
