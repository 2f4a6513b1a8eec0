import { render, type TemplateResult } from 'lit';
import type { FileEntry } from '../../session/files/file-entry.ts';
import { NOTHING_COMPUTED, type StageVersions } from '../../session/files/live-image.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import { html } from '../part/html.ts';
import type { Messages } from '../words/messages.ts';

/** What there is to tell of. */
interface KnownImage {
  readonly entry: FileEntry | null;
  readonly source: StageSource | null;
  readonly versions: StageVersions;
  readonly params: PipelineParams;
  /** What it is computed with, a line a stage. */
  readonly settings: string;
}

/** What is known of the image on show besides its pictures. */
export function imageFacts(words: Messages, { entry, source, versions, params, settings }: KnownImage): TemplateResult {
  return html`
    <xray-image-details
      exportparts="details"
      .words=${words}
      .entry=${entry}
      .values=${source?.values() ?? null}
      .params=${params}
      .settings=${settings}
    ></xray-image-details>
    <xray-histogram exportparts="histogram" .words=${words} .source=${source} .versions=${versions}></xray-histogram>
  `;
}

/** Has `node`, which is kept for the next image, hold nothing of the one it told of, nor of the page that it was in. */
export function forgetImage(node: HTMLElement, words: Messages): void {
  if (!node.hasChildNodes()) return;
  // A node holds all that it is in: figures, the list of files.
  node.remove();
  const nobody = { entry: null, source: null, versions: NOTHING_COMPUTED, params: DEFAULT_PARAMS, settings: '' };
  render(imageFacts(words, nobody), node);
}
