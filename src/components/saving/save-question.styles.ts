import { css } from 'lit';

export const saveQuestionStyles = css`
  .question {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin-bottom: 12px;
    padding: 8px 12px;
    border: 1px solid var(--_line);
    border-inline-start: 2px solid var(--_warning);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  svg {
    color: var(--_warning);
  }
  p {
    flex: 1 1 200px;
    min-width: 0;
    margin: 0;
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  @media (forced-colors: active) {
    svg {
      color: CanvasText;
    }
  }
`;
