import { isIgnored } from '../part/ignored-keys.ts';
import { takesText } from '../part/takes-text.ts';

/** A number is how many frames further, `film` how many films. */
export type KeyCommand = 'show-keys' | 'undo' | 'redo' | 'invert' | number | { readonly film: 1 | -1 };

/** What a key means wherever in the element the focus is; null for nothing, as where text is being typed. */
export function keyCommand(event: KeyboardEvent): KeyCommand | null {
  const { key, shiftKey, altKey, ctrlKey, metaKey, defaultPrevented } = event;
  const [target] = event.composedPath();
  if (defaultPrevented || isIgnored(event) || takesText(target)) return null;
  // Many keyboards have brackets on AltGr, which is told as Ctrl + Alt, or on a Mac's Option. With Ctrl or ⌘ alone they are the browser's.
  if ((key === '[' || key === ']') && !metaKey && (altKey || !ctrlKey)) return { film: key === ']' ? 1 : -1 };
  if (altKey) return null;
  const withCommand = ctrlKey || metaKey;
  if (key === '?' && !withCommand) return 'show-keys';
  if ((key === ',' || key === '.') && !withCommand) return key === '.' ? 1 : -1;
  // In a list a letter goes to what begins with it.
  const invert = key.toLowerCase() === 'i' && !withCommand && !shiftKey;
  if (invert && (target as Element).localName !== 'select') return 'invert';
  if (withCommand && key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return null;
}
