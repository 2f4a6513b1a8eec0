import { nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { button, find, findAll, openLab, pngFile } from './lab-fixture.ts';
import { waitUntil } from './wait-until.ts';

/** With an image, of which grayscale is in the viewer. */
export async function openViewer(
  attributes: Record<string, string> = {},
  image = radiograph(160, 120),
  width = 1100,
): Promise<XrayLab> {
  const lab = await openLab(attributes, width);
  await lab.process(await pngFile('a.png', image));
  await lab.updateComplete;
  button(lab, 'Open Grayscale').focus();
  await sendKeys({ press: 'Enter' });
  await painted(lab);
  return lab;
}

export const area = (lab: Element): HTMLElement => find(lab, '.area');
export const panes = (lab: Element): HTMLElement[] => findAll(lab, 'xray-view-pane');
export const canvasIn = (pane: Element): HTMLCanvasElement => find<HTMLCanvasElement>(pane, 'canvas');
export const zoomShown = (lab: Element): string => find(find(lab, 'xray-viewer'), 'output').innerText;
export const choice = (lab: Element, label: string): HTMLSelectElement => find(lab, `select[aria-label="${label}"]`);

export async function painted(lab: Element): Promise<void> {
  await waitUntil(() => panes(lab).length > 0 && panes(lab).every((pane) => findAll(pane, '.painted').length === 1));
  await nextFrame();
}

/** Once the picture fills the area, which may have got another size by a style: WebKitGTK tells of that frames later. */
export function fitted(lab: Element): Promise<void> {
  return waitUntil(() => {
    const { clientWidth, clientHeight } = canvasIn(panes(lab)[0]);
    return Math.min(Math.abs(area(lab).clientWidth - clientWidth), Math.abs(area(lab).clientHeight - clientHeight)) < 2;
  });
}

/** The values that are shown, by name. */
export function probed(lab: Element): Record<string, string> {
  const names = findAll(lab, '.probe dt').map(({ innerText }) => innerText);
  const values = findAll(lab, '.probe dd').map(({ innerText }) => innerText);
  return Object.fromEntries(names.map((name, i) => [name, values[i]]));
}

/** The middle of the area in the window. */
export function middleOf(element: Element): [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}

/** An event such as the browser makes for a finger. */
export function pointer(type: string, target: Element, x: number, y: number, id = 1, pointerType = 'touch'): void {
  const options = { bubbles: true, composed: true, clientX: x, clientY: y, pointerId: id, pointerType, button: 0 };
  target.dispatchEvent(new PointerEvent(type, options));
}

/** A finger goes to the left over the picture. */
export function swipe(lab: Element): void {
  const target = area(lab);
  target.setPointerCapture = () => undefined;
  const [x, y] = middleOf(target);
  pointer('pointerdown', target, x + 30, y);
  pointer('pointermove', target, x - 60, y + 3);
  pointer('pointerup', target, x - 60, y + 3);
}
