import { SILENCE_MS } from '../../../../src/base/listen-to.ts';
import { SHORT_TURN_MS } from '../../../../src/session/patience.ts';
import { STAGE_IDS, type StageId } from '../../../../src/pipeline/standard-graph.ts';
import { resolveParams } from '../../../../src/pipeline/params.ts';
import type { FakeFolder } from '../../export/folder/fake-folder.ts';
import { pixelsIn } from '../support/open-session.ts';
import { readZip, type ZippedManifest } from '../support/read-zip.ts';
import { turns, type SessionWorld } from './session-world.ts';

/** Ends all that is under way, looks at what is left, and throws what is not as it should be. */
export async function checkSession(world: SessionWorld): Promise<void> {
  const { session, engines, settings } = world.opened;
  await endUnanswered(world);
  endTroubles(world);
  await rest(world);
  // As when an element comes back into its document.
  if (world.rested && session.shown.id === null) session.showFirst();
  await rest(world);
  checkList(world);
  world.checkTold();
  world.checkStay();

  // Whatever happened, the next day is one like any other.
  settings.limits = { ...settings.limits, maxPixels: 10_000 };
  await session.redo();
  await rest(world);
  checkList(world);
  // Of a file that is another by now what is kept stays.
  const outdated = session.access.outdated.filter(({ source }) => !isAnother(world, source?.sha256));
  world.expect(outdated.length === 0, `${outdated.length} are outdated after redo()`);
  if (session.files.withResults.length > 0) await world.zip();
  await rest(world);
  for (const zip of world.zips) await checkZip(world, zip);
  await checkLastZip(world);
  session.folder.stop();
  await rest(world);
  for (const folder of world.folders) await checkFolder(world, folder);

  session.reset();
  await rest(world);
  await world.checkFreed();
  session.release();
  await rest(world);
  world.expect(engines.open.length === 0, `images are left open: ${engines.open.join()}`);
  const disposed = [...engines.disposed].sort().join();
  world.expect(disposed === [...engines.made].sort().join(), `of ${engines.made.join()} were disposed of: ${disposed}`);
  fail(world);
}

/**
 * Work that waits for readings ends when it is given up, and where archives go on, when nothing came for a while; answers
 * that come later change nothing.
 */
async function endUnanswered(world: SessionWorld): Promise<void> {
  const { session, engines } = world.opened;
  engines.release();
  if (world.bringsBack) void world.follow('undo()', session.removal.undo(), 'none');
  else session.removal.letGo();
  if (world.giveUp === 'remove') {
    for (const { id } of session.files.all) session.removeFile(id);
    // What is fetched is no file yet.
    world.network.open();
  } else session[world.giveUp]();
  const wentOn = world.clock.watch(SILENCE_MS);
  await rest(world, SHORT_TURN_MS);
  // An archive has what was there when it began, whatever is removed meanwhile.
  if (world.giveUp === 'reset') await world.checkFreed();
  world.expect(world.giveUp === 'remove' || wentOn() === 0, `${wentOn()} waits went on when all was given up`);
}

function endTroubles(world: SessionWorld): void {
  const { engines } = world.opened;
  engines.missing.clear();
  engines.unreadable.clear();
  engines.release();
  world.network.open();
  world.failsToLook = world.refusesExport = false;
  for (const folder of world.folders) folder.fail = null;
  for (const { disk } of world.files.values()) {
    disk.gone = false;
    disk.answer();
  }
}

/**
 * Waits until nothing is at work, twice over: what ends may begin something.
 * @param time how many milliseconds pass with each turn for those who wait for what is outside
 */
async function rest(world: SessionWorld, time = 0): Promise<void> {
  const { session, engines } = world.opened;
  const start = Date.now();
  for (let quiet = 0; quiet < 40; quiet++) {
    await turns(1);
    if (time > 0) world.clock.pass(time);
    if (quiet % 20 === 10) await new Promise((resolve) => setTimeout(resolve, 2));
    // What leaves the show is kept behind it, which is no reason to be busy.
    const leaving = engines.open.length - (session.live ? 1 : 0);
    if (session.busy || session.folder.writing || world.unsettled.length > 0 || leaving > 0) quiet = 0;
    if (Date.now() - start < world.patience) continue;
    world.expect(leaving === 0, `${leaving} images stay open that are not on show`);
    world.expect(!session.busy, 'it stays busy');
    world.expect(world.unsettled.length === 0, `never settled: ${world.unsettled.join(', ')}`);
    fail(world);
    throw new Error('The folder is never written.');
  }
}

function checkList(world: SessionWorld): void {
  const { session, engines } = world.opened;
  const { shown, progress } = session;
  world.expect(!session.busy && !session.processing, 'it is busy at rest');
  world.expect(world.clock.waiting === 0, `${world.clock.waiting} waits go on at rest`);
  world.expect(progress.done === 0 && progress.total === 0, `${progress.done} of ${progress.total} at rest`);
  for (const { name, state, facts } of session.files.all) {
    world.expect(state.kind !== 'working', `${name} is at work at rest`);
    world.expect(state.kind !== 'done' || facts !== null, `${name} is done, and not known`);
  }
  const { live, entry } = shown;
  world.expect(shown.id === null || entry !== null, 'a file is on show that is not in the list');
  world.expect(shown.opening === 0, `${shown.opening} are being opened at rest`);
  // Where no engine could be had nothing takes the place of what left.
  const shows = session.files.done.length === 0 || shown.id !== null || world.lackedEngines;
  world.expect(shows, 'nothing is on show, though there are results');
  world.expect(
    entry?.state.kind !== 'failed' && entry?.state.kind !== 'cancelled',
    `on show is a file without results`,
  );
  if (live) {
    world.expect(!live.disposed && live.entryId === shown.id, 'what is on show is freed, or another');
    world.expect(entry?.state.kind === 'done', `on show is an image of a file that is ${entry?.state.kind ?? 'gone'}`);
    const wanted = JSON.stringify(live.wanted);
    world.expect(!live.wanted || wanted === JSON.stringify(world.now), `on show is ${wanted}`);
  }
  const open = live ? 1 : 0;
  world.expect(engines.open.length === open, `${engines.open.length} images are open, and ${open} on show`);
}

/** Every archive is what its own manifest says. */
async function checkZip(world: SessionWorld, blob: Blob): Promise<void> {
  const { manifest, pixels, names } = await readZip(blob);
  const expected = manifest.images.flatMap(({ files }) => Object.values(files).map(({ file }) => file));
  world.expect(
    [...names].sort().join() === [...expected, 'manifest.json'].sort().join(),
    `an archive holds ${names.join()}`,
  );
  for (const image of manifest.images) {
    const stem = image.files.original.file.replace(/_original\.png$/, '');
    await checkImage(world, image, (stage) => pixels(stem, stage));
  }
}

type ManifestImage = ZippedManifest['images'][number];

async function checkImage(
  world: SessionWorld,
  { name, source, parameters }: ManifestImage,
  pixels: (stage: StageId) => Promise<number[]>,
): Promise<void> {
  const file = world.files.get(String(source.sha256));
  world.expect(file !== undefined, `an archive holds ${name}, which nobody brought`);
  if (!file) return;
  world.expect(file.kind === 'sound', `an archive holds ${name}, which is ${file.kind}`);
  for (const stage of STAGE_IDS) {
    world.compare(`${stage} of ${name} in an archive`, await pixels(stage), file, stage, resolveParams(parameters));
  }
}

/** What was made last holds all there is, with the parameters of now. */
async function checkLastZip(world: SessionWorld): Promise<void> {
  const { session } = world.opened;
  const { withResults } = session.files;
  if (withResults.length === 0) return;
  const last = world.zips[world.zips.length - 1];
  world.expect(last !== undefined, 'there are results, and no archive');
  if (!last) return;
  const { manifest } = await readZip(last);
  const found = manifest.images.map(({ source }) => String(source.sha256));
  const expected = withResults.map(({ source }) => source?.sha256);
  // What could not be kept cannot be had again of a file that is another by now.
  const whole = !world.couldNotBeRead || !world.replaced;
  const holdsAll = found.join() === expected.join();
  world.expect(!whole || holdsAll, `the last archive holds ${found.length} of ${expected.length}`);
  for (const { name, parameters, source } of manifest.images) {
    world.expect(
      JSON.stringify(parameters) === JSON.stringify(world.now) || isAnother(world, String(source.sha256)),
      `the last archive holds ${name} with ${JSON.stringify(parameters)}`,
    );
  }
  world.expect(!holdsAll || !session.access.unsaved, 'what was saved counts as unsaved');
}

/** Whether the file with this content was replaced by another on its disk. */
function isAnother({ files }: SessionWorld, sha256 = ''): boolean {
  return (files.get(sha256)?.contents.length ?? 0) > 1;
}

/** A folder that is closed tells in its manifest of images that are there. */
async function checkFolder(world: SessionWorld, folder: FakeFolder): Promise<void> {
  if (!folder.files.has('manifest.json')) return;
  const manifest = JSON.parse(folder.text('manifest.json')) as ZippedManifest;
  for (const image of manifest.images) {
    await checkImage(world, image, (stage) => {
      const bytes = folder.files.get(image.files[stage].file);
      return bytes ? pixelsIn(new Blob([bytes.slice()])) : Promise.resolve([]);
    });
  }
}

function fail(world: SessionWorld): void {
  if (world.problems.length > 0) throw new Error([...new Set(world.problems)].join('; '));
}
