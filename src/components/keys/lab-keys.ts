import { takesText } from '../part/takes-text.ts';

export type KeyCommand = 'show-keys' | 'undo' | 'redo' | 'invert';

/** What a key means wherever in the element the focus is; null for nothing, as where text is being typed. */
export function keyCommand(event: KeyboardEvent): KeyCommand | null {
  const { key, shiftKey, altKey, defaultPrevented } = event;
  const [target] = event.composedPath();
  if (defaultPrevented || altKey || takesText(target)) return null;
  const withCommand = event.ctrlKey || event.metaKey;
  if (key === '?' && !withCommand) return 'show-keys';
  if (key.toLowerCase() === 'i' && !withCommand && !shiftKey) return 'invert';
  if (withCommand && key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return null;
}
