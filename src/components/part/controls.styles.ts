import { css } from 'lit';

/** What every part shares: box model, hidden things, focus rings, buttons and figures of equal width. */
export const controls = css`
  :host {
    display: block;
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  /* Scrolled to, nothing that has the focus is under the drawer of the parameters. */
  button,
  input,
  select,
  [tabindex] {
    scroll-margin-bottom: var(--_covered, 0);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .numbers {
    font-variant-numeric: tabular-nums;
  }
  :focus:not(:focus-visible) {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  svg {
    flex: none;
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 36px;
    margin: 0;
    padding: 4px 12px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_text);
    font: inherit;
    font-size: var(--_normal);
    line-height: calc(20 * var(--_unit));
    text-align: center;
    cursor: pointer;
    transition: background-color var(--_motion);
    -webkit-tap-highlight-color: transparent;
  }
  button:hover:not(:disabled) {
    background: var(--_shade);
  }
  button:disabled {
    border-color: var(--_line);
    color: var(--_muted);
    cursor: default;
  }
  button.primary:not(:disabled) {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  button.primary:hover:not(:disabled) {
    opacity: 0.9;
  }
  button.quiet {
    min-height: 32px;
    padding: 4px 8px;
    border-color: transparent;
    color: var(--_muted);
    font-size: var(--_small);
  }
  button.quiet:hover:not(:disabled) {
    color: var(--_text);
  }
  button.icon {
    width: 32px;
    padding: 0;
  }
  @media (pointer: coarse) {
    button,
    button.quiet {
      min-height: 44px;
      min-width: 44px;
    }
  }
  @media (forced-colors: active) {
    button:not(:disabled) {
      border-color: ButtonText;
    }
    button:disabled,
    [aria-disabled='true'] {
      border-color: GrayText !important;
      color: GrayText !important;
      opacity: 1 !important;
    }
    /* What is chosen or open: its background says so otherwise, which is the system's here. */
    button[aria-current='true'],
    button[aria-expanded='true']:not(.panels) {
      border-color: Highlight !important;
      background: Highlight !important;
      color: HighlightText !important;
      forced-color-adjust: none;
    }
    [aria-current='true'] * {
      color: inherit !important;
    }
    :focus-visible {
      outline-color: Highlight;
    }
  }
  @media print {
    :focus-visible {
      outline: none;
    }
    button,
    input,
    label,
    select {
      display: none !important;
    }
  }
`;
