import { vi } from 'vitest';
import { SILENCE_MS } from '../../../../src/base/listen-to.ts';
import { GPU_REST_MS } from '../../../../src/engines/retries.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { TURN_MS } from '../../../../src/session/patience.ts';
import { type Draw, type Step } from '../../../support/walk.ts';
import { FakeFolder } from '../../export/folder/fake-folder.ts';
import { SessionWorld, turns } from './session-world.ts';

type Take = Step<SessionWorld>['take'];

const step = (name: string, weight: number, take: Take): Step<SessionWorld> => ({ name, weight, take });

/** Of a file in the list, whatever has become of it. */
const onFile =
  (act: (world: SessionWorld, id: number, draw: Draw) => void): Take =>
  (world, draw) => {
    const entry = draw.maybe(world.opened.session.files.all);
    if (!entry) return 'none';
    act(world, entry.id, draw);
    return `${entry.id}, ${entry.state.kind}`;
  };

const BROUGHT: readonly Step<SessionWorld>[] = [
  step('process', 8, (world, draw) => {
    const files = Array.from({ length: 1 + draw.below(3) }, () => world.bring(draw));
    void world.follow('process()', world.opened.session.process(files.map(({ file }) => file)), 'none');
    return files.map(({ kind, seed, file }) => `${kind} ${seed} "${file.name}"`).join(', ');
  }),
  step('process one that is there', 1, (world, draw) => {
    const entry = draw.maybe(world.opened.session.files.all);
    if (!entry) return 'none';
    void world.follow('process()', world.opened.session.process([entry.file]), 'none');
    return entry.name;
  }),
  step('drop', 4, (world, draw) => {
    const { kind, seed, file } = world.bring(draw);
    const brought = { files: [{ file, path: draw.chance(0.5) ? null : `folder/${file.name}` }], unreadable: [] };
    const bringing = draw.chance(0.5) ? turns(draw.below(4)).then(() => brought) : brought;
    void world.follow('a drop', world.opened.session.intake.takeBrought(bringing), 'none');
    return `${kind} ${seed}`;
  }),
  step('drop a manifest', 1, (world, draw) => {
    const images = [{ name: 'a', parameters: { ...world.now, blur: { kernelSize: 15, sigma: 2 } }, files: {} }];
    const text = draw.chance(0.7) ? JSON.stringify({ schemaVersion: 1, images }) : '{';
    const file = new File([text], 'manifest.json', { type: 'application/json' });
    void world.follow('a manifest', world.opened.session.intake.take([file]), 'none');
    return `of ${text.length} characters`;
  }),
  step('fetch', 1, (world, draw) => {
    const { session } = world.opened;
    const urls = [world.address(draw), world.address(draw)];
    const first = draw.chance(0.5);
    const work = first
      ? session.intake.takeFirst(urls[0])
      : session.loader.bring(urls, (files) => session.process(files));
    void world.follow('a fetched image', work, 'none');
    return first ? 'the first' : 'two';
  }),
  step('process what waits', 2, (world) => {
    void world.follow('processWaiting()', world.opened.session.processWaiting(), 'none');
    return '';
  }),
];

const CHOSEN: readonly Step<SessionWorld>[] = [
  step(
    'select',
    6,
    onFile(({ opened }, id) => void opened.session.select(id)),
  ),
  step(
    'remove',
    3,
    onFile(({ opened }, id) => opened.session.removeFile(id)),
  ),
  step(
    'cancel',
    3,
    onFile(({ opened }, id) => opened.session.cancel(id)),
  ),
  step('cancel all', 1, ({ opened }) => {
    opened.session.cancel();
    return '';
  }),
  step(
    'redo',
    2,
    onFile((world, id) => void world.follow('redo()', world.opened.session.redo(id), 'none')),
  ),
  step('redo all', 2, (world) => {
    void world.follow('redo()', world.opened.session.redo(), 'none');
    return '';
  }),
  step('reset', 1, ({ opened }) => {
    opened.session.reset();
    return '';
  }),
  step('remove all', 1, ({ opened }) => {
    const { files, removal } = opened.session;
    removal.begin();
    return `${removal.count}, ${files.size}`;
  }),
  step('take the removal back', 2, (world) => {
    const { removal } = world.opened.session;
    const { count } = removal;
    void world.follow('undo()', removal.undo(), 'none');
    return String(count);
  }),
  step('let go of what was removed', 0.5, ({ opened }) => {
    opened.session.removal.letGo();
    return '';
  }),
  step('release', 0.5, ({ opened }) => {
    opened.session.release();
    return '';
  }),
  step('rest', 1, (world, draw) => {
    const wanted = draw.chance(0.3);
    world.rested = true;
    void world.follow(
      'rest()',
      world.opened.session.rest(() => wanted),
      'none',
    );
    return `wanted: ${wanted}`;
  }),
  step('show first', 1, ({ opened }) => {
    if (opened.session.shown.id === null) opened.session.showFirst();
    return '';
  }),
];

const SET: readonly Step<SessionWorld>[] = [
  step('blur', 6, (world, draw) => {
    const kernelSize = 1 + 2 * draw.below(16);
    world.set({ blur: { kernelSize } });
    return String(kernelSize);
  }),
  step('threshold', 3, (world, draw) => {
    const lowThreshold = draw.below(100);
    world.set({ canny: { lowThreshold } });
    return String(lowThreshold);
  }),
  step('window', 3, (world, draw) => {
    const source = draw.of(['auto', 'manual', 'manual', 'extent'] as const);
    const center = draw.below(200);
    world.set({ window: { source, center, invert: draw.chance(0.2) } });
    return `${source} ${center}`;
  }),
  step('undo', 2, ({ changes }) => {
    changes.undo();
    return '';
  }),
  step('redo a change', 1, ({ changes }) => {
    changes.redo();
    return '';
  }),
  step('backend', 3, (world, draw) => {
    const { session, settings } = world.opened;
    settings.backend = draw.of(['auto', 'cpu', 'webgl2']);
    // Where there are no files the engines of before are given back.
    if (session.files.size === 0) world.rested = true;
    void world.follow('backendChanged()', session.backendChanged(), 'none');
    return settings.backend;
  }),
  step('settings', 1, ({ opened: { settings } }, draw) => {
    settings.manual = draw.chance(0.3);
    settings.autoSave = draw.chance(0.3);
    settings.naming = draw.of(['source', 'timestamp']);
    settings.attended = draw.chance(0.9);
    settings.limits = { ...settings.limits, maxPixels: draw.chance(0.8) ? 10_000 : 3 };
    const { manual, autoSave, naming, attended, limits } = settings;
    return JSON.stringify({ manual, autoSave, naming, attended, maxPixels: limits.maxPixels });
  }),
];

const GIVEN_OUT: readonly Step<SessionWorld>[] = [
  step('zip', 4, (world) => {
    void world.zip();
    return '';
  }),
  step('zip for a form', 1, (world, draw) => {
    const controller = new AbortController();
    const files = world.opened.session.exports.zipFiles(controller.signal);
    void world.follow('zipFiles()', files, 'told').then((made) => world.zips.push(...(made ?? [])));
    if (draw.chance(0.3)) void turns(draw.below(5)).then(() => controller.abort());
    return '';
  }),
  step('save one', 1, (world, draw) => {
    const { exports } = world.opened.session;
    void world.follow(
      'png()',
      exports.png(draw.of(STAGE_IDS), () => undefined),
      'told',
    );
    return '';
  }),
  step('copy one', 1, (world, draw) => {
    const { exports } = world.opened.session;
    const copied = exports.copy(draw.of(STAGE_IDS));
    if (copied) void world.follow('copy()', copied, 'told');
    return '';
  }),
  step(
    'read',
    4,
    onFile((world, id, draw) => world.read(id, draw.of(STAGE_IDS))),
  ),
  step('open a folder', 1.5, (world) => {
    const folder = new FakeFolder();
    world.folders.push(folder);
    world.opened.session.folder.open(folder.handle);
    return '';
  }),
  step('close the folder', 1, ({ opened }) => {
    opened.session.folder.stop();
    return '';
  }),
  step('refuse exports', 0.5, (world, draw) => {
    world.refusesExport = draw.chance(0.3);
    return String(world.refusesExport);
  }),
];

const TROUBLES: readonly Step<SessionWorld>[] = [
  step('lose the GPU', 2, (world) => {
    world.couldNotBeRead = true;
    world.opened.engines.lose();
    return '';
  }),
  step('stop the CPU', 0.7, ({ opened }) => {
    opened.engines.stop();
    return '';
  }),
  step('miss engines', 1, ({ opened: { engines } }, draw) => {
    engines.missing.clear();
    if (draw.chance(0.5)) engines.missing.add('webgl2');
    if (draw.chance(0.2)) engines.missing.add('cpu');
    return [...engines.missing].join();
  }),
  step('unreadable', 0.7, (world, draw) => {
    const { engines } = world.opened;
    world.couldNotBeRead = true;
    engines.unreadable.clear();
    if (draw.chance(0.5)) engines.unreadable.add(draw.of(STAGE_IDS));
    return [...engines.unreadable].join();
  }),
  step('take a disk away', 1, (world, draw) => {
    const file = draw.maybe([...world.files.values()]);
    if (file) file.disk.gone = true;
    return file ? String(file.seed) : '';
  }),
  step('bring it back', 1, (world) => {
    for (const { disk } of world.files.values()) disk.gone = false;
    return '';
  }),
  step('change a file', 0.7, (world, draw) => world.replace(draw)),
  step('let a file wait', 1, (world, draw) => {
    const file = draw.maybe([...world.files.values()]);
    file?.disk.hold();
    return file ? String(file.seed) : '';
  }),
  step('let files be read', 2, (world) => {
    for (const { disk } of world.files.values()) disk.answer();
    return '';
  }),
  step('hold the network', 0.7, ({ network }) => {
    network.close();
    return '';
  }),
  step('let the network answer', 1.5, ({ network }) => {
    network.open();
    return '';
  }),
  step('fail to look', 0.5, (world, draw) => {
    world.failsToLook = draw.chance(0.3);
    return String(world.failsToLook);
  }),
  step('fail to write', 0.5, (world, draw) => {
    const folder = world.folders[world.folders.length - 1];
    if (!folder) return '';
    const error = new DOMException('', draw.of(['QuotaExceededError', 'NotAllowedError', 'NotFoundError']));
    const at = draw.of(['getFileHandle', 'createWritable', 'write', 'close'] as const);
    folder.fail = draw.chance(0.5) ? { name: draw.of([/edges/, /manifest/, /./]), step: at, error } : null;
    return folder.fail ? `${String(folder.fail.name)} ${at} ${error.name}` : 'no longer';
  }),
];

const TIME: readonly Step<SessionWorld>[] = [
  step('hold', 3, ({ opened }) => {
    opened.engines.hold();
    return '';
  }),
  step('let go', 3, ({ opened }) => {
    opened.engines.release();
    return '';
  }),
  step('compute', 8, async ({ opened: { engines } }, draw) => {
    const stages = 1 + draw.below(6);
    for (let i = 0; i < stages; i++) {
      engines.step();
      await turns(1);
    }
    return String(stages);
  }),
  step('hold readings', 1, (world, draw) => {
    if (world.readsHeld) return 'they are';
    world.readsHeld = true;
    const goOn = world.opened.engines.holdReads();
    void turns(draw.below(30)).then(() => {
      world.readsHeld = false;
      goOn();
    });
    return '';
  }),
  step('wait', 8, async (_world, draw) => {
    const count = draw.below(12);
    await turns(count);
    return String(count);
  }),
  step('wait long', 3, async () => {
    await turns(60);
    await new Promise((resolve) => setTimeout(resolve, 3));
    return '';
  }),
  step('a second', 2, ({ clock }) => {
    clock.pass(TURN_MS);
    return '';
  }),
  step('ten seconds', 0.7, ({ clock }) => {
    vi.advanceTimersByTime(GPU_REST_MS + 1);
    clock.pass(SILENCE_MS);
    return '';
  }),
];

export const SESSION_STEPS = [...BROUGHT, ...CHOSEN, ...SET, ...GIVEN_OUT, ...TROUBLES, ...TIME];
