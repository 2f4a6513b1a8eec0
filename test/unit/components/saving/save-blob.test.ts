import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { saveBlob } from '../../../../src/components/saving/save-blob.ts';

/** A window in a frame, which may be sandboxed. */
function windowIn(sandbox: string | null) {
  const clicked: string[] = [];
  const link = { href: '', download: '', click: () => clicked.push(link.download) };
  const outer = { frameElement: null };
  const frameElement = { getAttribute: () => sandbox, ownerDocument: { defaultView: outer } };
  const view = { frameElement, document: { createElement: () => link } };
  return { view: view as unknown as Window, clicked };
}

beforeEach(() => {
  vi.useFakeTimers();
  // The script's, in which nothing is to be asked or done.
  vi.stubGlobal('window', {});
  vi.stubGlobal('document', {});
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a download is begun in the window in which the reader acts', () => {
  for (const sandbox of [null, 'allow-scripts allow-downloads']) {
    const { view, clicked } = windowIn(sandbox);
    saveBlob(new Blob(['a']), 'a.png', view);
    expect(clicked).toEqual(['a.png']);
  }
});

it('a frame around that window that allows no downloads is told of', () => {
  const { view, clicked } = windowIn('allow-scripts');
  const save = (): void => saveBlob(new Blob(['a']), 'a.png', view);
  expect(save).toThrow(expect.objectContaining({ code: 'export-failed', reason: 'frame' }));
  expect(clicked).toEqual([]);
});
