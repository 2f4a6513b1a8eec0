import { resolveParams, type DeepPartial, type PipelineParams } from '../../../../src/pipeline/params.ts';
import type { MakeSoon } from '../../../../src/session/processing/soon.ts';
import type { Report } from '../../../../src/session/reports.ts';
import { ParameterChanges } from '../../../../src/session/parameters/parameter-changes.ts';
import { stepPixels } from '../../../support/stepped-engines.ts';
import { STAGE_IDS, type StageId } from '../../../../src/pipeline/standard-graph.ts';
import { Gate } from '../../../support/gate.ts';
import { GivenPromises } from '../../../support/given-promises.ts';
import { HandClock } from '../../../support/hand-clock.ts';
import type { Draw } from '../../../support/walk.ts';
import { WeakRefs } from '../../../support/weak-refs.ts';
import type { FakeFolder } from '../../export/folder/fake-folder.ts';
import { openSession, type OpenedSession } from '../support/open-session.ts';
import { makeFile, type WalkedFile } from './walked-files.ts';

/** A session that anything may happen to, and all that is known of what happened. */
export class SessionWorld {
  readonly opened: OpenedSession;
  readonly changes: ParameterChanges;
  /** By the SHA-256 of their bytes. */
  readonly files = new Map<string, WalkedFile>();
  readonly folders: FakeFolder[] = [];
  /** Archives that were given out. */
  readonly zips: Blob[] = [];
  readonly network = new Gate();
  /** Of those who wait for what may never answer. */
  readonly clock = new HandClock();
  /** What is at an address. */
  readonly served = new Map<string, Blob>();
  /** What is not as it should be. */
  readonly problems: string[] = [];
  /** Whether a listener stops the next export. */
  refusesExport = false;
  /** Whether a look at an image fails. */
  failsToLook = false;
  readsHeld = false;
  /** Whether engines did not give what they had, which was lost with them. */
  couldNotBeRead = false;
  /** Whether another content took the place of a file's. */
  replaced = false;
  /** Whether the engines were given back while nobody looked. */
  rested = false;
  /** Whether it was said that no engine can be had. */
  lackedEngines = false;
  /** How what is never answered is given up. */
  readonly giveUp: 'cancel' | 'remove' | 'reset';
  /** Whether a removal of all is taken back at last. */
  readonly bringsBack: boolean;
  private params: PipelineParams;
  private readonly given = new GivenPromises((problem) => this.problems.push(problem));
  private readonly left = new Set<number>();
  /** With which parameters each file's results were last told of. */
  private readonly told = new Map<number, PipelineParams>();
  /** Entries and images that there were. */
  private readonly seen = new WeakRefs();
  private nextSeed = 1;

  constructor(
    draw: Draw,
    /** After how many milliseconds what has not ended counts as hanging. */
    readonly patience: number,
    /** Has what nobody refers to collected; null where that is not to be looked at. */
    private readonly collect: (() => void) | null = null,
  ) {
    this.giveUp = draw.of(['cancel', 'cancel', 'remove', 'reset']);
    this.bringsBack = draw.chance(0.7);
    this.opened = openSession({
      settings: { backend: draw.of(['auto', 'cpu', 'webgl2']), manual: draw.chance(0.2) },
      hooks: {
        quiet: 1,
        patience: 2,
        after: this.clock.after,
        soon: atNextTurn,
        lookAt: async (_id, pipeline) => {
          await turns(1);
          await pipeline.draw('original', {} as HTMLCanvasElement);
          if (this.failsToLook) throw new Error('A picture could not be drawn.');
        },
        save: (entries) => this.save(entries.map(({ id }) => id)),
        mayExport: () => !this.refusesExport,
      },
    });
    const { session, reports } = this.opened;
    this.params = resolveParams();
    this.changes = new ParameterChanges({
      get: () => this.params,
      windowed: () => true,
      set: (params) => {
        this.params = params;
        session.setParams(params);
      },
      changed: () => undefined,
    });
    session.reports.listen((report) => {
      reports.length = 0;
      this.hear(report);
    });
  }

  /** Reports a problem unless it holds. */
  expect(holds: boolean, problem: string): void {
    if (!holds) this.problems.push(problem);
  }

  set(changes: DeepPartial<PipelineParams>): void {
    this.changes.make(resolveParams(changes, this.params));
  }

  get now(): PipelineParams {
    return this.params;
  }

  bring(draw: Draw): WalkedFile {
    const file = makeFile(draw, this.nextSeed++);
    this.files.set(file.sha256, file);
    return file;
  }

  /** Has another content take the place of a file's, once it was chosen. */
  replace(draw: Draw): string {
    const file = draw.maybe([...this.files.values()]);
    if (!file) return 'none';
    const { file: content, sha256, seed, kind } = this.bring(draw);
    file.disk.content = content;
    file.contents.push(sha256);
    this.replaced = true;
    return `${file.seed} by ${kind} ${seed}`;
  }

  /** In place of the network. */
  readonly fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    await this.network.pass(init?.signal);
    const blob = this.served.get(String(url));
    return blob ? new Response(blob) : new Response('', { status: 404 });
  };

  /** An address at which there is an image, or nothing. */
  address(draw: Draw): string {
    const { file, sha256 } = this.bring(draw);
    const url = `https://example.test/${sha256}.png`;
    if (draw.chance(0.8)) this.served.set(url, file);
    return url;
  }

  /** Watches a promise: it has to settle, and only to fail as it says. */
  follow<Result>(what: string, work: Promise<Result>, refusals: 'none' | 'told'): Promise<Result | null> {
    return this.given.follow(what, work, refusals);
  }

  get unsettled(): string[] {
    return this.given.unsettled;
  }

  zip(ids?: readonly number[]): Promise<unknown> {
    const { session } = this.opened;
    const entries = ids?.flatMap((id) => session.files.get(id) ?? []);
    return this.follow(
      'an archive',
      session.exports.zip((blob) => this.zips.push(blob), entries),
      'told',
    );
  }

  /** Reads a stage of a file's result, which has to be what its parameters make of the file. */
  read(id: number, stage: StageId): void {
    const { session } = this.opened;
    const entry = session.files.get(id);
    const result = entry && session.access.resultOf(entry);
    if (!result) return;
    const { params } = result;
    const { name, source } = entry;
    const what = `${stage} of ${name}`;
    const file = this.files.get(String(source?.sha256));
    const own = this.fileOf(entry.file)?.contents.includes(String(source?.sha256)) ?? true;
    this.expect(own, `${name} has the digest of another file`);
    void this.follow(what, result.read(stage), 'told').then((image) => {
      if (image && file) this.compare(what, [...image.data], file, stage, params);
    });
  }

  compare(what: string, found: readonly number[], file: WalkedFile, stage: StageId, params: PipelineParams): void {
    const expected = stage === 'original' ? [file.seed, 1, 2, 3] : stepPixels(file.seed, stage, params);
    this.expect(String(found) === String(expected), `${what} is ${String(found)}, not ${String(expected)}`);
  }

  fileOf(file: Blob): WalkedFile | null {
    return [...this.files.values()].find((one) => one.file === file) ?? null;
  }

  /** The results that were told last are those there are. */
  checkTold(): void {
    const { session } = this.opened;
    for (const entry of session.files.done) {
      const told = this.told.get(entry.id);
      const params = session.access.resultOf(entry)?.params;
      const failed = session.live?.entryId === entry.id && !session.live.wanted;
      if (failed) continue;
      this.expect(
        JSON.stringify(told) === JSON.stringify(params),
        `${entry.name} has results of ${JSON.stringify(params)}, and was told of ${JSON.stringify(told)}`,
      );
    }
  }

  /** Of what there was nothing is held any longer. */
  async checkFreed(): Promise<void> {
    if (!this.collect) return;
    // What was looked at stays until its task ends, and what holds others goes first.
    for (let tries = 0; this.seen.held > 0 && tries < 10; tries++) {
      await turns(3);
      this.collect();
    }
    const { held, size } = this.seen;
    this.expect(held === 0, `${held} of ${size} entries and images are still held`);
  }

  /** Results once told of stay, until their file is removed. */
  checkStay(): void {
    const { session } = this.opened;
    // What cannot be read back from an engine cannot be kept, and is gone with it where the file is refused by then.
    if (this.couldNotBeRead) return;
    for (const id of this.told.keys()) {
      const entry = session.files.get(id);
      if (entry) this.expect(session.access.resultOf(entry) !== null, `the results of ${id} are gone`);
    }
  }

  private async save(ids: readonly number[]): Promise<void> {
    await this.zip(ids);
  }

  private hear(report: Report): void {
    const { session } = this.opened;
    this.seen.add(session.live);
    this.seen.add(session.selected);
    if (report.kind === 'left') this.left.add(report.id);
    if (report.kind === 'began' || report.kind === 'done' || report.kind === 'results') {
      this.expect(!this.left.has(report.id), `${report.kind} was told of a file that had left`);
    }
    if (report.kind === 'results') {
      const entry = session.files.get(report.id);
      const result = entry && session.access.resultOf(entry);
      this.expect(Boolean(result), 'results were told of where there are none');
      // A file on show answers for the parameters of the moment, which it may leave the show without.
      if (entry?.state.kind === 'done') this.told.set(report.id, entry.state.computed.params);
    }
    if (report.kind === 'progress') {
      const { done, total } = report;
      this.expect(done >= 1 && done <= total && total % STAGE_IDS.length === 0, `progress is ${done} of ${total}`);
    }
    if (report.kind === 'processed') this.expect(!session.processing, 'the end of the work was told of too early');
    if (report.kind === 'idle') this.expect(!session.busy, 'idle was told of at work');
    if (report.kind === 'failed') {
      this.lackedEngines ||= report.error.code === 'engine-unavailable';
      this.expect(report.error.reason !== 'unexpected', `something unforeseen: ${report.error.message}`);
    }
  }
}

/** In place of a frame. */
const atNextTurn: MakeSoon = (action) => {
  let next: NodeJS.Immediate | null = null;
  const cancel = (): void => {
    if (next) clearImmediate(next);
    next = null;
  };
  const request = (): void => {
    next ??= setImmediate(() => {
      next = null;
      action();
    });
  };
  return { request, cancel };
};

/** Lets what waits for nothing but its turn go on, so many times. */
export async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}
