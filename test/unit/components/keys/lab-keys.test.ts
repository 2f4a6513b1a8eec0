import { describe, expect, it } from 'vitest';
import { keyCommand, type KeyCommand } from '../../../../src/components/keys/lab-keys.ts';

type Key = Partial<Record<'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey' | 'defaultPrevented', boolean>>;

function command(key: string, held: Key = {}, target: object = { localName: 'button' }): KeyCommand | null {
  const nothing = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, defaultPrevented: false };
  return keyCommand({ key, ...nothing, ...held, composedPath: () => [target] } as unknown as KeyboardEvent);
}

describe('a key anywhere in the element', () => {
  it('goes to the film before or after, also where brackets are typed with AltGr or Option', () => {
    expect([command('['), command(']')]).toEqual([{ film: -1 }, { film: 1 }]);
    expect(command(']', { altKey: true, ctrlKey: true })).toEqual({ film: 1 });
    expect(command('[', { altKey: true })).toEqual({ film: -1 });
  });

  it('is the browser’s with Ctrl or ⌘, and a text’s in a field', () => {
    expect([command('[', { ctrlKey: true }), command(']', { metaKey: true })]).toEqual([null, null]);
    expect(command(']', { metaKey: true, altKey: true })).toBe(null);
    expect(command('[', {}, { localName: 'input', type: 'number' })).toBe(null);
    expect(command('[', { defaultPrevented: true })).toBe(null);
  });

  it('is a list’s where letters choose in it, but for Undo', () => {
    const list = { localName: 'select' };
    expect(command('i', {}, list)).toBe(null);
    expect(command('z', { ctrlKey: true }, list)).toBe('undo');
  });

  it('is as it was, else', () => {
    expect([command('?'), command(','), command('.'), command('i')]).toEqual(['show-keys', -1, 1, 'invert']);
    expect([command('z', { ctrlKey: true }), command('z', { metaKey: true, shiftKey: true })]).toEqual([
      'undo',
      'redo',
    ]);
    expect([command('i', { altKey: true }), command('x')]).toEqual([null, null]);
  });
});
