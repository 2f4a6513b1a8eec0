import { css } from 'lit';

export const keysDialogStyles = css`
  .veil {
    position: fixed;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
    z-index: 10;
    display: flex;
    align-items: center;
    justify-content: center;
    padding: 16px;
    background: rgba(0, 0, 0, 0.6);
  }
  .dialog {
    width: 100%;
    max-width: 520px;
    max-height: 100%;
    padding: 16px 20px 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    color: var(--_text);
    overflow-y: auto;
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-bottom: 8px;
  }
  .dialog:focus {
    outline: none;
  }
  h2 {
    min-width: 0;
    margin: 0;
    overflow-wrap: break-word;
    font-size: var(--_field);
    font-weight: 600;
    line-height: calc(24 * var(--_unit));
  }
  dl {
    display: grid;
    /* Keys have the room they need, but no more than leaves what they do the larger part. */
    grid-template-columns: fit-content(42%) minmax(0, 1fr);
    gap: 8px 16px;
    margin: 0;
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
  }
  dt,
  dd {
    overflow-wrap: break-word;
  }
  dd {
    margin: 0;
    color: var(--_muted);
  }
`;
