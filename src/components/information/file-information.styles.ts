import { css } from 'lit';

export const fileInformationStyles = css`
  .dialog {
    max-width: 860px;
  }
  .note {
    margin: 0 0 8px;
    color: var(--_muted);
    font-size: var(--_small);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
  }
  td {
    padding: 2px 8px 2px 0;
    border-top: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .tag {
    color: var(--_muted);
    white-space: nowrap;
  }
  .name {
    width: 42%;
  }
  @media (max-width: 520px) {
    td {
      display: block;
      border: 0;
      width: auto;
      white-space: pre-wrap;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
