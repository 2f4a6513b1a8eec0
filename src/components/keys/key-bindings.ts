import { XrayError } from '../../base/xray-error.ts';

/** What has a key of its own, and which one it is until another is chosen. */
export const KEY_COMMANDS = {
  'show-keys': '?',
  undo: 'Ctrl+z',
  redo: 'Ctrl+Shift+z',
  invert: 'i',
  'previous-film': '[',
  'next-film': ']',
  'previous-frame': ',',
  'next-frame': '.',
  'previous-image': 'PageUp',
  'next-image': 'PageDown',
  'zoom-in': '+',
  'zoom-out': '-',
  fit: '0',
  'actual-size': '1',
  'window-tool': 'w',
  'window-reset': 'Shift+w',
  'cross-hair': 'c',
  'full-screen': 'f',
  turn: 'r',
  'turn-back': 'Shift+r',
  mirror: 'h',
  swap: 'b',
  magnify: 'z',
} as const satisfies Readonly<Record<string, string>>;

export type KeyCommandName = keyof typeof KEY_COMMANDS;

/**
 * Other keys for commands: as `KeyboardEvent.key` has them, after `Ctrl+` (⌘ on a Mac) and `Shift+` where those are held down; null for none.
 */
export type KeyBindings = Readonly<Partial<Record<KeyCommandName, string | null>>>;

/** A key, and what is held down with it. */
export interface BoundKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
}

export function boundKey(text: string): BoundKey {
  const [, ctrl, shift, key] = /^(Ctrl\+)?(Shift\+)?(.+)$/is.exec(text) ?? [];
  return { key, ctrlKey: Boolean(ctrl), shiftKey: Boolean(shift) };
}

/**
 * A copy of `keys`.
 * @throws XrayError `invalid-params`, reason `wrong-argument`, for a name that is none, or a key that is none.
 */
export function checkedKeys(keys: KeyBindings): KeyBindings {
  for (const [name, key] of Object.entries(keys ?? {})) {
    const known = Object.prototype.hasOwnProperty.call(KEY_COMMANDS, name);
    if (known && (key === null || (typeof key === 'string' && key !== ''))) continue;
    const problem = known ? `${name} is ${String(key)}, which is no key` : `there is no command "${name}"`;
    throw new XrayError('invalid-params', `keys: ${problem}.`, {
      hint: `Commands are ${Object.keys(KEY_COMMANDS).join(', ')}.`,
      reason: 'wrong-argument',
      values: { subject: 'keys' },
    });
  }
  return { ...keys };
}
