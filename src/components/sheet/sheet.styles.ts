import { css } from 'lit';

/* Panels of one height, so that tabs stay where they are. What is lower than that scrolls; the half of a row shows that there is more. */
export const sheetStyles = css`
  .strip {
    display: flex;
    margin: 0 calc(-1 * var(--_padding));
    border-bottom: 1px solid var(--_line);
  }
  .strip button {
    min-width: 44px;
    min-height: 44px;
    border-radius: 0;
  }
  .strip button:focus-visible {
    outline-offset: -2px;
  }
  .tabs {
    display: flex;
    flex: 1;
    min-width: 0;
    padding-inline-start: calc(var(--_padding) - 6px);
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tabs::-webkit-scrollbar {
    display: none;
  }
  .tabs button {
    flex: 1 0 auto;
    padding: 4px 6px;
    white-space: nowrap;
  }
  [aria-selected='true'] {
    color: var(--_text) !important;
    box-shadow: inset 0 -2px var(--_accent);
  }
  :host([tabbed]) .panels {
    height: calc(var(--_panel) - 45px);
    margin: 0 calc(-1 * var(--_padding));
    padding: 8px var(--_padding) 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  @media (forced-colors: active) {
    [aria-selected='true'] {
      border-color: Highlight !important;
      background: Highlight !important;
      color: HighlightText !important;
      forced-color-adjust: none;
    }
  }
`;
