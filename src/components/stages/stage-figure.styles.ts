import { css } from 'lit';

export const stageFigureStyles = css`
  /* Has its height before it is rendered, which waits for its turn. */
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  :host::before {
    content: '';
    padding-top: calc(36px + min(calc(var(--_ratio, 1) * 100%), var(--_frame-height, 200vh)));
  }
  :host::before,
  figure {
    grid-area: 1 / 1;
  }
  figure {
    min-width: 0;
    margin: 0;
  }
  figcaption {
    display: flex;
    align-items: center;
    gap: 0;
    min-height: 36px;
  }
  /* One line: the whole name where that fits, else it goes to a second, which is not seen, and leaves the first to the short one. */
  .title {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    min-width: 0;
    height: var(--_title-line, calc(16 * var(--_unit)));
    overflow: hidden;
    font-size: var(--_title, var(--_small));
    font-weight: 600;
    line-height: var(--_title-line, calc(16 * var(--_unit)));
    white-space: nowrap;
  }
  .short {
    flex: 1 1 0;
    min-width: 0;
    height: var(--_title-line, calc(16 * var(--_unit)));
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .short::before {
    content: attr(data-name);
  }
  .whole {
    flex: 99999 0 auto;
  }
  figcaption button:focus-visible {
    outline-offset: -2px;
  }
  .actions {
    display: flex;
    margin-inline-end: -8px;
  }
  button[aria-expanded='true'] {
    background: var(--_shade);
    color: var(--_text);
  }
  /* Seen when somebody is about to use them. */
  @media (hover: hover) {
    figure:not(:hover):not(:focus-within) .actions {
      opacity: 0;
    }
  }
  /* Over the image, which stays where it is. */
  .purpose {
    position: absolute;
    right: 0;
    bottom: 0;
    left: 0;
    margin: 0;
    padding: 8px 12px;
    background: rgba(0, 0, 0, 0.8);
    color: #ececec;
  }
  .frame {
    position: relative;
    overflow: hidden;
    background: #000;
    cursor: zoom-in;
  }
  .frame::before {
    content: '';
    display: block;
    /* No higher than leaves room for the others, where they are to be seen at once. */
    padding-top: min(calc(var(--_ratio, 1) * 100%), var(--_frame-height, 200vh));
  }
  canvas {
    position: absolute;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
    margin: auto;
    opacity: 0;
  }
  canvas.painted {
    opacity: 1;
    transition: opacity var(--_motion);
  }
  p {
    margin: 8px 0 0;
    color: var(--_muted);
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
  }
  @media (forced-colors: active) {
    .frame {
      border: 1px solid CanvasText;
    }
  }
  /* Two beside each other, and three rows of them on a sheet; drawn for the screen, the picture has another size there. */
  @media print {
    figure {
      break-inside: avoid;
    }
    figcaption {
      min-height: 0;
      padding-bottom: 4px;
    }
    .title {
      height: auto;
      white-space: normal;
    }
    .short {
      display: none;
    }
    .whole {
      flex-shrink: 1;
    }
    .frame {
      background: none;
    }
    :host::before,
    .frame::before,
    canvas + canvas,
    p:not(.shape) {
      display: none;
    }
    canvas {
      position: static;
      display: block;
      width: 100% !important;
      height: auto !important;
      /* With the shape that it has on the screen, where its pixels are not square. */
      max-width: calc(26vh * var(--_shape, 999));
      max-height: 26vh;
      aspect-ratio: var(--_shape, auto);
      margin: 0;
      object-fit: var(--_filling, contain);
    }
  }
`;
