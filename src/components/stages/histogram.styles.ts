import { css } from 'lit';

export const histogramStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    min-width: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    min-height: 32px;
  }
  h3 {
    margin: 0;
    font-size: var(--_small);
    font-weight: 600;
    line-height: calc(16 * var(--_unit));
  }
  label {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--_muted);
    font-size: var(--_small);
  }
  p {
    margin: 0;
    overflow-wrap: break-word;
    color: var(--_muted);
    font-size: var(--_tiny);
    line-height: calc(16 * var(--_unit));
  }
  /* Room for what may be said of the peaks, so that nothing moves when they are known. */
  .counted {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-height: calc(32 * var(--_unit));
  }
  .plot {
    position: relative;
    height: 56px;
    border-bottom: 1px solid var(--_control-line);
  }
  .plot svg {
    display: block;
    width: 100%;
    height: 100%;
    stroke: none;
  }
  .bars {
    fill: var(--_muted);
  }
  /* A gap in a bar that is higher than the plot. */
  .cut {
    fill: var(--_ground);
  }
  .ends {
    display: flex;
    justify-content: space-between;
    color: var(--_muted);
    font-size: var(--_tiny);
    line-height: calc(16 * var(--_unit));
  }
  .sum {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }
  .bin {
    fill: var(--_accent);
    opacity: 0.5;
  }
  input[type='range'] {
    width: 100%;
    height: 24px;
    margin: 0;
    accent-color: var(--_accent);
  }
  input[type='checkbox'] {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .reading {
    min-height: 32px;
    color: var(--_text);
  }
  @media (pointer: coarse) {
    label,
    input[type='range'] {
      min-height: 44px;
    }
  }
  @media (forced-colors: active) {
    .bars {
      fill: CanvasText;
    }
    .cut {
      fill: Canvas;
    }
    .sum {
      stroke: Highlight;
    }
    .bin {
      fill: Highlight;
    }
  }
  @media print {
    section {
      display: none;
    }
  }
`;
