import { css } from 'lit';

export const probeReadoutStyles = css`
  .probe {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    min-height: 36px;
    margin: 8px 0 0;
    font-size: var(--_tiny);
    line-height: calc(16 * var(--_unit));
  }
  .probe div {
    min-width: 64px;
  }
  .probe dt {
    color: var(--_muted);
  }
  .probe dd {
    margin: 0;
    min-height: 20px;
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
    white-space: nowrap;
  }
  @media print {
    .probe {
      display: none;
    }
  }
`;
