import { css } from 'lit';

export const windowHistogramStyles = css`
  :host {
    margin-bottom: 8px;
  }
  .plot {
    position: relative;
    height: 72px;
    border-bottom: 1px solid var(--_control-line);
    /* A finger that goes up or down scrolls. */
    touch-action: pan-y;
    -webkit-user-select: none;
    user-select: none;
  }
  svg {
    display: block;
    width: 100%;
    height: 100%;
    fill: var(--_muted);
    stroke: none;
  }
  /* A gap in a bar that is higher than the plot. */
  .cut {
    fill: var(--_ground);
  }
  .between {
    position: absolute;
    top: 0;
    right: calc(100% - var(--_to));
    bottom: 0;
    left: var(--_from);
    background: var(--_accent);
    opacity: 0.16;
    cursor: grab;
  }
  .held .between {
    cursor: grabbing;
  }
  [role='slider'] {
    position: absolute;
    top: 0;
    bottom: 0;
    left: var(--_from);
    width: 24px;
    margin-left: -12px;
    border-radius: 4px;
    cursor: ew-resize;
  }
  [role='slider'] + [role='slider'] {
    left: var(--_to);
  }
  [role='slider']::before {
    content: '';
    position: absolute;
    top: 0;
    bottom: 0;
    left: calc(50% - 1px);
    width: 2px;
    background: var(--_accent);
  }
  [role='slider']::after {
    content: '';
    position: absolute;
    bottom: -8px;
    left: calc(50% - 8px);
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: var(--_accent);
  }
  .ends {
    display: flex;
    justify-content: space-between;
    gap: 8px;
    margin-top: 10px;
    color: var(--_muted);
    font-size: var(--_tiny);
    line-height: calc(16 * var(--_unit));
  }
  /* Not opened yet: what its values are is not known. */
  .unread {
    visibility: hidden;
  }
  output {
    color: var(--_text);
  }
  @media (pointer: coarse) {
    [role='slider'] {
      width: 44px;
      margin-left: -22px;
    }
  }
  @media (forced-colors: active) {
    svg {
      fill: CanvasText;
    }
    .cut {
      fill: Canvas;
    }
    .between {
      forced-color-adjust: none;
      background: Highlight;
    }
    [role='slider']::before,
    [role='slider']::after {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
