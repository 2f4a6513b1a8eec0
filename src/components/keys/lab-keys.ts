import { takesText } from '../part/takes-text.ts';

/** A number is how many frames further. */
export type KeyCommand = 'show-keys' | 'undo' | 'redo' | 'invert' | number;

/** What a key means wherever in the element the focus is; null for nothing, as where text is being typed. */
export function keyCommand(event: KeyboardEvent): KeyCommand | null {
  const { key, shiftKey, altKey, defaultPrevented } = event;
  const [target] = event.composedPath();
  if (defaultPrevented || altKey || takesText(target)) return null;
  const withCommand = event.ctrlKey || event.metaKey;
  if (key === '?' && !withCommand) return 'show-keys';
  if ((key === ',' || key === '.') && !withCommand) return key === '.' ? 1 : -1;
  if (key.toLowerCase() === 'i' && !withCommand && !shiftKey) return 'invert';
  if (withCommand && key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return null;
}
