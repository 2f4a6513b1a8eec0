import { css } from 'lit';

export const progressBarStyles = css`
  :host {
    height: 2px;
    background: var(--_track, var(--_line));
  }
  .track,
  .bar {
    height: 2px;
  }
  .bar {
    background: var(--_accent);
    transform: scaleX(0);
    transform-origin: left;
    transition: transform var(--_motion);
  }
  @media (forced-colors: active) {
    .bar {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
