import { XrayError } from '../../../base/xray-error.ts';
import { stoppedError } from '../../source/decode-errors.ts';
import { codecUnavailableError, type CodecWant } from '../layout/dicom-errors.ts';
import { CODEC_MODULES } from './codec-modules.generated.ts';
import { WasmCodec } from './wasm-codec.ts';

export type CodecName = keyof typeof CODEC_MODULES;

/** Where the codecs' modules lie: absolute addresses, which the page knows. */
export type CodecAddresses = Readonly<Record<CodecName, string>>;

/** What Node has for programs that are for browsers, too. */
interface NodeProcess {
  getBuiltinModule?(name: 'node:fs'): {
    readonly promises: { readFile(url: URL): Promise<Uint8Array<ArrayBuffer>> };
  };
}

/** A module that holds nothing. */
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Modules that this thread has loaded, or is loading, by their addresses. */
const modules = new Map<string, Promise<WebAssembly.Module>>();

/**
 * A codec, with memory of its own. Its module is loaded when it is first wanted, and asked for again after it could not be had.
 * @param syntax what it is wanted for, in people's words
 * @throws XrayError `unsupported-type`, reason `codec-unavailable`, which tells for want of which file, or of what in the page's policy;
 *   `decode-failed`, reason `work-stopped`, where memory is lacking.
 */
export async function loadCodec(name: CodecName, addresses: CodecAddresses, syntax: string): Promise<WasmCodec> {
  const address = addresses[name];
  const loading = modules.get(address) ?? loadModule(address, syntax);
  modules.set(address, loading);
  try {
    return await WasmCodec.of(await loading, CODEC_MODULES[name]);
  } catch (error) {
    modules.delete(address);
    throw failureOf(error, { part: fileNameIn(address) }, syntax);
  }
}

/** Of a codec that was not made: memory is lacking, or the module is another one. */
function failureOf(error: unknown, want: CodecWant, syntax: string): XrayError {
  if (error instanceof XrayError) return error;
  return (error as Error).name === 'RangeError' ? stoppedError(error) : codecUnavailableError(syntax, want, error);
}

async function loadModule(address: string, syntax: string): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw codecUnavailableError(syntax);
  const bytes = await fetchBytes(address, syntax);
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    const want = (await isAllowed()) ? { part: fileNameIn(address) } : { policy: "'wasm-unsafe-eval'" as const };
    throw codecUnavailableError(syntax, want, cause);
  }
}

async function fetchBytes(address: string, syntax: string): Promise<Uint8Array<ArrayBuffer>> {
  const part = fileNameIn(address);
  const { process } = globalThis as { process?: NodeProcess };
  try {
    // Node's `fetch` knows no files.
    const files = address.startsWith('file:') ? process?.getBuiltinModule?.('node:fs') : undefined;
    if (files) return await files.promises.readFile(new URL(address));
  } catch (cause) {
    throw codecUnavailableError(syntax, { part }, cause);
  }
  try {
    const response = await fetch(address);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    // The reason is kept from scripts.
    throw codecUnavailableError(syntax, { part, policy: 'connect-src' }, cause);
  }
  throw codecUnavailableError(syntax, { part });
}

/** Whether the page's policy lets anything be compiled. */
function isAllowed(): Promise<boolean> {
  return WebAssembly.compile(EMPTY).then(
    () => true,
    () => false,
  );
}

function fileNameIn(address: string): string {
  return address.replace(/[?#].*$/, '').replace(/^.*\//, '');
}
