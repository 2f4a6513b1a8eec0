import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ignoreKey } from '../part/ignored-keys.ts';
import { windowOf } from '../part/own-window.ts';
import { takesText } from '../part/takes-text.ts';
import { boundKey, KEY_COMMANDS, type BoundKey, type KeyBindings, type KeyCommandName } from './key-bindings.ts';

/** Other keys that do what one does. */
const ALSO: Readonly<Record<string, string>> = { '=': '+', _: '-' };

type Pressed = Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'key' | 'metaKey' | 'shiftKey'>;

/** Which key is meant by one that is pressed: itself (null), another one, or none. */
export function meantKey(pressed: Pressed, bindings: KeyBindings): BoundKey | 'none' | null {
  const chosen = Object.entries(bindings) as [KeyCommandName, string | null][];
  const [command] = chosen.find(([, wanted]) => wanted !== null && isPressed(pressed, boundKey(wanted))) ?? [];
  // An event's own values are in its class, so that there is nothing of it to be spread.
  const { key, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  const usual = { altKey, ctrlKey, metaKey, shiftKey, key: ALSO[key] ?? key };
  if (command) {
    const meant = boundKey(KEY_COMMANDS[command]);
    return isPressed(usual, meant) ? null : meant;
  }
  return chosen.some(([name]) => isPressed(usual, boundKey(KEY_COMMANDS[name]))) ? 'none' : null;
}

function isPressed({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed, bound: BoundKey): boolean {
  if (key.toLowerCase() !== bound.key.toLowerCase()) return false;
  // Signs are on other keys of other keyboards: with Shift, or with AltGr, which is told as Ctrl + Alt.
  const sign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  if (altKey) return sign && !metaKey && !bound.ctrlKey;
  return (ctrlKey || metaKey) === bound.ctrlKey && (sign || shiftKey === bound.shiftKey);
}

/** Has keys that were chosen do what others do, wherever in the element those are listened to. */
export class KeyTranslation implements ReactiveController {
  private readonly own = new WeakSet<Event>();

  private element: HTMLElement | null = null;

  /** @param part of the element whose keys these are */
  constructor(
    private readonly part: ReactiveControllerHost & HTMLElement,
    private readonly bindings: () => KeyBindings,
  ) {
    part.addController(this);
  }

  hostConnected(): void {
    const { host } = this.part.getRootNode() as Partial<ShadowRoot>;
    this.element = (host as HTMLElement | undefined) ?? null;
    this.element?.addEventListener('keydown', this.onKey, true);
    this.element?.addEventListener('keydown', this.onOwn);
  }

  hostDisconnected(): void {
    this.element?.removeEventListener('keydown', this.onKey, true);
    this.element?.removeEventListener('keydown', this.onOwn);
    this.element = null;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    // In a list a letter goes to what begins with it.
    const chooses = (target as Element).localName === 'select' && !event.ctrlKey && !event.metaKey;
    if (this.own.has(event) || takesText(target) || chooses) return;
    const meant = meantKey(event, this.bindings());
    if (!meant) return;
    ignoreKey(event);
    if (meant === 'none') return;
    const options = { ...meant, bubbles: true, composed: true, cancelable: true };
    const own = new (windowOf(this.part).KeyboardEvent)('keydown', options);
    this.own.add(own);
    if (!target.dispatchEvent(own)) event.preventDefault();
  };

  /** The page was told of the key that was pressed. */
  private readonly onOwn = (event: Event): void => {
    if (this.own.has(event)) event.stopPropagation();
  };
}
