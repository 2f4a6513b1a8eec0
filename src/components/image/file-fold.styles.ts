import { css } from 'lit';

export const fileFoldStyles = css`
  :host {
    /* Of the list: the line has said it. */
    --_summary: none;
    margin-bottom: 4px;
  }
  #files {
    margin-top: 4px;
  }
  .line {
    display: flex;
    margin: 0 -8px;
  }
  button.quiet {
    min-width: 44px;
    min-height: 44px;
  }
  .which {
    flex: 1;
    min-width: 0;
    text-align: start;
  }
  .text {
    flex: 1;
    min-width: 0;
  }
  .text span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: var(--_tiny);
    line-height: calc(16 * var(--_unit));
  }
  .text .name {
    color: var(--_text);
    font-size: var(--_small);
    line-height: calc(18 * var(--_unit));
  }
  .warning {
    display: flex;
    color: var(--_warning);
  }
  .which[aria-expanded='false'] > svg,
  .next svg,
  .rtl .former svg {
    transform: rotate(180deg);
  }
  .rtl .next svg {
    transform: none;
  }
`;
