import { nextFrame } from '@open-wc/testing';
import { executeServerCommand, sendKeys, sendMouse } from '@web/test-runner-commands';
import { focused } from './focused.ts';

/*
 * What a reader does: keys and a mouse that the browser itself is given by the test runner, not events made by a script.
 * `turn-wheel`, `double-click` and `set-reader-media` are scripts/browsers/reader-plugin.mjs's.
 */

export type Place = readonly [x: number, y: number];

/** Keys held from the first to the last. */
export async function press(...keys: string[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await sendKeys({ down: key });
  await sendKeys({ press: keys[keys.length - 1] });
  for (const key of held) await sendKeys({ up: key });
}

/** Goes to a control with the Tab key; back with Shift, as past the last control the focus may leave the page. */
export async function tabTo(control: Element): Promise<void> {
  const before = focused();
  const keys = before && comesBefore(control, before) ? ['Shift', 'Tab'] : ['Tab'];
  for (let presses = 0; presses < 100; presses++) {
    if (focused() === control) return;
    await press(...keys);
  }
  throw new Error(`Tab does not come to ${control.outerHTML.slice(0, 90)}.`);
}

/** In the order of the page, whatever shadow roots they are in. */
function comesBefore(one: Element, other: Element): boolean {
  const [a, b] = [pathTo(one), pathTo(other)];
  const parting = a.findIndex((node, i) => node !== b[i]);
  if (parting < 0 || !b[parting]) return false;
  return Boolean(a[parting].compareDocumentPosition(b[parting]) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** From the page down. */
function pathTo(element: Element): Node[] {
  const path: Node[] = [];
  for (let node: Node | null = element; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    path.unshift(node);
  }
  return path;
}

/** A place in an element, brought into view: parts of its width and height. */
export async function placeIn(element: Element, across = 0.5, down = 0.5): Promise<Place> {
  element.scrollIntoView({ block: 'center', inline: 'nearest' });
  // Firefox still sends the pointer to what was there before it has drawn what is there now.
  await nextFrame();
  await nextFrame();
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + across * width), Math.round(top + down * height)];
}

export async function moveTo([x, y]: Place): Promise<void> {
  await sendMouse({ type: 'move', position: [x, y] });
}

export async function clickOn(element: Element): Promise<void> {
  const [x, y] = await placeIn(element);
  await sendMouse({ type: 'click', position: [x, y] });
}

/** On the way the pointer is in between once, as a hand's is. */
export async function drag(from: Place, to: Place): Promise<void> {
  await moveTo(from);
  await sendMouse({ type: 'down' });
  await moveTo([Math.round((from[0] + to[0]) / 2), Math.round((from[1] + to[1]) / 2)]);
  await moveTo(to);
  await sendMouse({ type: 'up' });
}

export async function turnWheel(position: Place, deltaY: number): Promise<void> {
  await executeServerCommand('turn-wheel', { position, deltaY });
}

export async function doubleClickAt(position: Place, button: 'left' | 'right' = 'left'): Promise<void> {
  await executeServerCommand('double-click', { position, button });
}

/** What media queries see from now on, other features as they are; whether this browser can be told so. */
export function setReaderMedia(features: Readonly<Record<string, string>>): Promise<boolean> {
  return executeServerCommand('set-reader-media', { ...features });
}

/**
 * Chooses an option by its first letter, which no other begins with. Once a list: letters that follow each other closely
 * are taken for one word.
 */
export async function chooseByLetter(list: HTMLSelectElement, letter: string): Promise<void> {
  await tabTo(list);
  await sendKeys({ press: letter });
}
