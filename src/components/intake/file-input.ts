import type { TemplateResult } from 'lit';
import { dialogTypes } from '../words/format.ts';
import { html } from '../part/html.ts';
import type { FirstWords } from '../words/first-words.ts';

/** Offered in the dialog beside images: a manifest sets the parameters. */
const MANIFEST_TYPES = 'application/json,.json';

/** Opens the dialog for files of the types in `accept`, and of manifests where they are taken. */
export function fileInput(
  words: FirstWords,
  accept: string,
  takesManifests: boolean,
  onFiles: (files: File[]) => void,
): TemplateResult {
  return html`<input
    type="file"
    hidden
    multiple
    aria-label=${words.chooseImage}
    accept=${takesManifests ? `${dialogTypes(accept)},${MANIFEST_TYPES}` : dialogTypes(accept)}
    @change=${({ currentTarget }: Event) => onFiles(filesIn(currentTarget as HTMLInputElement))}
  />`;
}

function filesIn(input: HTMLInputElement): File[] {
  const files = [...(input.files ?? [])];
  // The same file may be chosen again.
  input.value = '';
  return files;
}
