import { describe, expect, it } from 'vitest';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { checkedKeys, KEY_COMMANDS, type KeyBindings } from '../../../../src/components/keys/key-bindings.ts';
import { keyLabel, KEY_ROWS, keyRows } from '../../../../src/components/keys/key-rows.ts';
import { meantKey } from '../../../../src/components/keys/key-translation.ts';
import { MESSAGES } from '../../../../src/components/words/messages.ts';

const NONE = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const meant = (key: string, bindings: KeyBindings, held: Partial<typeof NONE> = {}): unknown =>
  meantKey({ ...NONE, ...held, key }, bindings);

describe('keys that were chosen', () => {
  it('are other commands’ usual ones, whose own do nothing then', () => {
    const bindings = { 'next-film': 'n', 'turn-back': 'Shift+T', redo: 'Ctrl+y', invert: null };
    expect(meant('n', bindings)).toEqual({ key: ']', ctrlKey: false, shiftKey: false });
    expect(meant('N', bindings)).toEqual({ key: ']', ctrlKey: false, shiftKey: false });
    expect(meant('n', bindings, { shiftKey: true })).toBeNull();
    expect(meant('T', bindings, { shiftKey: true })).toEqual({ key: 'r', ctrlKey: false, shiftKey: true });
    expect(meant('y', bindings, { metaKey: true })).toEqual({ key: 'z', ctrlKey: true, shiftKey: true });
    expect(meant('y', bindings)).toBeNull();
    for (const key of [']', 'i', 'I']) expect(meant(key, bindings), key).toBe('none');
    // With AltGr, where the keyboard has it there.
    expect(meant(']', bindings, { altKey: true, ctrlKey: true })).toBe('none');
    for (const key of ['[', 'r', 'f', 'ArrowLeft']) expect(meant(key, bindings), key).toBeNull();
  });

  it('may change places, or be what they were', () => {
    const bindings = { mirror: 'r', turn: 'h', fit: '0' };
    expect(meant('r', bindings)).toMatchObject({ key: 'h' });
    expect(meant('h', bindings)).toMatchObject({ key: 'r' });
    expect(meant('0', bindings)).toBeNull();
  });

  it('take the keys along that do the same', () => {
    expect(meant('=', { 'zoom-in': 'k' })).toBe('none');
    expect(meant('_', { 'zoom-out': null })).toBe('none');
    expect(meant('+', { 'zoom-out': '+' })).toMatchObject({ key: '-' });
  });

  it('are refused where command or key is none', () => {
    const refusal = (keys: unknown): unknown => {
      try {
        return checkedKeys(keys as KeyBindings);
      } catch (error) {
        return error;
      }
    };
    for (const keys of [{ next: 'n' }, { toString: 'n' }, { fit: '' }, { fit: 7 }]) {
      expect(refusal(keys)).toBeInstanceOf(XrayError);
      expect(refusal(keys)).toMatchObject({ code: 'invalid-params', reason: 'wrong-argument' });
    }
    expect(refusal({ fit: null, turn: 'q' })).toEqual({ fit: null, turn: 'q' });
  });
});

describe('the list of keys', () => {
  it('knows of each row which commands it is about', () => {
    expect(MESSAGES.keys).toHaveLength(KEY_ROWS.length);
    expect(new Set(KEY_ROWS.flat())).toEqual(new Set(Object.keys(KEY_COMMANDS)));
    for (const [i, commands] of KEY_ROWS.entries()) {
      const labels = commands.map((name) => keyLabel(KEY_COMMANDS[name]));
      if (labels.length > 0) expect(MESSAGES.keys[i][0].split(/, (?!and)| and /)).toEqual(labels);
    }
  });

  it('shows those that were chosen, and not what has none', () => {
    const rows = keyRows(MESSAGES, {
      'previous-film': 'p',
      'full-screen': null,
      'zoom-in': null,
      'next-image': 'Ctrl+ArrowRight',
    });
    const keys = rows.map(([key]) => key);
    expect(keys).toContain('P, ]');
    expect(keys).toContain('−');
    expect(keys).toContain('Page Up, Ctrl + Arrow Right');
    expect(keys).not.toContain('F');
    expect(keyRows(MESSAGES, {})).toEqual(MESSAGES.keys);
    expect(keyRows({ keys: [['A', 'Own table']] }, { fit: 'q' })).toEqual([['A', 'Own table']]);
  });
});
