import { html, nothing, type TemplateResult } from 'lit';
import type { LabController } from '../../session/session.ts';
import type { Messages } from '../words/messages.ts';

/** The list of files, where it says more than the image on show does. */
export function filePanel(
  { access, files, note, notices, processing, progress, selected }: LabController,
  words: Messages,
): TemplateResult | typeof nothing {
  const entries = files.all;
  const says = entries.length > 1 || entries.some(({ state }) => state.kind === 'failed' || state.kind === 'cancelled');
  if (!says && notices.length === 0 && note === null) return nothing;
  return html`<xray-file-list
    part="files"
    exportparts="file, error"
    .words=${words}
    .entries=${says ? entries : []}
    .note=${note}
    .notices=${notices}
    .outdated=${access.outdated.map(({ id }) => id)}
    .processing=${processing}
    .millisecondsLeft=${progress.millisecondsLeft}
    .selectedId=${selected?.id ?? null}
  ></xray-file-list>`;
}
