import { css } from 'lit';

/** Of the images that are compared, what is said over them, and the divider. */
export const compareStyles = css`
  .side .first {
    right: calc(50% + 1px);
  }
  .side .second {
    left: calc(50% + 1px);
  }
  .side.upright .first {
    right: 0;
    bottom: calc(50% + 1px);
  }
  .side.upright .second {
    top: calc(50% + 1px);
    left: 0;
  }
  /* Both are painted, so that one takes the other's place at once. */
  .blink .second,
  .blink .caption.other,
  .blink.blinked .first,
  .blink.blinked .caption:not(.other):not(.note):not(.wheel) {
    visibility: hidden;
  }
  .blink.blinked .second,
  .blink.blinked .caption.other {
    visibility: visible;
  }
  .caption {
    position: absolute;
    bottom: 8px;
    left: 8px;
    max-width: calc(50% - 16px);
    padding: 2px 8px;
    border-radius: 4px;
    background: rgba(0, 0, 0, 0.72);
    color: #ececec;
    font-size: var(--_tiny);
    line-height: calc(16 * var(--_unit));
    overflow-wrap: anywhere;
    pointer-events: none;
  }
  .caption.other {
    right: 8px;
    left: auto;
  }
  .across .caption.one {
    top: 8px;
    bottom: auto;
  }
  .across .caption.note {
    top: 40px;
  }
  .blink .caption.other {
    right: auto;
    left: 8px;
  }
  .side:not(.upright) .caption.other {
    right: auto;
    left: calc(50% + 9px);
  }
  .side.upright .caption:not(.other) {
    bottom: calc(50% + 9px);
  }
  .handle {
    position: absolute;
    top: 0;
    bottom: 0;
    left: 50%;
    width: 44px;
    margin-left: -22px;
    cursor: ew-resize;
    touch-action: none;
  }
  .handle::before {
    content: '';
    position: absolute;
    top: 0;
    bottom: 0;
    left: 21px;
    width: 2px;
    background: #ececec;
    box-shadow: 0 0 0 1px rgba(0, 0, 0, 0.6);
  }
  .handle::after {
    content: '';
    position: absolute;
    top: calc(50% - 16px);
    left: 14px;
    width: 16px;
    height: calc(32 * var(--_unit));
    border-radius: 8px;
    background: #ececec;
    box-shadow: 0 0 0 1px rgba(0, 0, 0, 0.6);
  }
  .across .handle {
    top: 50%;
    right: 0;
    bottom: auto;
    left: 0;
    width: auto;
    height: 44px;
    margin: -22px 0 0;
    cursor: ns-resize;
  }
  .across .handle::before {
    top: 21px;
    right: 0;
    bottom: auto;
    left: 0;
    width: auto;
    height: 2px;
  }
  .across .handle::after {
    top: 14px;
    left: calc(50% - 16px);
    width: calc(32 * var(--_unit));
    height: 16px;
  }
  .handle:focus-visible {
    outline: none;
  }
  .handle:focus-visible::after {
    outline: 2px solid #8db8ea;
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    /* In two colours of the system, one of which stands out from what is under it. */
    .handle::before,
    .handle::after {
      background: CanvasText;
      box-shadow: 0 0 0 1px Canvas;
      forced-color-adjust: none;
    }
    .handle:focus-visible::after {
      outline: 3px solid Highlight;
      outline-offset: 1px;
      box-shadow:
        0 0 0 1px Canvas,
        0 0 0 6px Canvas;
    }
  }
  @media print {
    .caption:not(.note),
    .handle {
      display: none;
    }
    .blink.blinked .first,
    .blink .second {
      visibility: visible;
    }
  }
`;
