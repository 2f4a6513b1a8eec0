import { css } from 'lit';

export const drawerStyles = css`
  :host {
    --_covered: 0px;
    position: sticky;
    /* Over the padding of what scrolls, too. */
    bottom: var(--_foot, 0px);
    z-index: 1;
    margin: 16px calc(-1 * var(--_padding)) calc(-1 * var(--_padding));
    border-top: 1px solid var(--_line);
    background: var(--_surface);
  }
  :host([open]) {
    box-shadow: var(--_shadow);
  }
  summary {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 48px;
    padding: 0 var(--_padding);
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  summary span {
    flex: 1;
  }
  summary svg:last-child {
    transition: transform var(--_motion);
  }
  [open] > summary svg:last-child {
    transform: rotate(180deg);
  }
  .content {
    max-height: var(--_panel);
    padding: 8px var(--_padding) 16px;
    overflow-y: auto;
  }
  :host([tabbed]) .content {
    max-height: none;
    padding: 0 var(--_padding);
    overflow: visible;
  }
`;
