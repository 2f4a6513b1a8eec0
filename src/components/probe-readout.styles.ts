import { css } from 'lit';

export const probeReadoutStyles = css`
  .probe {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    min-height: 36px;
    margin: 8px 0 0;
    font-size: 12px;
    line-height: 16px;
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
    font-size: 13px;
    line-height: 20px;
    white-space: nowrap;
  }
`;
