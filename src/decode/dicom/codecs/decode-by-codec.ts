import { XrayError } from '../../../base/xray-error.ts';
import { damagedError, stoppedError } from '../../source/decode-errors.ts';
import { loadCodec, type CodecAddresses, type CodecName } from './codec-loader.ts';
import type { CodestreamHeader } from './codestream-header.ts';
import type { WasmCodec } from './wasm-codec.ts';

/** What is to be decoded, by what. */
export interface CodecWork {
  readonly codec: CodecName;
  readonly addresses: CodecAddresses;
  /** What it is, in people's words. */
  readonly syntax: string;
  readonly bytes: Uint8Array;
  readonly header: CodestreamHeader;
  /** How many of the components come out. All unless told. */
  readonly given?: number;
}

/** Memory that a codec has without an image, and some more for tables. */
const OWN_MEMORY = 96 * 2 ** 20;
/**
 * What a sample takes at most while it is decoded: OpenJPEG has four bytes for it in a tile, four in the image, two in what it gives, and structures for blocks of
 * them. A header whose tables would take more is hostile.
 */
const BYTES_PER_SAMPLE = 16;
/** Codecs with more memory than that are not kept: it is never given back. */
const MOST_KEPT = 96 * 2 ** 20;

/** Codecs of this thread that wait for the next frame. */
const kept = new Map<CodecName, WasmCodec>();

/**
 * Samples of a frame, a byte each where they have 8 bits or fewer, otherwise two. It is done in one go, which only the end of the thread ends early.
 * @throws XrayError `decode-failed` where the codestream is damaged or memory is lacking; `unsupported-type` as {@link loadCodec}
 */
export async function decodeByCodec(work: CodecWork): Promise<Uint8Array | Uint16Array> {
  const { bytes, header, given = header.components } = work;
  const samples = header.width * header.height * header.components;
  const codec = kept.get(work.codec) ?? (await loadCodec(work.codec, work.addresses, work.syntax));
  // Nobody else takes it meanwhile; and one that has failed is not to be used again.
  kept.delete(work.codec);
  const decoded = decodedBy(codec, bytes, OWN_MEMORY + BYTES_PER_SAMPLE * samples + 2 * bytes.length);
  if (codec.size <= MOST_KEPT) kept.set(work.codec, codec);
  const bytesPerSample = header.bits > 8 ? 2 : 1;
  if (decoded.length !== header.width * header.height * given * bytesPerSample) throw damagedError();
  return bytesPerSample === 2 ? new Uint16Array(decoded.buffer) : decoded;
}

function decodedBy(codec: WasmCodec, bytes: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
  try {
    const decoded = codec.decode(bytes, most);
    if (decoded.length === 0) throw new Error('The codec gave nothing.');
    return decoded;
  } catch (cause) {
    throw failureOf(codec, cause);
  }
}

function failureOf(codec: WasmCodec, cause: unknown): XrayError {
  return codec.isOutOfMemory ? stoppedError(cause) : damagedError(cause);
}
