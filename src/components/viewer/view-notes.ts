import { nothing, type TemplateResult } from 'lit';
import { UPRIGHT, type Orientation } from '../pane/orientation.ts';
import { html } from '../part/html.ts';
import type { Messages } from '../words/messages.ts';
import type { ViewState } from './view-state.ts';

/** How an image is turned for the eye; empty as the file has it. */
export function orientationWords(words: Messages, { quarters, mirrored }: Orientation = UPRIGHT): string {
  return words.orientation(90 * quarters, mirrored);
}

/** What is to be known of the pictures, over them: of which film they are where nothing else says so, and where they are not seen as the file has them. */
export function viewNotes(
  words: Messages,
  { orientation, smooth }: Pick<ViewState, 'orientation' | 'smooth'>,
  fileName: string,
  wheelHint: boolean,
): TemplateResult {
  const notes = [fileName, orientationWords(words, orientation), smooth ? words.smoothed : ''].filter(Boolean);
  return html`
    <span class="caption note" id="note" dir="auto" ?hidden=${notes.length === 0}>${notes.join(' · ')}</span>
    ${wheelHint ? html`<span class="caption wheel">${words.wheelHint}</span>` : nothing}
  `;
}
