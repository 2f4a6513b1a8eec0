import { css } from 'lit';

/* As many columns as leave each image at least 280 px, and never more than three: two rows that are seen at once. */
const sheet = css`
  .sheet {
    --_gap: 20px;
    display: grid;
    grid-template-columns: repeat(
      auto-fill,
      minmax(min(100%, max(var(--xray-stage-width, 280px), calc((100% - 2 * var(--_gap)) / 3))), 1fr)
    );
    gap: 12px var(--_gap);
    align-items: start;
  }
  .row {
    display: contents;
  }
  /* What is known of the image takes no more room than an image does. */
  ::slotted(*) {
    max-height: var(--_cell-height, none);
    overflow-y: auto;
    scrollbar-width: thin;
  }
`;

/* One image beside the other, from edge to edge, so that those beside the one that is seen show themselves. */
const swiped = css`
  @media screen {
    /* No higher than the window, however it is held. */
    :host([swiped]) {
      /* Three lines of it are no higher than the buttons beside it. */
      --_title: var(--_tiny);
      --_title-line: calc(14 * var(--_unit));
      --_frame-height: max(240px, calc(var(--_room) - 80px));
    }
    :host([swiped]) .sheet {
      display: block;
    }
    :host([swiped]) .row {
      /* Where figures stand is measured from it. */
      position: relative;
      display: flex;
      align-items: flex-start;
      gap: 12px;
      margin: 0 calc(-1 * var(--_padding));
      padding: 0 var(--_padding);
      overflow-x: auto;
      overflow-y: hidden;
      overscroll-behavior-x: contain;
      scroll-margin: 8px 0 calc(8px + var(--_covered, 0px));
      scroll-snap-type: x mandatory;
      scrollbar-width: none;
    }
    .row::-webkit-scrollbar {
      display: none;
    }
    :host([swiped]) xray-stage-figure {
      flex: none;
      width: calc(100% - 28px);
      scroll-snap-align: center;
      scroll-snap-stop: always;
    }
  }
  .names {
    display: flex;
    margin: 4px 0 8px;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .names button {
    flex: 1 0 auto;
    min-width: 44px;
    min-height: 44px;
    padding: 4px 2px;
    border-radius: 0;
    font-size: var(--_tiny);
    white-space: nowrap;
  }
  .names [aria-current='true'] {
    color: var(--_text);
    box-shadow: inset 0 -2px var(--_accent);
  }
  .names button:focus-visible {
    outline-offset: -2px;
  }
  @media (prefers-reduced-motion: no-preference) {
    .row {
      scroll-behavior: smooth;
    }
  }
`;

const printed = css`
  @media print {
    .sheet {
      display: block;
    }
    .names {
      display: none;
    }
    xray-stage-figure,
    ::slotted(*) {
      display: inline-block;
      width: 48%;
      margin: 0 1% 16px 0;
      vertical-align: top;
      max-height: none;
      break-inside: avoid;
    }
  }
`;

export const stageSheetStyles = [sheet, swiped, printed];
