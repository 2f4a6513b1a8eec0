import { expect } from '@open-wc/testing';
import * as core from '../../src/core.ts';
import { radiograph } from '../support/images.ts';
import { settled } from '../support/settled.ts';
import { hasPrivateFolder, hasWebgl2, skipWithout } from '../support/skip-without.ts';

/** Names of what in `Thing` takes its time. */
type Timely<Thing> = {
  [Name in keyof Thing]: Thing[Name] extends (...args: never[]) => Promise<unknown> | AsyncGenerator ? Name : never;
}[keyof Thing] &
  string;

type ClassOf<Thing> = {
  [Name in keyof Thing]: Thing[Name] extends new (...args: never[]) => unknown ? Name : never;
}[keyof Thing];

/**
 * Everything in core that takes its time, by the types: what is new there and not in CASES does not compile. (The classes
 * are named here; another one does not compile either.)
 */
type CaseName =
  | Timely<typeof core>
  | `Engine.${Timely<core.Engine>}`
  | `ImagePipeline.${Timely<core.ImagePipeline>}`
  | `ResultFolder.${Timely<core.ResultFolder>}`;
const CLASSES: Record<ClassOf<typeof core>, true> = { ResultFolder: true, XrayError: true };

interface Case {
  /**
   * Whether a signal ends it: at work too, or before it starts only, as what is one step (a small image goes to the GPU in
   * one piece, a manifest to the disk) may be done. What has none is short, or ends with what it belongs to
   * (concurrency.test.ts).
   */
  readonly aborts: 'at work' | 'before' | 'never';
  /** It is tried on each kind of engine. */
  readonly onEngines?: true;
  readonly writesFiles?: true;
  /** Prepares what it needs; the call itself is what is looked at. */
  prepare(backend: core.Backend | 'auto'): Promise<(signal: AbortSignal) => Promise<unknown>>;
}

const image = radiograph(400, 300);
const entries = ['a', 'b', 'c'].map((name) => ({ name, image: () => Promise.resolve(image) }));

const open: core.Engine[] = [];

async function engineOf(backend: core.Backend | 'auto', signal?: AbortSignal): Promise<core.Engine> {
  const engine = await core.createEngine({ backend, signal });
  open.push(engine);
  return engine;
}

const pipelineOf = async (backend: core.Backend | 'auto'): Promise<core.ImagePipeline> =>
  (await engineOf(backend)).open(image);

const FOLDER = 'deadlines-test';

/** Another page's tests have theirs beside it. */
const folder = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

const folderOf = async (): Promise<core.ResultFolder> => new core.ResultFolder(await folder());

const CASES: Record<CaseName, Case> = {
  decodeFile: {
    aborts: 'at work',
    prepare: async () => {
      const png = await core.encodePng(image);
      return (signal) => core.decodeFile(png, { signal, digest: true });
    },
  },
  decodeImage: {
    aborts: 'at work',
    prepare: async () => {
      const png = await core.encodePng(image);
      return (signal) => core.decodeImage(png, { signal });
    },
  },
  imageInFile: {
    aborts: 'before',
    prepare: async () => {
      const png = await core.encodePng(image);
      return (signal) => core.imageInFile(png, { signal });
    },
  },
  processFile: {
    aborts: 'at work',
    onEngines: true,
    prepare: async (backend) => {
      const png = await core.encodePng(image);
      return (signal) => core.processFile(png, { signal, backend });
    },
  },
  createEngine: {
    aborts: 'at work',
    onEngines: true,
    prepare: (backend) => Promise.resolve((signal) => engineOf(backend, signal)),
  },
  'Engine.open': {
    aborts: 'before',
    onEngines: true,
    prepare: async (backend) => {
      const engine = await engineOf(backend);
      return (signal) => engine.open(image, { signal });
    },
  },
  'ImagePipeline.update': {
    aborts: 'at work',
    onEngines: true,
    prepare: async (backend) => {
      const pipeline = await pipelineOf(backend);
      return (signal) => pipeline.update({}, { signal });
    },
  },
  'ImagePipeline.read': {
    aborts: 'never',
    onEngines: true,
    prepare: async (backend) => {
      const pipeline = await pipelineOf(backend);
      return () => pipeline.read('edges');
    },
  },
  'ImagePipeline.histogram': {
    aborts: 'never',
    onEngines: true,
    prepare: async (backend) => {
      const pipeline = await pipelineOf(backend);
      return () => pipeline.histogram('enhanced');
    },
  },
  'ImagePipeline.draw': {
    aborts: 'never',
    onEngines: true,
    prepare: async (backend) => {
      const pipeline = await pipelineOf(backend);
      return () => pipeline.draw('edges', document.createElement('canvas'));
    },
  },
  encodePng: { aborts: 'never', prepare: () => Promise.resolve(() => core.encodePng(image)) },
  createZip: { aborts: 'at work', prepare: () => Promise.resolve((signal) => core.createZip(entries, { signal })) },
  createZips: {
    aborts: 'at work',
    prepare: () =>
      Promise.resolve(async (signal) => {
        for await (const { blob } of core.createZips(entries, { signal })) expect(blob.size).to.be.above(0);
      }),
  },
  writeResults: {
    aborts: 'at work',
    writesFiles: true,
    prepare: async () => {
      const where = await folder();
      return (signal) => core.writeResults(where, entries, { signal });
    },
  },
  'ResultFolder.write': {
    aborts: 'at work',
    writesFiles: true,
    prepare: async () => {
      const folder = await folderOf();
      return (signal) => folder.write(entries, { signal });
    },
  },
  'ResultFolder.writeTexts': {
    aborts: 'before',
    writesFiles: true,
    prepare: async () => {
      const folder = await folderOf();
      return (signal) => folder.writeTexts([{ name: 'a.txt', text: 'a' }], signal);
    },
  },
  'ResultFolder.finish': {
    aborts: 'before',
    writesFiles: true,
    prepare: async () => {
      const folder = await folderOf();
      return (signal) => folder.finish({ images: [] }, signal);
    },
  },
};

describe('everything in core that takes its time', () => {
  afterEach(() => {
    for (const engine of open.splice(0)) engine.dispose();
  });
  after(async () => {
    if (!hasPrivateFolder()) return;
    await folder();
    await (await navigator.storage.getDirectory()).removeEntry(FOLDER, { recursive: true });
  });

  it('is here: its classes are those that the cases know', () => {
    const classes = Object.entries(core)
      .filter(([, value]) => typeof value === 'function' && /^class\b/.test(String(value)))
      .map(([name]) => name);
    expect(classes.sort()).to.deep.equal(Object.keys(CLASSES));
  });

  for (const [name, { aborts, onEngines, writesFiles, prepare }] of Object.entries(CASES)) {
    for (const backend of onEngines ? (['cpu', 'webgl2', 'auto'] as const) : (['cpu'] as const)) {
      it(`${name} ends, done${aborts === 'never' ? '' : ' or aborted'}${onEngines ? ` (${backend})` : ''}`, async function () {
        if (backend === 'webgl2') await skipWithout(this, 'WebGL2', hasWebgl2());
        if (writesFiles) await skipWithout(this, 'private file system', hasPrivateFolder());
        expect(await settled(name, (await prepare(backend))(new AbortController().signal))).to.equal('done');
        if (aborts === 'never') return;

        const before = new AbortController();
        before.abort();
        const never = (await prepare(backend))(before.signal);
        expect(await settled(`${name}, aborted before it starts`, never)).to.equal('AbortError');

        // It has begun, and is not over.
        const meanwhile = new AbortController();
        const call = await prepare(backend);
        const work = settled(`${name}, aborted at work`, call(meanwhile.signal));
        meanwhile.abort();
        expect(await work).to.be.oneOf(aborts === 'at work' ? ['AbortError'] : ['AbortError', 'done']);
      });
    }
  }
});
