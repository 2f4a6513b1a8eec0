import { executeServerCommand } from '@web/test-runner-commands';
import JSZip from 'jszip';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { releaseExporters } from '../../../src/export/encode/export-client.ts';
import { resolveParams, type DeepPartial, type PipelineParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../../src/pipeline/standard-graph.ts';
import { findAll, grayOn } from '../components/support/lab-fixture.ts';
import type { Alive } from './alive.ts';
import type { LabWorld } from './lab-world.ts';

interface Manifest {
  readonly images: readonly {
    readonly name: string;
    readonly source: { readonly sha256: string };
    readonly parameters: DeepPartial<PipelineParams>;
    readonly files: Readonly<Record<StageId, { readonly file: string; readonly sha256: string }>>;
  }[];
}

const NOTHING: Alive = { workers: '', images: 0, contexts: 0, textures: 0, urls: 0 };

/** Ends all that is under way, looks at what is left, and throws what is not as it should be. */
export async function checkLab(world: LabWorld): Promise<void> {
  await checkAtRest(world);
  await checkNextDay(world);
  for (const zip of world.zips) await checkZip(world, zip);
  await checkFreedByReset(world);
  world.close();
  await checkGone(world);
  fail(world);
}

async function checkAtRest(world: LabWorld): Promise<void> {
  const { lab, box, outside, disks } = world;
  await endUnanswered(world);
  if (outside.troubled) world.watch.forgiveContexts();
  outside.calm();
  for (const disk of disks) {
    disk.gone = false;
    disk.answer();
  }
  await rest(world);
  checkFacts(world);
  box.hidden = false;
  box.style.width = '1100px';
  if (!box.contains(lab)) box.append(lab);
  await rest(world);
  await lab.updateComplete;
  checkFacts(world);
  await checkShown(world);
}

/** As its button does, which is there while files are at work: that ends, whatever it waits for; archives go on. */
async function cancelAll(world: LabWorld): Promise<void> {
  const { lab, session, outside } = world;
  lab.renderRoot.dispatchEvent(new CustomEvent('part-cancel', { detail: { id: null } }));
  await until(
    world,
    () => session.files.all.every(({ state }) => state.kind !== 'working') && !world.unsettled.includes('process()'),
    () => 'files are at work when all was cancelled',
  );
  outside.releaseWorkers();
}

/** Work that waits for what is outside ends when it is given up; answers that come later change nothing. */
async function endUnanswered(world: LabWorld): Promise<void> {
  const { lab, box, outside, giveUp } = world;
  outside.endTrouble();
  // What the last step set begins before all is given up: `src` is loaded when the element has updated.
  await new Promise((resolve) => setTimeout(resolve));
  if (giveUp === 'cancel') await cancelAll(world);
  else if (giveUp === 'reset') lab.reset();
  else {
    // What is in no page already, and works there, hears of no removal.
    if (!lab.isConnected) box.append(lab);
    lab.remove();
  }
  await rest(world);
}

/** Whatever happened, what comes next is as on any other day. */
async function checkNextDay(world: LabWorld): Promise<void> {
  const { lab, session } = world;
  lab.maxPixels = 1e8;
  lab.noDownload = lab.autoSave = false;
  await session.redo();
  await rest(world);
  checkFacts(world);
  const { withResults } = session.files;
  if (withResults.length === 0) return;
  const zip = await lab.exportZip();
  await rest(world);
  const { images } = await manifestIn(await JSZip.loadAsync(await zip.arrayBuffer()));
  const expected = withResults.map(({ source }) => source?.sha256);
  world.expect(
    images.map(({ source }) => source.sha256).join() === expected.join(),
    `the last archive holds ${images.length} of ${expected.length}`,
  );
  for (const { name, parameters } of images) {
    world.expect(
      JSON.stringify(resolveParams(parameters)) === JSON.stringify(lab.params),
      `the last archive holds ${name} with ${JSON.stringify(parameters)}`,
    );
  }
}

/** Waits until nothing is at work, and some more: what ends may begin something. */
async function rest(world: LabWorld): Promise<void> {
  const { lab, session } = world;
  const start = performance.now();
  for (let quiet = 0; quiet < 6; quiet++) {
    await new Promise((resolve) => setTimeout(resolve, 4));
    if (quiet === 3 && lab.isConnected) await lab.updateComplete;
    // What leaves the show is kept behind it, which is no reason to be busy. Fewer than are on show may be open: a worker that
    // crashed when nobody waited for it is replaced, and its image opened again, with the next work for it.
    const leaving = world.watch.now().images - imagesOnShow(world);
    if (lab.busy || session.folder.writing || world.unsettled.length > 0 || leaving > 0) quiet = 0;
    if (performance.now() - start < world.patience) continue;
    world.expect(!lab.busy, 'it stays busy');
    world.expect(leaving <= 0, `${leaving} images stay open in workers that are not on show`);
    world.expect(world.unsettled.length === 0, `never settled: ${world.unsettled.join(', ')}`);
    fail(world);
    throw new Error('The folder is never written.');
  }
}

function checkFacts(world: LabWorld): void {
  const { lab, session } = world;
  const { shown, progress, files } = session;
  world.expect(!session.processing, 'files are at work at rest');
  world.expect(progress.done === 0 && progress.total === 0, `${progress.done} of ${progress.total} at rest`);
  world.expect(session.exports.progress === null, 'an export goes on at rest');
  for (const { name, state, facts } of files.all) {
    world.expect(state.kind !== 'working', `${name} is at work at rest`);
    world.expect(state.kind !== 'done' || facts !== null, `${name} is done, and not known`);
  }
  const { live, entry } = shown;
  world.expect(shown.id === null || entry !== null, 'a file is on show that is not in the list');
  world.expect(files.done.length === 0 || !lab.isConnected || shown.id !== null, 'nothing is on show of what is done');
  if (live) {
    world.expect(!live.disposed && live.entryId === shown.id, 'what is on show is freed, or another');
    world.expect(entry?.state.kind === 'done', `on show is an image of a file that is ${entry?.state.kind ?? 'gone'}`);
    const wanted = JSON.stringify(live.wanted);
    world.expect(!live.wanted || wanted === JSON.stringify(lab.params), `on show is ${wanted}`);
  }
}

/** In workers of the CPU engine. */
function imagesOnShow({ session: { live } }: LabWorld): number {
  return live?.engine.backend === 'cpu' ? 1 : 0;
}

/** The page shows what there is: the list, and the five pictures of the file on show. */
async function checkShown(world: LabWorld): Promise<void> {
  const { lab, session } = world;
  const { files, live } = session;
  const listed = (): string =>
    findAll(lab, 'xray-file-list')
      .flatMap((list) => findAll(list, 'li'))
      .map(({ className }) => className)
      .join();
  const known = (): string => {
    const kinds = files.all.map(({ state }) => state.kind);
    // One file that is well is not listed.
    return kinds.length > 1 || kinds.some((kind) => kind === 'failed' || kind === 'cancelled') ? kinds.join() : '';
  };
  // Changes are gathered for a frame.
  await until(
    world,
    () => listed() === known(),
    () => `the list shows ${listed()} of ${known()}`,
  );
  world.expect(findAll(lab, '.choose, xray-drop-area').length > 0, 'nothing can be chosen');
  if (!live?.wanted || findAll(lab, 'xray-viewer:not([hidden])').length > 0) return;
  for (const stage of ['edges', 'grayscale'] as const) {
    const image = await session.shown.use(live, (pipeline) => pipeline.read(stage));
    // A GPU that was lost is noticed here.
    if (!image) return;
    const { width, height, data } = image;
    const canvas = findAll<HTMLCanvasElement>(lab, 'figure canvas')[STAGE_IDS.indexOf(stage)];
    const isDrawn = (): boolean =>
      canvas?.classList.contains('painted') &&
      canvas.width === width &&
      canvas.height === height &&
      grayOn(canvas).every((value, i) => value === data[i]);
    await until(
      world,
      isDrawn,
      () => `the picture of ${stage} is ${canvas?.className} ${canvas?.width} × ${canvas?.height}`,
    );
  }
}

async function manifestIn({ files }: JSZip): Promise<Manifest> {
  return JSON.parse(await files['manifest.json'].async('string')) as Manifest;
}

/** An archive is what its own manifest says, computed anew. */
async function checkZip({ images: known, expect }: LabWorld, blob: Blob): Promise<void> {
  const zip = await JSZip.loadAsync(await blob.arrayBuffer());
  const { images } = await manifestIn(zip);
  const names = images.flatMap(({ files }) => Object.values(files).map(({ file }) => file));
  const all = [...names, 'manifest.json'].sort().join();
  expect(Object.keys(zip.files).sort().join() === all, `an archive holds ${Object.keys(zip.files).join()}`);
  for (const { name, source, parameters, files } of images) {
    const image = known.all.find(({ sha256 }) => sha256 === source.sha256);
    expect(image?.kind === 'sound', `an archive holds ${name}, which is ${image?.kind ?? 'nothing that was brought'}`);
    if (image?.kind !== 'sound') continue;
    for (const stage of STAGE_IDS) {
      const png = new Blob([await zip.files[files[stage].file].async('arraybuffer')]);
      const expected = await known.expected(source.sha256, resolveParams(parameters), stage);
      expect((await known.pixelsIn(png)) === expected, `${stage} of ${name} in an archive is not what it should be`);
    }
  }
}

/** Nothing of what was reset is held while the element stays. */
async function checkFreedByReset(world: LabWorld): Promise<void> {
  const { lab, seen } = world;
  lab.reset();
  await rest(world);
  await lab.updateComplete;
  // The browser itself may be slow to let go, as of an image that it puts on the clipboard.
  const start = performance.now();
  while (seen.held > 0 && performance.now() - start < world.patience) {
    if (!(await executeServerCommand('collect-garbage'))) return;
  }
  world.expect(seen.held === 0, `held after a reset, of ${seen.size} entries and images: ${seen.names}`);
}

/** Removed from the page, the element leaves nothing behind. */
async function checkGone(world: LabWorld): Promise<void> {
  releaseDecoder();
  releaseExporters();
  const left = (): string => JSON.stringify(world.watch.now());
  await until(
    world,
    () => left() === JSON.stringify(NOTHING),
    () => `left alive: ${left()}`,
  );
}

async function until({ patience }: LabWorld, holds: () => boolean, problem: () => string): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > patience) throw new Error(problem());
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

function fail({ problems }: LabWorld): void {
  if (problems.length > 0) throw new Error([...new Set(problems)].join('; '));
}
