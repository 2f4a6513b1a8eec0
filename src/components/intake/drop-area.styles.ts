import { css } from 'lit';

export const dropAreaStyles = css`
  .area {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 12px;
    min-height: var(--xray-empty-height, 380px);
    padding: 32px 16px;
    border: 1px dashed var(--_control-line);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    text-align: center;
  }
  .film {
    color: var(--_muted);
    line-height: 0;
  }
  .film svg {
    width: 40px;
    height: 40px;
    stroke-width: 0.75;
  }
  p {
    margin: 0;
  }
  .lead {
    font-size: var(--_large);
    line-height: calc(24 * var(--_unit));
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin: 4px 0 8px;
  }
  .actions button {
    min-height: 44px;
    padding: 8px 20px;
  }
  .small {
    color: var(--_muted);
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
  }
  .small + .small {
    margin-top: -12px;
  }
`;
