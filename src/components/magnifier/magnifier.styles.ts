import { css } from 'lit';

export const magnifierStyles = css`
  .area .glass {
    right: auto;
    bottom: auto;
    /* As its code has it. */
    width: 220px;
    height: 220px;
    border-radius: 50%;
    outline: 2px solid #fff;
    box-shadow: 0 0 0 4px rgba(0, 0, 0, 0.7);
    clip-path: none;
  }
  @media print {
    .area .glass {
      display: none;
    }
  }
`;
