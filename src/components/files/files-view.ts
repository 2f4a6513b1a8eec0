import type { TemplateResult } from 'lit';
import { defineElements } from '../part/define-elements.ts';
import { messagesWith, type MessageOverrides } from '../words/messages.ts';
import { XrayFileList } from './file-list.ts';
import { filePanel } from './file-panel.ts';
import type { ListedFiles } from './listed-files.ts';
import { XrayProgressBar } from './progress-bar.ts';
import { XrayRemovalNote } from './removal-note.ts';
import type { Thumbnails } from './thumbnails.ts';

/** What the element needs as soon as there are files, and not before: it comes by a dynamic import of this file. */
export interface FilesView {
  /** `messages` are what the host has in place of the English ones. */
  readonly render: (
    files: ListedFiles,
    thumbnails: Pick<Thumbnails, 'get'>,
    messages: MessageOverrides,
  ) => TemplateResult;
}

/** With its parts registered. */
export function createFilesView(): FilesView {
  defineElements({
    'xray-file-list': XrayFileList,
    'xray-progress-bar': XrayProgressBar,
    'xray-removal-note': XrayRemovalNote,
  });
  return {
    render: (files, thumbnails, messages) => filePanel(files, thumbnails, messagesWith(messages)),
  };
}
