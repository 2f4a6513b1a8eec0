import { css } from 'lit';

export const fileListStyles = css`
  .rows {
    /* Where its rows are is measured from it. */
    position: relative;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, calc(232 * var(--_unit))), 1fr));
    gap: 2px 4px;
    align-items: start;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .failed {
    grid-column: 1 / -1;
  }
  .rows > li:not(.failed) {
    display: flex;
    align-items: center;
  }
  .head {
    position: sticky;
    /* Over the space that the list leaves for focus rings. */
    top: -4px;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    margin: -4px -4px 4px;
    padding: 4px;
    background: var(--_ground);
  }
  /* A row of its own where both do not fit in one, whatever they say: the list would move with each change of it. */
  .summary {
    display: var(--_summary, block);
    flex: 1 1 calc((560px - 100%) * 999);
    min-width: 0;
    margin: 0;
    overflow: hidden;
    color: var(--_muted);
    font-size: var(--_small);
    line-height: calc(24 * var(--_unit));
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .actions {
    display: flex;
    flex: 1 1 60%;
    justify-content: flex-end;
    gap: 4px;
    min-width: 0;
  }
  .actions button {
    gap: 4px;
    min-width: 0;
    padding: 4px;
  }
  .actions button:last-child {
    flex: none;
  }
  .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .note {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-bottom: 4px;
    color: var(--_muted);
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
  }
  .file {
    display: flex;
    justify-content: flex-start;
    gap: 8px;
    flex: 1;
    min-width: 0;
    min-height: 44px;
    padding: 3px 7px;
    padding-inline-start: 3px;
    border-color: transparent;
    text-align: start;
  }
  /* The head lies over what is scrolled to otherwise. */
  .rows button {
    scroll-margin-top: calc(68 * var(--_unit));
  }
  .file[aria-current='true'] {
    border-color: var(--_accent);
    background: var(--_shade);
  }
  .file[aria-disabled='true'] {
    color: var(--_muted);
    cursor: default;
  }
  .file[aria-disabled='true']:hover {
    background: transparent;
  }
  .thumbnail {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: 36px;
    height: 36px;
    overflow: hidden;
    background: #000;
  }
  /* Over the picture, which is there when the file is through. */
  button.over {
    z-index: 1;
    order: -1;
    flex: none;
    width: 36px;
    min-width: 0;
    min-height: 36px;
    margin-inline-start: 4px;
    margin-inline-end: -40px;
    border-radius: 0;
    background: rgba(0, 0, 0, 0.6);
    color: #ececec;
  }
  button.over:hover:not(:disabled) {
    background: #000;
    color: #fff;
  }
  canvas {
    max-width: 100%;
    max-height: 100%;
    /* The browser's menu would offer to save so small a picture as the image. */
    pointer-events: none;
  }
  .text {
    flex: 1;
    min-width: 0;
  }
  .line {
    display: flex;
    gap: 4px;
    font-size: var(--_small);
    line-height: calc(18 * var(--_unit));
    white-space: pre;
  }
  .name {
    flex: 0 1 auto;
    min-width: 0;
  }
  /* Its parts are laid in the direction in which it is written. */
  .name bdi {
    display: flex;
  }
  .cut {
    flex: 0 1 auto;
    min-width: 2.5em;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .kept + .cut {
    flex-shrink: 1000;
    min-width: 1.4em;
  }
  .kept {
    flex: none;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .copy {
    flex: none;
    color: var(--_muted);
  }
  /* One line: what has no room in it is not seen. */
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    height: calc(16 * var(--_unit));
    overflow: hidden;
    color: var(--_muted);
    font-size: var(--_tiny);
    line-height: calc(16 * var(--_unit));
  }
  .state:empty {
    display: none;
  }
  .size {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .card .size {
    color: var(--_muted);
    font-size: var(--_tiny);
    line-height: calc(16 * var(--_unit));
  }
  .fold {
    margin-bottom: 4px;
  }
  .fold-line {
    display: flex;
    justify-content: flex-start;
    width: 100%;
    text-align: start;
  }
  .fold-line span {
    flex: 1;
  }
  .fold-line svg:first-child {
    color: var(--_warning);
  }
  .fold-line svg:last-child {
    transform: rotate(180deg);
  }
  .fold-line[aria-expanded='true'] svg:last-child {
    transform: none;
  }
  .cards > li + li {
    margin-top: 4px;
  }
  .card {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    padding: 8px 4px;
    padding-inline-start: 12px;
    border: 1px solid var(--_line);
    border-inline-start: 2px solid var(--_warning);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: var(--_small);
    line-height: calc(20 * var(--_unit));
  }
  .card + .head,
  .card + .card {
    margin-top: 4px;
  }
  .card > svg {
    margin-top: 2px;
    color: var(--_warning);
  }
  .card p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .card .hint {
    color: var(--_muted);
  }
  .card > button {
    margin-top: -6px;
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 8px;
  }
  .choice button {
    font-size: var(--_small);
  }
  @media (forced-colors: active) {
    .card > svg,
    .fold-line svg:first-child {
      color: CanvasText;
    }
  }
`;
