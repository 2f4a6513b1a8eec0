import { css } from 'lit';

/* As many columns as leave each image at least 280 px, and never more than three: two rows that are seen at once. */
export const stageSheetStyles = css`
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
  /* What is known of the image takes no more room than an image does. */
  ::slotted(*) {
    max-height: var(--_cell-height, none);
    overflow-y: auto;
    scrollbar-width: thin;
  }
  @media print {
    .sheet {
      display: block;
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
