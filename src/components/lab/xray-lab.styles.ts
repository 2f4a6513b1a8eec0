import { css } from 'lit';

export const xrayLabStyles = css`
  :host {
    position: relative;
    min-width: 0;
    background: var(--_ground);
    color: var(--_text);
    font-family: var(--xray-font, inherit);
    font-size: var(--_normal);
    line-height: calc(20 * var(--_unit));
  }
  .inactive {
    opacity: 0.6;
    pointer-events: none;
  }
  .lab {
    --_padding: var(--xray-padding, 16px);
    --_height: var(--xray-height, 100vh);
    /* What is left under the toolbar. */
    --_room: calc(var(--_height) - 2 * var(--_padding) - 58px);
    display: flex;
    flex-direction: column;
    max-width: var(--xray-max-width, none);
    min-height: inherit;
    margin: auto;
    padding: var(--_padding);
  }
  xray-drop-area {
    flex: 1;
  }
  xray-progress-bar {
    /* Its own styles come later. */
    height: 2px;
    margin-bottom: 12px;
  }
  .empty xray-progress-bar {
    --_track: transparent;
    margin-top: -2px;
    margin-bottom: 0;
  }
  .top,
  .toolbar,
  .together {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  /* Where they do not fit in one row, both halves begin at the left, and no button stands alone. */
  .top {
    padding-bottom: 8px;
  }
  .toolbar {
    flex: 1 0 auto;
    justify-content: space-between;
    max-width: 100%;
  }
  .saving {
    margin: 0 0 12px;
    color: var(--_muted);
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }
  .narrow .toolbar {
    gap: 4px;
  }
  .narrow .toolbar button {
    flex: none;
    min-width: 44px;
    min-height: 44px;
  }
  .narrow .toolbar .choose,
  .narrow .toolbar .primary:not(.short) {
    flex: 1 1 auto;
    padding: 4px 6px;
  }
  /* The icon alone, its name for those who hear it. */
  .narrow .toolbar .short {
    width: 44px;
    padding: 0;
  }
  .middle .short:not(.last) .label,
  .narrow .short .label {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .narrow .together {
    display: contents;
  }
  /* Many files scroll in their own place instead of pushing the images away. */
  xray-file-list {
    max-height: calc(0.4 * var(--_height));
    margin: -4px -4px 12px;
    padding: 4px;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .wide .body {
    display: flex;
    align-items: flex-start;
    gap: 24px;
  }
  .rail {
    position: sticky;
    top: 0;
    order: -1;
    flex: none;
    width: calc(272 * var(--_unit));
    max-height: calc(var(--_room) - 58px);
    /* Room for focus rings, which scrolling would cut. */
    margin-inline-start: -8px;
    padding: 4px 8px 8px;
    padding-inline-end: 24px;
    border-inline-end: 1px solid var(--_line);
    overflow-y: auto;
    scrollbar-width: thin;
  }
  /* Nine files are seen whole in a window of 900 pixels. */
  .rail xray-file-list {
    max-height: 60vh;
  }
  .rail .parameters {
    padding-top: 6px;
  }
  .show {
    display: flex;
    flex-wrap: wrap;
    flex: 1;
    align-items: flex-start;
    gap: 16px 24px;
    min-width: 0;
  }
  xray-stage-sheet {
    flex: 1;
    min-width: 0;
  }
  /* Nobody knows yet what shape its images have. */
  .unread {
    visibility: hidden;
  }
  xray-viewer {
    /* As wide as can be; the facts go under it where it would get small. */
    flex: 999 1 640px;
    min-width: min(100%, 640px);
  }
  /* Two rows, and the beginning of what follows. */
  .wide xray-stage-sheet {
    --_cell-height: max(340px, (var(--_room) - 58px - 12px) / 2);
    --_frame-height: calc(var(--_cell-height) - 36px);
  }
  /* Leaves room for the values under it, and the closed drawer. */
  .narrow xray-viewer {
    --_viewer-height: min(1000px, 0.5 * var(--_height));
    --_tool-name: none;
  }
  /* All of the window, or of the screen: nothing behind it can be come to. */
  .lab:has(xray-viewer[full]) {
    visibility: hidden;
  }
  .lab > .visually-hidden,
  xray-viewer[full] {
    visibility: visible;
  }
  xray-viewer[full] {
    position: fixed;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
    z-index: 9;
  }
  xray-image-details + xray-histogram {
    margin-top: 16px;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, calc(232 * var(--_unit))), 1fr));
    gap: 16px 24px;
    flex: 1 1 232px;
    min-width: 0;
  }
  .facts xray-histogram {
    margin-top: 0;
  }
  /* What the drawer, closed or open, may lie over. */
  .middle,
  .narrow {
    --_panel: calc(0.45 * var(--_height));
    --_covered: calc(32px + 24 * var(--_unit));
  }
  .narrow {
    --_panel: calc(45px + min(176 * var(--_unit), 0.3 * var(--_height)));
  }
  .lab:has(xray-drawer[open]) {
    --_covered: calc(var(--_panel) + 32px + 24 * var(--_unit));
  }
  .drop-hint {
    position: absolute;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    justify-content: center;
    border: 2px solid var(--_accent);
    border-radius: var(--_radius-large);
    background: var(--_ground);
    font-size: var(--_large);
    opacity: 0.94;
    pointer-events: none;
  }
  ::slotted([slot='footer']) {
    margin-top: 16px;
  }
  /* The images, and what is known of them. Boxes that no browser breaks at will, as it does with rows of grids. */
  @media print {
    :host {
      height: auto !important;
    }
    .toolbar,
    .saving,
    .rail,
    xray-drawer,
    xray-file-fold,
    .visually-hidden,
    xray-drop-area,
    xray-file-list,
    xray-keys-dialog,
    xray-progress-bar {
      display: none;
    }
    .lab,
    .wide .body,
    .show {
      display: block;
      min-height: 0;
      max-height: none !important;
      padding: 0;
      overflow: visible !important;
    }
    .inactive {
      opacity: 1;
    }
    /* What is known is printed, also where it is folded away. */
    .facts {
      display: grid !important;
    }
    xray-viewer[full] {
      position: static;
    }
  }
`;
