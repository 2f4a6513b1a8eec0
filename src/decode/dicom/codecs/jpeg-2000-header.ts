import { damagedError } from '../../source/decode-errors.ts';
import { unsupportedDicomError } from '../layout/dicom-errors.ts';
import type { CodestreamHeader } from './codestream-header.ts';

export interface Jpeg2000Header extends CodestreamHeader {
  /** Samples have a sign. */
  readonly signed: boolean;
}

/** SOC and SIZ. */
const BEGINNING = [0xff, 0x4f, 0xff, 0x51];
/** Bytes of SIZ up to its components, with SOC; and of each component. */
const SIZE_LENGTH = 42;
const COMPONENT_LENGTH = 3;
/** Where {@link withoutSign} finds the first component's depth. */
const FIRST_DEPTH = SIZE_LENGTH;
const SIGN = 0x80;
const MOST_TILES = 65535;

const BOX_HEAD = 8;
const CODESTREAM_BOX = 'jp2c';

/**
 * The codestream in a file of JPEG 2000 (T.800, annex I), which some write into DICOM; what already is one, as it is. What the boxes say of colours the
 * data set says, too.
 */
export function codestreamIn(bytes: Uint8Array): Uint8Array {
  if (beginsCodestream(bytes)) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + BOX_HEAD <= bytes.length;) {
    const told = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + BOX_HEAD));
    const isLong = told === 1 && at + 16 <= bytes.length;
    const length =
      told === 0 ? bytes.length - at : isLong ? view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12) : told;
    const head = isLong ? 16 : BOX_HEAD;
    if (length < head) throw damagedError();
    if (name === CODESTREAM_BOX) return bytes.subarray(at + head, Math.min(bytes.length, at + length));
    at += length;
  }
  throw damagedError();
}

/**
 * Image and tile size (SIZ; T.800, A.5.1), which stands first. Throws `decode-failed`, and `unsupported-type` where components differ, or the image is a part
 * of its grid: the decoder gives something else then.
 */
export function readJpeg2000Header(bytes: Uint8Array): Jpeg2000Header {
  if (!beginsCodestream(bytes) || bytes.length < SIZE_LENGTH + COMPONENT_LENGTH) throw damagedError();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height, left, top, tileWidth, tileHeight, tileLeft, tileTop] = [8, 12, 16, 20, 24, 28, 32, 36].map(
    (at) => view.getUint32(at),
  );
  const components = view.getUint16(40);
  const isWhole = view.getUint16(4) === SIZE_LENGTH - 4 + COMPONENT_LENGTH * components;
  if (!isWhole || bytes.length < SIZE_LENGTH + COMPONENT_LENGTH * components) throw damagedError();
  const tiles = Math.ceil((width - tileLeft) / tileWidth) * Math.ceil((height - tileTop) / tileHeight);
  if (!(tiles >= 1 && tiles <= MOST_TILES) || tileLeft > left || tileTop > top) throw damagedError();
  const [depth] = bytes.subarray(FIRST_DEPTH);
  for (let i = 0; i < components; i++) {
    const [own, across, down] = bytes.subarray(SIZE_LENGTH + COMPONENT_LENGTH * i);
    if (own !== depth || across !== 1 || down !== 1)
      throw unsupportedDicomError('JPEG 2000 with components that differ');
  }
  if (left > 0 || top > 0) throw unsupportedDicomError('JPEG 2000 of a part of its grid');
  return { width, height, components, bits: (depth & ~SIGN) + 1, signed: depth >= SIGN };
}

/** The same with samples that have no sign: they come half of their range higher, and otherwise as they are. */
export function withoutSign(bytes: Uint8Array, { components }: Jpeg2000Header): Uint8Array {
  const unsigned = bytes.slice();
  for (let i = 0; i < components; i++) unsigned[SIZE_LENGTH + COMPONENT_LENGTH * i] &= ~SIGN;
  return unsigned;
}

function beginsCodestream(bytes: Uint8Array): boolean {
  return BEGINNING.every((byte, i) => bytes[i] === byte);
}
