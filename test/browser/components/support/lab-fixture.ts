import { fixture, html, oneEvent } from '@open-wc/testing';
import { WAITS } from '../../../../src/base/listen-to.ts';
import '../../../../src/components/define.ts';
import type { XrayLabEventMap } from '../../../../src/components/lab/lab-events.ts';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { encodePng } from '../../../../src/export/encode/encode-png.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import { TURN_MS } from '../../../../src/session/patience.ts';
import { STAGES, type StageId } from '../../../../src/pipeline/standard-graph.ts';
import { radiograph } from '../../../support/images.ts';
import { whileWorkersWait } from './held-workers.ts';

/** Longer than any test. */
const NEVER_MS = 2 ** 30;

// Colours are judged as they are at the moment, which may be that of a transition.
const motionless = document.createElement('style');
motionless.textContent = 'xray-lab { --_motion: 0s }';
document.head.append(motionless);

// On a busy machine a file may take longer than others wait for it, and films come in another order. Waits that are not held
// by a test never end: what happens then is tried in Node, by a clock of the test's own (test/unit/session/waits.test.ts).
const { setTimeout } = window;
const patient = (action: TimerHandler, milliseconds?: number): number =>
  setTimeout(action, milliseconds === TURN_MS / WAITS ? NEVER_MS : milliseconds);
window.setTimeout = patient as typeof window.setTimeout;

/** An `<xray-lab>` on the CPU engine, in a box of the given width. */
export async function openLab(attributes: Record<string, string> = {}, width = 1100): Promise<XrayLab> {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  box.style.width = `${width}px`;
  const lab = document.createElement('xray-lab');
  for (const [name, value] of Object.entries({ backend: 'cpu', ...attributes })) lab.setAttribute(name, value);
  box.append(lab);
  await lab.updateComplete;
  return lab;
}

/** A PNG file with a picture that looks like a radiograph. */
export async function pngFile(name: string, image: RasterImage = radiograph(120, 90)): Promise<File> {
  return new File([await encodePng(image)], name, { type: 'image/png' });
}

/** A file whose header is sound and whose pixels are cut off. */
export async function tornFile(name: string): Promise<File> {
  const whole = await pngFile(name);
  return new File([whole.slice(0, whole.size / 2)], name, { type: 'image/png' });
}

export function textFile(name: string): File {
  return new File(['Not an image.'], name, { type: 'text/plain' });
}

/** Every element below `root` that matches, in the shadow roots too. */
export function findAll<Found extends Element = HTMLElement>(root: Element | ShadowRoot, selector: string): Found[] {
  const found: Found[] = [...root.querySelectorAll<Found>(selector)];
  const inner = root instanceof Element && root.shadowRoot ? [root.shadowRoot] : [];
  for (const element of root.querySelectorAll('*')) if (element.shadowRoot) inner.push(element.shadowRoot);
  return [...found, ...inner.flatMap((shadow) => findAll<Found>(shadow, selector))];
}

export function find<Found extends Element = HTMLElement>(root: Element | ShadowRoot, selector: string): Found {
  const [first] = findAll<Found>(root, selector);
  if (!first)
    throw new Error(`There is no ${selector} in <${root instanceof Element ? root.localName : 'shadow root'}>.`);
  return first;
}

/** Buttons by accessible name. */
export function buttons(lab: Element, name: string): HTMLButtonElement[] {
  return findAll<HTMLButtonElement>(lab, 'button').filter(
    (button) => (button.getAttribute('aria-label') ?? button.textContent ?? '').trim() === name,
  );
}

export function button(lab: Element, name: string): HTMLButtonElement {
  const [first] = buttons(lab, name);
  if (!first) throw new Error(`There is no button "${name}".`);
  return first;
}

export function figures(lab: Element): HTMLElement[] {
  return findAll(lab, 'figure');
}

export function figure(lab: Element, stage: StageId): HTMLElement {
  return find(lab, `figure[aria-label="${STAGES[stage].title}"]`);
}

export function canvasOf(lab: Element, stage: StageId): HTMLCanvasElement {
  return find<HTMLCanvasElement>(figure(lab, stage), 'canvas');
}

/** Gray values on a canvas. */
export function grayOn(canvas: HTMLCanvasElement): Uint8Array {
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
  return Uint8Array.from({ length: width * height }, (_, i) => rgba[i * 4]);
}

export function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** Puts files in the file input, as the dialog does. */
export function choose(lab: XrayLab, files: readonly File[]): void {
  const input = find<HTMLInputElement>(lab, 'input[type="file"]');
  input.files = transferOf(files).files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

export async function next<Type extends keyof XrayLabEventMap>(
  lab: XrayLab,
  type: Type,
): Promise<XrayLabEventMap[Type]['detail']> {
  return ((await oneEvent(lab, type)) as XrayLabEventMap[Type]).detail;
}

/** The details of all events of a type from now on. */
export function record<Type extends keyof XrayLabEventMap>(
  target: EventTarget,
  type: Type,
): XrayLabEventMap[Type]['detail'][] {
  const details: XrayLabEventMap[Type]['detail'][] = [];
  target.addEventListener(type, (event) => details.push((event as XrayLabEventMap[Type]).detail));
  return details;
}

/**
 * Does `act` in the middle of the work on a file, when the page tells of it: the workers get nothing meanwhile. To be called
 * before that work begins.
 */
export function atWork(lab: XrayLab, name: string, act: () => void | Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    lab.addEventListener('xray-progress', function onProgress({ detail: { file } }) {
      if ((file as File).name !== name) return;
      lab.removeEventListener('xray-progress', onProgress);
      whileWorkersWait(async () => {
        await lab.updateComplete;
        await act();
      }).then(resolve, reject);
    });
  });
}

/** Sets a form control and fires what a reader's action fires. */
export function enter(control: HTMLInputElement | HTMLSelectElement, value: string): void {
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}
