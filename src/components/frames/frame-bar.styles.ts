import { css } from 'lit';

export const frameBarStyles = css`
  :host {
    flex: 1 0 100%;
    min-width: 0;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 4px 8px;
    font-size: var(--_small);
  }
  .range {
    flex: 1;
    min-width: 60px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .number {
    width: 64px;
    min-height: 32px;
    padding: 4px 8px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    text-align: end;
  }
  .next svg {
    transform: scaleX(-1);
  }
  @media (pointer: coarse) {
    .number,
    .range {
      min-height: 44px;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
