import { css } from 'lit';

export const removalNoteStyles = css`
  .note {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-bottom: 12px;
    padding: 6px 8px;
    padding-inline-start: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .text {
    flex: 1;
    min-width: 0;
    font-size: var(--_small);
  }
`;
