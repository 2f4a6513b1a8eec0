import { expect, vi } from 'vitest';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import { readZip, type ZippedImages } from './read-zip.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../../../src/pipeline/params.ts';
import type { StageId } from '../../../../src/pipeline/standard-graph.ts';
import type { Report } from '../../../../src/session/reports.ts';
import { Session } from '../../../../src/session/session.ts';
import type { SessionHooks } from '../../../../src/session/session-hooks.ts';
import type { SessionSettings } from '../../../../src/session/session-settings.ts';
import { makePng } from '../../../support/png-maker.ts';
import { SteppedEngines } from '../../../support/stepped-engines.ts';

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** A session on engines that the test steers. */
export interface OpenedSession {
  readonly session: Session;
  readonly engines: SteppedEngines;
  readonly settings: Writable<SessionSettings>;
  /** All that was reported. */
  readonly reports: Report[];
}

export interface OpenOptions {
  readonly settings?: Partial<SessionSettings>;
  readonly params?: PipelineParams;
  readonly hooks?: SessionHooks;
}

export function openSession({ settings = {}, params = DEFAULT_PARAMS, hooks = {} }: OpenOptions = {}): OpenedSession {
  const engines = new SteppedEngines();
  const all: Writable<SessionSettings> = {
    backend: 'cpu',
    limits: { maxFileSize: 2 ** 20, maxPixels: 10_000, accept: 'image/png' },
    naming: 'source',
    unnamed: 'image',
    manual: false,
    takesSettings: true,
    autoSave: false,
    closed: false,
    attended: true,
    samples: [],
    baseAddress: 'https://example.test/',
    ...settings,
  };
  const session = new Session(all, params, { createEngine: engines.create, quiet: 20, ...hooks });
  const reports: Report[] = [];
  session.reports.listen((report) => void reports.push(report));
  return { session, engines, settings: all, reports };
}

/** A PNG of 4 × 1 pixels that is known by its first value. */
export function png(name: string, seed = 1): File {
  const bytes = makePng({ width: 4, height: 1, colorType: 0, bitDepth: 8, pixel: (x) => [x === 0 ? seed : x] });
  return new File([bytes], name, { type: 'image/png' });
}

/** Files called a.png, b.png … whose first values are 1, 2 … */
export function pngs(count: number): File[] {
  return Array.from({ length: count }, (_, i) => png(`${String.fromCharCode(97 + i)}.png`, i + 1));
}

/** A file whose header is sound and whose pixels are cut off. */
export function torn(name: string): File {
  const whole = png(name);
  return new File([whole.slice(0, whole.size - 20)], name, { type: 'image/png' });
}

/** As of a disk that was pulled out. */
export function takeAway(file: File): void {
  const gone = (): Promise<never> => Promise.reject(new DOMException('It is gone.', 'NotReadableError'));
  Object.assign(file, { slice: () => ({ arrayBuffer: gone, text: gone }), arrayBuffer: gone });
}

export const blur = (kernelSize: number): PipelineParams => ({
  ...DEFAULT_PARAMS,
  blur: { ...DEFAULT_PARAMS.blur, kernelSize },
});

export const namesOf = (session: Session): string[] => session.access.results.map(({ name }) => name);
export const sizesOf = (session: Session): number[] =>
  session.access.results.map(({ params }) => params.blur.kernelSize);
export const statesOf = (session: Session): string[] => session.files.all.map(({ state }) => state.kind);
export const shownName = (session: Session): string | null => session.selected?.name ?? null;

/** Settles when nothing is at work. */
export async function idle({ session }: OpenedSession): Promise<void> {
  await vi.waitUntil(() => !session.busy, { timeout: 30_000, interval: 1 });
}

export async function until(done: () => boolean): Promise<void> {
  await vi.waitUntil(done, { timeout: 30_000, interval: 1 });
}

/** The reports of one kind. */
export function told<Kind extends Report['kind']>(
  { reports }: Pick<OpenedSession, 'reports'>,
  kind: Kind,
): Extract<Report, { kind: Kind }>[] {
  return reports.filter((report): report is Extract<Report, { kind: Kind }> => report.kind === kind);
}

/** Names of the files whose results were told, in order. */
export function resultsTold({ session, reports }: OpenedSession): (string | undefined)[] {
  return told({ reports }, 'results').map(({ id }) => session.files.get(id)?.name);
}

export const errorsTold = (opened: OpenedSession): string[] => told(opened, 'failed').map(({ error }) => error.code);

/** The pixels of a stage of the result at `index`. */
export async function pixelsOf({ session }: OpenedSession, index: number, stage: StageId): Promise<number[]> {
  return [...(await session.access.results[index].read(stage)).data];
}

/** The pixels in a PNG. */
export async function pixelsIn(file: Blob): Promise<number[]> {
  return [...(await decodeImage(file)).data];
}

export async function zipOf({ session }: OpenedSession): Promise<ZippedImages> {
  return readZip((await session.exports.zip()).blob);
}

/** Changes the parameters, and waits until what is on show has followed. */
export async function follow(opened: OpenedSession, params: PipelineParams): Promise<void> {
  const before = told(opened, 'results').length;
  opened.session.setParams(params);
  await until(() => told(opened, 'results').length > before);
  await idle(opened);
}

/** The ids of files by their names. */
export function idOf({ session }: OpenedSession, name: string): number {
  const id = session.files.all.find((entry) => entry.name === name)?.id;
  expect(id, name).toBeDefined();
  return id as number;
}
