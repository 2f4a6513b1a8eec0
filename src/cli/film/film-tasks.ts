import { join } from 'node:path';
import { jsonText } from '../../base/json-text.ts';
import { isAbortError, throwIfAborted, withFileName, XrayError } from '../../base/xray-error.ts';
import { openSource } from '../../decode/open-source.ts';
import type { ManifestImage } from '../../export/manifest/manifest.ts';
import type { TaskHandlers } from '../../worker/tasks.ts';
import { AtomicFile } from './atomic-file.ts';
import { DiskFile } from './disk-file.ts';
import { STORED, type FilmImage, type FilmInput, type ResultKind } from './film.ts';
import { framesOf } from './frames.ts';
import { makeImage, type MadeImage } from './make-image.ts';
import { bytesNeeded } from './bytes-needed.ts';

/** What the threads do. */
export type FilmTasks = {
  /** Asks for leave to use so many bytes before it uses them. */
  readonly film: { input: FilmInput; output: readonly FilmImage[]; ask: number; answer: boolean };
  /** Whether what is told is what lies on the disk: source, parameters and results. */
  readonly verify: { input: FilmInput & { readonly told: readonly ManifestImage[] }; output: boolean };
};

export const filmTasks: TaskHandlers<FilmTasks> = {
  async film(input, { signal, ask }) {
    const { name } = input;
    const file = DiskFile.open(input.path, name);
    const written: AtomicFile[] = [];
    try {
      const source = await openSource(file, { signal });
      const { frames: count = 1 } = source.header;
      const frames = framesOf(input.frames, count);
      if (frames.length === 0) throw noFrame(count);
      await ask(bytesNeeded(source.header, file.size));
      throwIfAborted(signal);
      const made: MadeImage[] = [];
      for (const frame of frames) {
        made.push(await makeImage(input, { source, frame, written, signal }));
        throwIfAborted(signal);
      }
      const sha256 = file.sha256();
      file.assertUnchanged();
      // Whatever ends it before this leaves nothing, and from here on it takes no time.
      for (const result of written) result.commit();
      return made.map((imageOf) => imageOf(sha256));
    } catch (error) {
      for (const result of written) result.discard();
      throw named(error, name);
    } finally {
      file.close();
    }
  },

  async verify({ path, name, folder, kinds, params, frames, told }) {
    try {
      const sha256 = withFile(path, name, (file) => file.sha256());
      const count = told[0]?.source?.frames ?? 1;
      if (told.length === 0 || told.length !== framesOf(frames, count).length) return false;
      return told.every(
        (image) =>
          image.source?.sha256 === sha256 &&
          jsonText(image.parameters) === jsonText(params) &&
          Object.keys(image.files).join() === kindsOf(kinds, image).join() &&
          Object.values(image.files).every(
            (result) => withFile(join(folder, result.file), name, (file) => file.sha256()) === result.sha256,
          ),
      );
    } catch {
      // What cannot be read proves nothing.
      return false;
    }
  },
};

/** The kinds that there are of an image whose source has so many bits. */
function kindsOf(kinds: readonly ResultKind[], { source }: ManifestImage): readonly ResultKind[] {
  return (source?.bitDepth ?? 8) > 8 ? kinds : kinds.filter((kind) => kind !== STORED);
}

function withFile<T>(path: string, name: string, look: (file: DiskFile) => T): T {
  const file = DiskFile.open(path, name);
  try {
    return look(file);
  } finally {
    file.close();
  }
}

function noFrame(count: number): XrayError {
  return new XrayError('decode-failed', `none of the frames asked for is in it: it has ${count}.`, {
    hint: 'Frames are counted from 0.',
    reason: 'no-frame',
  });
}

/** A message for a person begins with the file's name; one of a result names that. */
function named(error: unknown, name: string): unknown {
  if (isAbortError(error)) return error;
  if (!(error instanceof XrayError)) {
    const { message } = error instanceof Error ? error : { message: String(error) };
    return new XrayError('decode-failed', `${name}: the work on it failed (${message}).`, { reason: 'unexpected' });
  }
  const isNamed = error.values.file !== undefined || error.code === 'export-failed';
  return isNamed ? error : withFileName(error, name);
}
