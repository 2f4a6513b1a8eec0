import { svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { html } from './html.ts';

/** The interface's icons: 16 × 16, drawn with strokes in the colour of the text they stand beside. */
export function icon(paths: SVGTemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">${paths}</svg>`;
}

export const ICONS = {
  choose: icon(svg`<path d="M14 9v3.5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12.5V9M8 10V2M5 5l3-3 3 3" />`),
  folder: icon(svg`<path d="M2 12V4a1 1 0 0 1 1-1h3.2l1.6 2H13a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z" />`),
  download: icon(svg`<path d="M14 10v2.5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12.5V10M8 2v8M5 7l3 3 3-3" />`),
  copy: icon(
    svg`<rect x="5.5" y="5.5" width="8.5" height="8.5" rx="1.5" /><path d="M10.5 2H3.5A1.5 1.5 0 0 0 2 3.5v7" />`,
  ),
  check: icon(svg`<path d="m3 8.5 3.2 3.2L13 5" />`),
  reset: icon(svg`<path d="M2.5 8a5.5 5.5 0 1 0 1.9-4.2L2.5 5.5M2.5 2v3.5H6" />`),
  process: icon(svg`<path d="M4.5 2.8v10.4L13 8z" />`),
  info: icon(svg`<circle cx="8" cy="8" r="6" /><path d="M8 7.5V11M8 5v.1" />`),
  parameters: icon(
    svg`<path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6" /><circle cx="10" cy="4.5" r="2" /><circle cx="6" cy="11.5" r="2" />`,
  ),
  warning: icon(svg`<path d="M8 2 1.5 13.5h13zM8 6.5v3.2M8 11.6v.1" />`),
  stop: icon(svg`<rect x="4" y="4" width="8" height="8" rx="1" />`),
  dismiss: icon(svg`<path d="m4 4 8 8M12 4l-8 8" />`),
  chevron: icon(svg`<path d="m4 10 4-4 4 4" />`),
  open: icon(svg`<path d="M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9" />`),
  back: icon(svg`<path d="M10 3 5 8l5 5" />`),
  plus: icon(svg`<path d="M8 3v10M3 8h10" />`),
  minus: icon(svg`<path d="M3 8h10" />`),
  undo: icon(svg`<path d="M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6" />`),
  redo: icon(svg`<path d="m10.5 3 3 3-3 3M13.5 6H6a3.5 3.5 0 0 0 0 7h4" />`),
  keys: icon(svg`<path d="M6 6a2 2 0 1 1 2.7 1.9c-.5.2-.7.6-.7 1.1v.5M8 11.8v.1" /><circle cx="8" cy="8" r="6.3" />`),
  film: icon(
    svg`<rect x="2" y="2" width="12" height="12" rx="1.5" /><path d="M8 4.5v7M5 6.2c1 .6 5 .6 6 0M5 8.6c1 .6 5 .6 6 0M5.5 11c.8.5 4.2.5 5 0" />`,
  ),
} as const;
