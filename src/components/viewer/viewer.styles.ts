import { css } from 'lit';
import { magnifierStyles } from '../magnifier/magnifier.styles.ts';
import { viewerBarStyles } from '../viewer-bar/viewer-bar.styles.ts';

const viewStyles = css`
  ${magnifierStyles}
  .area {
    position: relative;
    /* What there is, less the bar, and the values at a pixel. */
    height: var(--_viewer-height, max(240px, var(--_room) - 44px - 44 * var(--_unit)));
    min-height: 240px;
    scroll-margin: 8px 0 calc(8px + var(--_covered, 0px));
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
  @media (forced-colors: active) {
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
    .visually-hidden {
      display: none;
    }
  }
`;

export const viewerStyles = [viewerBarStyles, viewStyles];
