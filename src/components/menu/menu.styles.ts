import { css } from 'lit';

/* Where the menu is not placed itself, its list lies under what it stands in. */
export const menuStyles = css`
  :host {
    display: inline-flex;
    position: relative;
  }
  button[aria-expanded='true'] {
    background: var(--_shade);
    color: var(--_text);
  }
  .list {
    position: absolute;
    top: 100%;
    right: 0;
    z-index: 3;
    width: max-content;
    max-width: min(calc(320 * var(--_unit)), 90vw);
    max-height: 60vh;
    padding: 4px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-large);
    background: var(--_raised);
    box-shadow: 0 4px 16px rgba(0, 0, 0, 0.3);
    overflow-y: auto;
    outline: none;
  }
  @supports (inset-inline-end: 0) {
    .list {
      right: auto;
      inset-inline-end: 0;
    }
  }
  ::slotted(:not([hidden])) {
    display: flex !important;
    align-items: center;
    justify-content: flex-start !important;
    gap: 8px;
    width: 100%;
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
