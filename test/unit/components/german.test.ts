import { describe, expect, it } from 'vitest';
import { errorWords } from '../../../src/components/error-words.ts';
import { MESSAGES, messagesWith } from '../../../src/components/messages.ts';
import { XrayError } from '../../../src/image/xray-error.ts';
import { GERMAN } from '../../../src/messages/de.ts';

/** Texts that are the same in both languages. */
const SAME = ['1:1', 'x, y', 'Original', 'Sigma', 'Gradient', '?', 'Tab', '0', '1'];

/** Every string in a table, by its path. */
function textsIn(table: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(table) as [string, unknown][]) {
    if (typeof value === 'string') texts.set(path + key, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [below, text] of textsIn(value, `${path}${key}.`)) texts.set(below, text);
    }
  }
  return texts;
}

describe('the German texts', () => {
  it('are there for every English one, and other than that', () => {
    const english = textsIn(MESSAGES);
    const german = textsIn(GERMAN);
    const known = [...english].filter(([path]) => !/^stages\.\w+\.(input|params)$/.test(path));
    expect(known.length).toBeGreaterThan(100);
    for (const [path, text] of known) {
      expect(german.get(path), path).toBeTruthy();
      if (!SAME.includes(text)) expect(german.get(path), path).not.toBe(text);
    }
  });

  it('name the file in errors, and its values', () => {
    const values = { file: 'a.png', actual: 23.4 * 2 ** 20, limit: 20 * 2 ** 20 };
    const error = new XrayError('file-too-large', 'a.png: file is too large (23.4 MB).', { values });
    expect(errorWords(error, MESSAGES)).toEqual({ message: 'a.png: file is too large (23.4 MB).', hint: null });
    expect(errorWords(error, GERMAN)).toEqual({
      message: 'a.png: die Datei ist zu groß (23,4 MB). Erlaubt sind 20 MB.',
      hint: null,
    });
    const lost = new XrayError('decode-failed', 'b.png: could not be loaded.', {
      hint: 'Check',
      reason: 'not-loaded',
      values: { file: 'b.png' },
    });
    expect(errorWords(lost, GERMAN).message).toBe('b.png: das Bild konnte nicht geladen werden.');
    expect(errorWords(lost, GERMAN).hint).toContain('Adresse');
  });
});

describe('some texts replaced', () => {
  it('leave the others, at every depth', () => {
    const words = messagesWith({ reset: 'Start over', stages: { edges: { title: 'Edges' } }, keys: [['a', 'b']] });
    expect([words.reset, words.chooseImage]).toEqual(['Start over', 'Choose X-ray Image']);
    expect(words.stages.edges.title).toBe('Edges');
    expect(words.stages.edges.purpose).toBe(MESSAGES.stages.edges.purpose);
    expect(words.stages.blurred).toBe(MESSAGES.stages.blurred);
    expect(words.keys).toEqual([['a', 'b']]);
  });
});
