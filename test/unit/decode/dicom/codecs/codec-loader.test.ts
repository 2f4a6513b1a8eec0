import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CODEC_FILES } from '../../../../../src/decode/codec-files.ts';
import { loadCodec } from '../../../../../src/decode/dicom/codecs/codec-loader.ts';
import { GERMAN } from '../../../../../src/messages/de.ts';

const PART = 'xray-lab-charls.wasm';
const SYNTAX = 'JPEG-LS Lossless';
const module = readFileSync(new URL(CODEC_FILES.charls));
let page = 0;
let asked: string[];

/** A page of its own has asked for nothing yet. */
const address = (): string => `https://host.example/page-${page}/${PART}?v=1`;
const load = (): Promise<unknown> => loadCodec('charls', { ...CODEC_FILES, charls: address() }, SYNTAX);
const refusal = (): Promise<unknown> =>
  load().then(
    () => 'a codec',
    (error: unknown) => error,
  );

/** What is sent, one answer after the other. */
function answer(...answers: (() => Response | Promise<Response>)[]): void {
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return (answers.length > 1 ? answers.shift() : answers[0])?.();
  });
}

const sound = (): Response => new Response(module);

beforeEach(() => {
  page++;
  asked = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('is asked for once, however many codecs are made of it', async () => {
  answer(sound);
  await Promise.all([load(), load()]);
  await load();
  expect(asked).toEqual([address()]);
});

it('is asked for again after it could not be had', async () => {
  answer(() => new Response(null, { status: 404 }), sound);
  expect(await refusal()).toHaveProperty('reason', 'codec-unavailable');
  await load();
  expect(asked).toHaveLength(2);
});

it.each<[string, () => Response | Promise<Response>, object]>([
  ['is absent', () => new Response(null, { status: 404 }), { part: PART }],
  ['is a page that says so', () => new Response('<!doctype html><title>Not found</title>'), { part: PART }],
  ['is cut short', () => new Response(module.subarray(0, 1000)), { part: PART }],
  ['is another module', () => new Response(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)), { part: PART }],
  ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch')), { part: PART, policy: 'connect-src' }],
])('where the file %s, the error says which', async (_, given, values) => {
  answer(given);
  const error = await refusal();
  expect(error).toMatchObject({
    code: 'unsupported-type',
    reason: 'codec-unavailable',
    values: { subject: SYNTAX, ...values },
  });
  expect(error).toHaveProperty('message', expect.stringContaining(`${SYNTAX} is not available: ${PART} `));
});

it('where the page refuses WebAssembly, the error says what its policy lacks', async () => {
  answer(sound);
  vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new WebAssembly.CompileError('blocked by CSP'));
  expect(await refusal()).toMatchObject({
    code: 'unsupported-type',
    reason: 'codec-unavailable',
    values: { subject: SYNTAX, policy: "'wasm-unsafe-eval'" },
    message: expect.stringContaining("WebAssembly, which this page's policy refuses") as string,
  });
});

it('where memory is lacking, the error says that', async () => {
  answer(sound);
  vi.spyOn(WebAssembly, 'instantiate').mockRejectedValue(new RangeError('could not allocate memory'));
  expect(await refusal()).toMatchObject({ code: 'decode-failed', reason: 'work-stopped' });
});

it('where there is no WebAssembly, nothing is asked for', async () => {
  answer(sound);
  vi.stubGlobal('WebAssembly', undefined);
  expect(await refusal()).toMatchObject({
    reason: 'codec-unavailable',
    message: expect.stringContaining('which this browser lacks') as string,
  });
  expect(asked).toEqual([]);
});

it('in Node a file that is absent is named, too', async () => {
  const absent = new URL('absent/charls.wasm', import.meta.url).href;
  await expect(loadCodec('charls', { ...CODEC_FILES, charls: absent }, SYNTAX)).rejects.toMatchObject({
    reason: 'codec-unavailable',
    values: { part: 'charls.wasm' },
  });
});

it('is said in German, too', () => {
  const say = GERMAN.errors['codec-unavailable'];
  const texts = [{}, { part: PART }, { policy: "'wasm-unsafe-eval'" }, { part: PART, policy: 'connect-src' }].map(
    (values) => say({ subject: SYNTAX, ...values }, [])[0],
  );
  expect(texts).toEqual([
    expect.stringContaining('das dieser Browser nicht hat'),
    expect.stringContaining(`${PART} dieser Version liegt nicht neben`),
    expect.stringContaining("script-src ohne 'wasm-unsafe-eval'"),
    expect.stringContaining(`${PART} war nicht zu laden`),
  ]);
});
