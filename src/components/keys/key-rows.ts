import type { Messages } from '../words/messages.ts';
import { boundKey, KEY_COMMANDS, type KeyBindings, type KeyCommandName } from './key-bindings.ts';

/** What the rows of the list of keys are about; nothing of keys that stay. */
export const KEY_ROWS: readonly (readonly KeyCommandName[])[] = [
  ['show-keys'],
  [],
  [],
  ['undo'],
  ['redo'],
  [],
  [],
  ['zoom-in', 'zoom-out'],
  ['invert'],
  ['window-tool'],
  ['window-reset'],
  ['fit'],
  ['actual-size'],
  [],
  [],
  ['cross-hair'],
  ['previous-image', 'next-image'],
  ['previous-frame', 'next-frame'],
  ['previous-film', 'next-film'],
  ['full-screen'],
  ['turn', 'turn-back'],
  ['swap'],
  ['mirror'],
  ['magnify'],
  [],
];

/** The list of keys with those that were chosen; what has no key any longer is left out. */
export function keyRows({ keys }: Pick<Messages, 'keys'>, bindings: KeyBindings): Messages['keys'] {
  return keys.flatMap((row, i): Messages['keys'] => {
    const commands = keys.length === KEY_ROWS.length ? KEY_ROWS[i] : [];
    if (!commands.some((name) => bindings[name] !== undefined)) return [row];
    const shown = commands.flatMap((name) => {
      const key = bindings[name];
      return key === null ? [] : keyLabel(key ?? KEY_COMMANDS[name]);
    });
    return shown.length === 0 ? [] : [[shown.join(', '), row[1]]];
  });
}

/** "Ctrl + Shift + Z". */
export function keyLabel(text: string): string {
  const { key, ctrlKey, shiftKey } = boundKey(text);
  const name = key.length === 1 ? key.toUpperCase().replace('-', '−') : key.replace(/([a-z])([A-Z])/g, '$1 $2');
  return [ctrlKey ? 'Ctrl' : '', shiftKey ? 'Shift' : '', name].filter(Boolean).join(' + ');
}
