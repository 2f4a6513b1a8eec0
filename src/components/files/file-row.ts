import { nothing, type TemplateResult } from 'lit';
import { STAGE_IDS } from '../../pipeline/standard-graph.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import { html } from '../part/html.ts';
import { ICONS } from '../part/icons.ts';
import { tell } from '../part/part-events.ts';
import type { Messages } from '../words/messages.ts';
import type { NameParts } from './name-parts.ts';

/** What a row says of a file beside what the file is. */
export interface RowState {
  readonly parts: NameParts;
  readonly thumbnail: HTMLCanvasElement | null;
  readonly selected: boolean;
  /** Whether files are at work. */
  readonly processing: boolean;
  /** Whether its results were made with other parameters than are set now. */
  readonly outdated: boolean;
}

/** A file in the list that has not failed: one line of its name, one of facts. What it is asked for is told by `list`. */
export function fileRow(list: EventTarget, words: Messages, entry: FileEntry, row: RowState): TemplateResult {
  const { id, name, state } = entry;
  const cancelled = state.kind === 'cancelled';
  // Files that wait for a press of "Process Image" are not under way.
  const underWay = state.kind === 'working' || (state.kind === 'waiting' && row.processing);
  return html`
    <button
      type="button"
      class="file"
      part="file"
      title=${name}
      aria-current=${row.selected ? 'true' : 'false'}
      aria-disabled=${cancelled ? 'true' : 'false'}
      @click=${() => tell(list, 'part-select-file', { id })}
    >
      <span class="thumbnail" aria-hidden="true">${row.thumbnail}</span>
      <span class="text">
        <span class="line">${shortName(row.parts)}</span>
        <span class="facts numbers"
          >${stateOf(words, entry, row.outdated)}${
            // Beside how far the work is it would move with each step of that.
            underWay ? nothing : html`<span class="size">${sizeOf(words, entry)}</span>`
          }</span
        >
      </span>
    </button>
    ${
      // One button for both, so that it keeps the focus when it was pressed.
      cancelled || underWay
        ? rowButton(
            cancelled ? words.processFileAgain(name) : words.cancel(name),
            cancelled ? ICONS.reset : ICONS.stop,
            () => tell(list, cancelled ? 'part-redo' : 'part-cancel', { id }),
            'over',
          )
        : nothing
    }
    ${rowButton(words.remove(name), ICONS.dismiss, () => tell(list, 'part-remove-file', { id }))}
  `;
}

/** Of the image, once it is known, and of the file. Short, for the narrow column beside the image. */
export function sizeOf(words: Messages, { facts, file }: FileEntry): TemplateResult {
  const size = html`<bdi>${words.fileSize(file.size)}</bdi>`;
  return facts ? html`<bdi dir="ltr">${facts.width} × ${facts.height}</bdi>, ${size}` : size;
}

/** The whole name, of which styles cut what is not wanted most. */
function shortName({ head, middle, rest, end, copy }: NameParts): TemplateResult {
  const part = (look: string, text: string): TemplateResult | typeof nothing =>
    text === '' ? nothing : html`<span class=${look}>${text}</span>`;
  return html`<span class="name"
      ><bdi translate="no"
        >${part('cut', head)}${part('kept', middle)}${part('cut', rest)}${part('kept', end)}</bdi
      ></span
    >${copy > 0 ? html`<span class="copy">(${copy})</span>` : nothing}`;
}

function stateOf(words: Messages, { state }: FileEntry, outdated: boolean): TemplateResult {
  const said = (): string => {
    if (state.kind === 'waiting') return words.waiting;
    if (state.kind === 'working') return words.workingOn(state.ready, STAGE_IDS.length);
    if (state.kind === 'cancelled') return words.cancelled;
    return outdated ? words.otherParameters : '';
  };
  return html`<span class="state">${said()}</span>`;
}

/** @param look `over` where it lies over the picture, so that the name has the same room with it and without */
function rowButton(label: string, icon: TemplateResult, action: () => void, look: 'over' | '' = ''): TemplateResult {
  return html`<button type="button" class="quiet icon ${look}" aria-label=${label} title=${label} @click=${action}>
    ${icon}
  </button>`;
}
