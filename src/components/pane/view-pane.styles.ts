import { css } from 'lit';

export const viewPaneStyles = css`
  :host {
    position: absolute;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
    overflow: hidden;
    background: #000;
    pointer-events: none;
  }
  canvas {
    position: absolute;
    top: 0;
    left: 0;
    transform-origin: 0 0;
    opacity: 0;
  }
  .painted {
    opacity: 1;
  }
  .enlarged {
    image-rendering: crisp-edges;
    image-rendering: pixelated;
  }
  .mark {
    position: absolute;
    top: 0;
    left: 0;
    width: 1px;
    height: 1px;
    /* White with a dark line around: one of them stands out from any image. */
    filter: drop-shadow(1px 0 #000) drop-shadow(-1px 0 #000) drop-shadow(0 1px #000) drop-shadow(0 -1px #000);
  }
  .mark::before,
  .mark::after {
    content: '';
    position: absolute;
    background: #fff;
    forced-color-adjust: none;
  }
  .mark::before {
    left: 0;
    top: -24px;
    width: 1px;
    height: 49px;
  }
  .mark::after {
    top: 0;
    left: -24px;
    width: 49px;
    height: 1px;
  }
  .name {
    display: none;
  }
  /* What is seen, under its name, as wide as the paper has room, and so high that what is known of it stands on the same sheet. */
  @media print {
    :host {
      position: static;
      display: block;
      margin-bottom: 16px;
      background: none;
      break-inside: avoid;
      clip-path: none !important;
    }
    .name {
      display: block;
      margin: 0 0 4px;
      font-weight: 600;
    }
    canvas {
      position: static;
      display: block;
      width: 100% !important;
      height: auto !important;
      /* With the shape that it has on the screen, where its pixels are not square. */
      max-width: calc(62vh * var(--_shape, 999));
      max-height: 62vh;
      aspect-ratio: var(--_shape, auto);
      object-fit: var(--_filling, contain);
      transform: var(--_turn, none) !important;
      transform-origin: 50% 50%;
    }
    .mark {
      display: none;
    }
  }
`;
