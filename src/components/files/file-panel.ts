import { nothing, type TemplateResult } from 'lit';
import type { FileEntry } from '../../session/files/file-entry.ts';
import { html } from '../part/html.ts';
import type { Messages } from '../words/messages.ts';
import { areListed, listsSomething, type ListedFiles } from './listed-files.ts';
import type { Thumbnails } from './thumbnails.ts';

/** The list of files, and what is said of others. */
export function filePanel(listed: ListedFiles, thumbnails: Pick<Thumbnails, 'get'>, words: Messages): TemplateResult {
  const { access, files, intake, notices, processing, progress, removal, selected } = listed;
  return html`${
    removal.count > 0 ? html`<xray-removal-note .words=${words} .count=${removal.count}></xray-removal-note>` : nothing
  }${
    listsSomething(listed)
      ? html`<xray-file-list
          part="files"
          exportparts="file, error"
          .words=${words}
          .entries=${areListed(files) ? files.all : []}
          .thumbnails=${thumbnails}
          .note=${intake.note}
          .notices=${notices.all}
          .isOutdated=${(entry: FileEntry) => access.isOutdated(entry)}
          .processing=${processing}
          .millisecondsLeft=${progress.millisecondsLeft}
          .selectedId=${selected?.id ?? null}
        ></xray-file-list>`
      : nothing
  }`;
}
