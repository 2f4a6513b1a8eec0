import { resolveParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS, STAGES } from '../../../src/pipeline/standard-graph.ts';
import type { Step } from '../../support/walk.ts';
import { choose, enter, find, findAll } from '../components/support/lab-fixture.ts';
import type { LabWorld } from './lab-world.ts';

type Take = Step<LabWorld>['take'];

const step = (name: string, weight: number, take: Take): Step<LabWorld> => ({ name, weight, take });
const namesOf = (files: Iterable<File>): string => [...files].map(({ name }) => name).join(', ');

/** Lets the page do what it has to, so many times. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setTimeout(resolve));
}

const BROUGHT: readonly Step<LabWorld>[] = [
  step('process()', 6, (world, draw) => {
    const files = world.bring(draw, 3);
    void world.follow('process()', world.lab.process(draw.chance(0.5) ? files : files[0]), 'none');
    return namesOf(files);
  }),
  step('process() an address', 1, (world, draw) => {
    const address = world.address(draw);
    void world.follow('process()', world.lab.process([address, ...world.bring(draw, 1)]), 'none');
    return address;
  }),
  step('src', 1, (world, draw) => {
    world.lab.src = world.address(draw);
    return world.lab.src;
  }),
  step('choose', 3, (world, draw) => {
    const files = world.bring(draw);
    if (findAll(world.lab, 'input[type="file"]').length === 0) return 'none';
    choose(world.lab, files);
    return namesOf(files);
  }),
  step('drop', 2, (world, draw) => {
    const dataTransfer = world.transfer(draw);
    for (const type of ['dragenter', 'dragover', 'drop']) {
      world.lab.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
    }
    return namesOf(dataTransfer.files);
  }),
  step('drag over and away', 0.5, (world, draw) => {
    const dataTransfer = world.transfer(draw);
    for (const type of ['dragenter', 'dragover', 'dragleave']) {
      world.lab.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
    }
    return '';
  }),
  step('paste', 1.5, (world, draw) => {
    const clipboardData = world.transfer(draw);
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
    // Firefox leaves out what the event is made with.
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    document.body.dispatchEvent(event);
    return namesOf(clipboardData.files);
  }),
  step('a manifest', 0.7, (world, draw) => {
    const parameters = { ...world.lab.params, blur: { kernelSize: 15, sigma: 2 } };
    const images = [{ name: 'a', parameters, files: {} }];
    const text = draw.chance(0.7) ? JSON.stringify({ schemaVersion: 1, images }) : '{';
    if (findAll(world.lab, 'input[type="file"]').length === 0) return 'none';
    choose(world.lab, [new File([text], 'manifest.json', { type: 'application/json' })]);
    return text.slice(0, 20);
  }),
  step('Process Image', 2, (world) => world.press('Process Image')),
];

const CHOSEN: readonly Step<LabWorld>[] = [
  step('select', 5, ({ lab }, draw) => {
    const file = draw.maybe(findAll<HTMLButtonElement>(lab, 'button.file'));
    file?.click();
    return file?.title ?? 'none';
  }),
  step('remove', 2, (world, draw) => world.pressOne('Remove ', draw)),
  step('dismiss', 1, (world) => world.press('Dismiss')),
  step('cancel', 2, (world, draw) => world.pressOne('Cancel ', draw)),
  step('cancel all', 1, (world) => world.press('Cancel all')),
  step('process again', 1, (world, draw) => world.pressOne('Process ', draw)),
  step('Reset', 1, (world) => world.press('Reset')),
  step('Remove all', 1, (world) => world.press('Remove all')),
  step('Remove for good', 0.5, (world) => world.press('Remove for good')),
  step('reset()', 0.5, ({ lab }) => {
    lab.reset();
    return '';
  }),
];

const SET: readonly Step<LabWorld>[] = [
  step('blur', 4, ({ lab }, draw) => {
    lab.blurSize = 1 + 2 * draw.below(6);
    return String(lab.blurSize);
  }),
  step('sigma', 1, ({ lab }, draw) => {
    lab.blurSigma = draw.below(5) / 2;
    return String(lab.blurSigma);
  }),
  step('norm', 1, ({ lab }) => {
    lab.cannyL2 = !lab.cannyL2;
    return String(lab.cannyL2);
  }),
  step('a slider', 3, ({ lab }, draw) => {
    const slider = draw.maybe(findAll<HTMLInputElement>(lab, 'input[type="range"]'));
    if (!slider) return 'none';
    const { min, max } = slider;
    enter(slider, String(Number(min) + draw.below(5) * ((Number(max) - Number(min)) / 4)));
    return `${slider.getAttribute('aria-label') ?? ''} ${slider.value}`;
  }),
  step('the window', 2, ({ lab }, draw) => {
    lab.windowSource = draw.of(['auto', 'full', 'extent', 'manual', 'manual']);
    lab.windowCenter = draw.below(8) * 500;
    lab.windowWidth = 1 + draw.below(8) * 500;
    lab.windowInvert = draw.chance(0.2);
    return [lab.windowSource, lab.windowCenter, lab.windowWidth, lab.windowInvert].join();
  }),
  step('an edge of the window', 3, ({ lab }, draw) => {
    const edge = draw.maybe(findAll(lab, '[role="slider"]'));
    const key = draw.of(['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End']);
    edge?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    return edge ? `${edge.getAttribute('aria-label')} ${key}` : 'none';
  }),
  step('drag the window', 2, ({ lab }, draw) => {
    const plot = draw.maybe(findAll(lab, '[role="group"].plot'));
    if (!plot) return 'none';
    const { left, top, width } = plot.getBoundingClientRect();
    const places = [0, 1, 2].map(() => draw.below(9) / 8);
    const at = (type: string, place: number): void => {
      const where = {
        clientX: left + width * place,
        clientY: top + 9,
        pointerId: draw.of([1, 2]),
        bubbles: true,
        composed: true,
      };
      plot.dispatchEvent(new PointerEvent(type, where));
    };
    // There is no such pointer.
    plot.setPointerCapture = () => undefined;
    at('pointerdown', places[0]);
    for (const place of places) at('pointermove', place);
    if (draw.chance(0.8)) at('pointerup', places[2]);
    return places.join();
  }),
  step('undo', 2, (world) => world.press('Undo')),
  step('redo', 1, (world) => world.press('Redo')),
  step('a preset', 1, (world, draw) => {
    world.lab.changeParameters(resolveParams({ blur: { kernelSize: draw.of([3, 7, 9]) } }));
    return String(world.lab.blurSize);
  }),
  step('backend', 1.5, ({ lab, gpu }, draw) => {
    lab.backend = gpu ? draw.of(['auto', 'cpu', 'webgl2']) : 'cpu';
    return lab.backend;
  }),
  step('settings', 1, ({ lab }, draw) => {
    lab.manual = draw.chance(0.3);
    lab.autoSave = draw.chance(0.3);
    lab.noControls = draw.chance(0.2);
    lab.noDownload = draw.chance(0.1);
    lab.naming = draw.of(['source', 'timestamp']);
    lab.guardUnsaved = draw.chance(0.5);
    return [lab.manual, lab.autoSave, lab.noControls, lab.noDownload, lab.naming].join();
  }),
  step('limits', 0.5, ({ lab }, draw) => {
    lab.maxPixels = draw.chance(0.6) ? 1e8 : 700;
    return String(lab.maxPixels);
  }),
];

const LOOKED_AT: readonly Step<LabWorld>[] = [
  step('open the viewer', 3, (world, draw) => world.press(`Open ${STAGES[draw.of(STAGE_IDS)].title}`)),
  step('close the viewer', 2, (world) => world.press('All images')),
  step('compare', 1, ({ lab }, draw) => {
    const lists = findAll<HTMLSelectElement>(lab, 'xray-viewer select');
    const list = draw.maybe(lists);
    if (!list) return 'none';
    enter(list, draw.of([...list.options]).value);
    return list.value;
  }),
  step('zoom', 1, (world, draw) => world.press(draw.of(['Zoom in', 'Zoom out', 'Fit', '1:1']))),
  step('point at', 1, ({ lab }, draw) => {
    const area = findAll(lab, '.area').pop();
    if (!area) return 'none';
    const { left, top, width, height } = area.getBoundingClientRect();
    const at = { clientX: left + (width * draw.below(9)) / 8, clientY: top + (height * draw.below(9)) / 8 };
    area.dispatchEvent(new PointerEvent('pointermove', { ...at, bubbles: true, composed: true }));
    return `${at.clientX} ${at.clientY}`;
  }),
  step('another width', 1, ({ box }, draw) => {
    box.style.width = `${draw.of([1100, 700, 360, 220])}px`;
    return box.style.width;
  }),
  step('hide', 0.5, ({ box }, draw) => {
    box.hidden = draw.chance(0.5);
    return String(box.hidden);
  }),
];

const GIVEN_OUT: readonly Step<LabWorld>[] = [
  step('exportZip()', 2, (world) => {
    void world.follow('exportZip()', world.lab.exportZip(), 'told');
    return '';
  }),
  step('Download', 2, (world) => world.press('Download Results (ZIP)')),
  step('save one', 1, (world, draw) => world.pressOne('Save ', draw)),
  step('copy one', 1, (world, draw) => world.pressOne('Copy ', draw)),
  step('drag one out', 1, async ({ lab }, draw) => {
    const canvas = draw.maybe(findAll<HTMLCanvasElement>(lab, 'xray-stage-figure canvas'));
    if (!canvas) return 'none';
    canvas.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'mouse', bubbles: true, composed: true }));
    await turns(draw.below(4));
    const dataTransfer = new DataTransfer();
    const options = { dataTransfer, bubbles: true, cancelable: true, composed: true };
    if (!canvas.dispatchEvent(new DragEvent('dragstart', options))) return 'not made yet';
    if (draw.chance(0.3)) lab.dispatchEvent(new DragEvent('drop', options));
    canvas.dispatchEvent(new DragEvent('dragend', options));
    return namesOf(dataTransfer.files);
  }),
  step('the browser’s menu', 1, ({ lab }, draw) => {
    const canvas = draw.maybe(findAll<HTMLCanvasElement>(lab, 'xray-stage-figure canvas'));
    const menu = new MouseEvent('contextmenu', { bubbles: true, cancelable: true, composed: true });
    return canvas ? String(canvas.dispatchEvent(menu)) : 'none';
  }),
  step('Save to folder', 1, (world) => world.press('Save to folder…')),
  step('Stop saving', 0.7, (world) => world.press('Stop saving')),
  step('read', 3, (world, draw) => {
    const entry = draw.maybe(world.session.files.withResults);
    if (!entry) return 'none';
    world.read(entry, draw.of(STAGE_IDS), draw.chance(0.5));
    return entry.name;
  }),
];

const MOVED: readonly Step<LabWorld>[] = [
  step('move', 1, ({ lab, box }) => {
    if (!lab.isConnected) return 'none';
    box.append(lab);
    return '';
  }),
  step('remove from the page', 0.7, async ({ lab }, draw) => {
    lab.remove();
    if (draw.chance(0.5)) await turns(1);
    return '';
  }),
  step('to another document', 1, ({ lab, frame, outside }) => {
    outside.holdDownloads(frame.contentWindow as Window & typeof globalThis);
    frame.contentDocument?.body.append(lab);
    return '';
  }),
  step('put back', 1.5, ({ lab, box }) => {
    if (!box.contains(lab)) box.append(lab);
    return '';
  }),
];

const TROUBLES: readonly Step<LabWorld>[] = [
  step('crash workers', 1, ({ outside }, draw) => {
    outside.crashes = draw.of([1, 1, 1, 2, 4]);
    return String(outside.crashes);
  }),
  step('lose the GPU', 1, ({ gpu, watch }) => String(gpu && watch.loseContext())),
  step('trouble the GPU', 0.5, ({ gpu, outside }, draw) => (gpu ? outside.troubleGpu(draw.below(100)) : 'none')),
  step('end its trouble', 1, ({ outside }) => {
    outside.endTrouble();
    return '';
  }),
  step('hold workers', 1, ({ outside }) => {
    outside.holdWorkers();
    return '';
  }),
  step('let workers go on', 3, ({ outside }) => {
    outside.releaseWorkers();
    return '';
  }),
  step('hold the network', 0.5, ({ outside }) => {
    outside.network.close();
    return '';
  }),
  step('hold dialogs', 0.5, ({ outside }) => {
    outside.dialog.close();
    outside.clipboard.close();
    return '';
  }),
  step('let them answer', 1, ({ outside }) => {
    for (const gate of [outside.network, outside.dialog, outside.clipboard]) gate.open();
    return '';
  }),
  step('take a disk away', 1, ({ disks }, draw) => {
    const disk = draw.maybe(disks);
    if (disk) disk.gone = true;
    return '';
  }),
  step('let files wait', 1, ({ disks }) => {
    for (const disk of disks) disk.hold();
    return '';
  }),
  step('let files be read', 2, ({ disks }) => {
    for (const disk of disks) disk.answer();
    return '';
  }),
  step('fail to write', 0.5, ({ outside: { folders } }, draw) => {
    const folder = folders[folders.length - 1];
    if (!folder) return 'none';
    const error = new DOMException('', draw.of(['QuotaExceededError', 'NotAllowedError', 'NotFoundError']));
    const at = draw.of(['getFileHandle', 'createWritable', 'write', 'close'] as const);
    folder.fail = draw.chance(0.6) ? { name: draw.of([/edges/, /manifest/, /./]), step: at, error } : null;
    return folder.fail ? `${at} ${error.name}` : 'no longer';
  }),
];

const TIME: readonly Step<LabWorld>[] = [
  step('wait', 6, async (_world, draw) => {
    const count = draw.below(8);
    await turns(count);
    return String(count);
  }),
  step('see it', 4, async ({ lab }) => {
    await lab.updateComplete;
    return find(lab, '[role="status"]').textContent ?? '';
  }),
  step('see a frame', 3, async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return '';
  }),
];

export const LAB_STEPS = [...BROUGHT, ...CHOSEN, ...SET, ...LOOKED_AT, ...GIVEN_OUT, ...MOVED, ...TROUBLES, ...TIME];
