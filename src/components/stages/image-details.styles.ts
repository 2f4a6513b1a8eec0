import { css } from 'lit';

export const imageDetailsStyles = css`
  button {
    margin: 4px 0 0;
    margin-inline-start: -8px;
  }
  section {
    padding: 8px 0;
    color: var(--_muted);
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
  }
  .set {
    white-space: pre-line;
  }
  @media screen {
    .set {
      display: none;
    }
  }
  /* Where there are none. */
  @media (hover: none) and (pointer: coarse) {
    .keys {
      display: none;
    }
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .name {
    margin-bottom: 4px;
    color: var(--_text);
    font-weight: 600;
  }
  .part {
    min-height: 36px;
  }
  .note {
    margin-top: 4px;
    color: var(--_warning);
  }
`;
