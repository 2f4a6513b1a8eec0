import { css } from 'lit';

const track = css`
  height: 2px;
  border-radius: 1px;
  background: var(--_control-line);
`;

const thumb = css`
  box-sizing: border-box;
  width: 16px;
  height: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--_accent);
`;

export const parameterControlStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    margin: 0 0 16px;
    margin-inline-end: -8px;
  }
  /* As wide as its longest name: the buttons go under it where that leaves no room for them. */
  .head select {
    flex: 1 0 auto;
    max-width: calc(100% - 8px);
    height: calc(32 * var(--_unit));
    margin-inline-end: 8px;
  }
  [aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
  [aria-expanded='true'] {
    background: var(--_shade);
    color: var(--_text);
  }
  .tip {
    flex: 1 0 100%;
    margin: 0 0 8px;
    color: var(--_muted);
    font-size: var(--_tiny);
    line-height: calc(16 * var(--_unit));
  }
  .end {
    display: flex;
    flex: 1 0 100%;
    align-items: center;
    gap: 8px;
    margin-bottom: 4px;
  }
  .track {
    position: relative;
    flex: 1 0 100%;
    height: calc(28 * var(--_unit));
  }
  .track input {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    pointer-events: none;
  }
  .track::before {
    content: '';
    position: absolute;
    top: calc(50% - 1px);
    right: 0;
    left: 0;
    ${track}
  }
  .pair .track input::-webkit-slider-runnable-track {
    background: transparent;
  }
  .pair .track input::-moz-range-track {
    background: transparent;
  }
  .low-on-top input:first-child {
    z-index: 1;
  }
  .track input::-webkit-slider-thumb {
    pointer-events: auto;
  }
  .track input::-moz-range-thumb {
    pointer-events: auto;
  }
  .one {
    margin: -4px 0;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, calc(220 * var(--_unit))), 1fr));
    gap: 0 40px;
  }
  fieldset {
    min-width: 0;
    margin: 0 0 20px;
    padding: 0;
    border: 0;
  }
  legend {
    margin-bottom: 8px;
    padding: 0;
    font-size: var(--_small);
    font-weight: 600;
    line-height: calc(16 * var(--_unit));
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 8px;
    margin-bottom: 8px;
  }
  label {
    flex: 1;
    color: var(--_muted);
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
  }
  .field {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .unit {
    color: var(--_muted);
    font-size: var(--_tiny);
  }
  input[type='number'],
  select {
    height: calc(28 * var(--_unit));
    border: 1px solid var(--_control-line);
    border-radius: 4px;
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  input[type='number'] {
    width: calc(68 * var(--_unit));
    padding: 0 8px;
    text-align: right;
    -moz-appearance: textfield;
    appearance: textfield;
  }
  input::-webkit-inner-spin-button,
  input::-webkit-outer-spin-button {
    margin: 0;
    -webkit-appearance: none;
  }
  select {
    min-width: calc(68 * var(--_unit));
    max-width: 100%;
    padding: 0 4px;
  }
  input[type='range'] {
    flex: 1 0 100%;
    height: calc(28 * var(--_unit));
    margin: 0;
    background: transparent;
    cursor: pointer;
    -webkit-appearance: none;
    appearance: none;
  }
  input[type='range']::-webkit-slider-runnable-track {
    ${track}
  }
  input[type='range']::-moz-range-track {
    ${track}
  }
  input[type='range']::-webkit-slider-thumb {
    ${thumb}
    margin-top: -7px;
    -webkit-appearance: none;
  }
  input[type='range']::-moz-range-thumb {
    ${thumb}
  }
  .found {
    margin: 0 0 8px;
    color: var(--_muted);
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
  }
  .flag {
    justify-content: flex-start;
  }
  .flag label {
    cursor: pointer;
  }
  input[type='checkbox'] {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  :host([tabbed]) .head {
    margin-bottom: 8px;
  }
  .reset-all {
    margin-inline-start: -8px;
  }
  @media (pointer: coarse) {
    input[type='number'],
    select,
    .head select,
    input[type='range'] {
      height: 44px;
      font-size: var(--_field);
    }
    .track {
      height: 44px;
    }
    .flag {
      min-height: 44px;
    }
    .flag label {
      padding: 12px 0;
    }
    input[type='checkbox'] {
      width: 24px;
      height: 24px;
    }
  }
  @media (forced-colors: active) {
    input[type='range'] {
      -webkit-appearance: auto;
      appearance: auto;
    }
  }
`;
