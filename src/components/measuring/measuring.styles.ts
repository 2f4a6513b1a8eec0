import { css } from 'lit';

export const measuringStyles = css`
  .measures {
    position: absolute;
    inset: 0;
    overflow: hidden;
    pointer-events: none;
  }
  /* Not an icon's size. */
  .measures svg {
    width: 100%;
    height: 100%;
  }
  .measures path,
  .measures circle {
    fill: none;
    stroke: #ffd23f;
    stroke-width: 1.5;
  }
  .measures .under {
    stroke: rgba(0, 0, 0, 0.7);
    stroke-width: 3.5;
  }
  .measures .selected path:not(.under),
  .measures .draft path:not(.under) {
    stroke: #7fe3ff;
  }
  .measures .selected circle {
    fill: rgba(0, 0, 0, 0.4);
    stroke: #7fe3ff;
  }
  .measures text {
    fill: #fff;
    font-size: var(--_small);
    paint-order: stroke;
    stroke: rgba(0, 0, 0, 0.8);
    stroke-width: 3px;
  }
  .measures [tabindex]:focus {
    outline: none;
  }
  .measures g:focus-visible path:not(.under),
  .measures circle:focus-visible {
    stroke: #fff;
    stroke-width: 3;
  }
  .area.measures-tool {
    cursor: crosshair;
    touch-action: none;
  }
  .measured {
    margin-top: 8px;
    font-size: var(--_small);
  }
  .measured ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .measured li,
  .measured .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
  .measured li.selected {
    background: var(--_shade);
  }
  .measured input[type='text'],
  .measured input[type='number'] {
    width: 8em;
    min-height: 28px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
  }
  .measured .curve {
    width: 160px;
    height: 40px;
    fill: none;
    stroke: currentColor;
  }
  @media (forced-colors: active) {
    .measures path:not(.under),
    .measures circle {
      stroke: Highlight;
    }
  }
  @media print {
    .measured button,
    .measured input {
      display: none;
    }
  }
`;
