import { damagedError } from '../../source/decode-errors.ts';

/** Marker codes (T.81, table B.1), without the byte 0xff in front of them. */
export const CODE = {
  tem: 0x01,
  sof0: 0xc0,
  sof1: 0xc1,
  sof2: 0xc2,
  dht: 0xc4,
  sof9: 0xc9,
  sof10: 0xca,
  dac: 0xcc,
  rst0: 0xd0,
  rst7: 0xd7,
  eoi: 0xd9,
  sos: 0xda,
  dqt: 0xdb,
  dnl: 0xdc,
  dri: 0xdd,
  app0: 0xe0,
  app14: 0xee,
  app15: 0xef,
  com: 0xfe,
} as const;

/**
 * A file's bytes, and how far they have been read. Behind what is read there is always an end-of-image marker, so that a
 * scan's data, which no marker is part of, end within the file.
 */
export class JpegStream {
  /** Of the next byte to be read. */
  at = 2;

  /** Throws `decode-failed` where no end-of-image marker is in the file, or no start-of-image marker and another marker in front. */
  constructor(readonly bytes: Uint8Array) {
    // OpenCV knows a JPEG by three bytes.
    if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff || !holdsEnd(bytes)) throw damagedError();
  }

  /** The next marker's code (T.81, B.1.1.2); bytes in front of it are passed over, as libjpeg does. */
  nextMarker(): number {
    const { bytes } = this;
    for (let at = this.at; ;) {
      at = bytes.indexOf(0xff, at);
      if (at === -1) throw damagedError();
      // Any number of fill bytes may stand in front.
      while (bytes[at] === 0xff) at++;
      if (at >= bytes.length) throw damagedError();
      if (bytes[at] !== 0) {
        this.at = at + 1;
        return bytes[at];
      }
    }
  }

  /** The content of the segment of marker `code` that begins here. One that is passed over may say that it is shorter than its length. */
  segment(code: number): Uint8Array {
    const { bytes, at } = this;
    const length = (bytes[at] << 8) | bytes[at + 1];
    const end = at + Math.max(2, length);
    if (end > bytes.length || (length < 2 && !isPassedOver(code))) throw damagedError();
    this.at = end;
    return bytes.subarray(at + 2, end);
  }

  /** Goes on behind the restart marker of number `index` modulo 8 (T.81, B.2.1), which must be the next marker. */
  passRestart(index: number): void {
    if (this.nextMarker() !== CODE.rst0 + (index & 7)) throw damagedError();
  }
}

function holdsEnd(bytes: Uint8Array): boolean {
  for (let at = bytes.lastIndexOf(CODE.eoi); at > 0; at = bytes.lastIndexOf(CODE.eoi, at - 1)) {
    if (bytes[at - 1] === 0xff) return true;
  }
  return false;
}

/** Comments, applications' data, and the number of lines, which comes too late to be needed: the height is known (T.81, B.2.5). */
export function isPassedOver(code: number): boolean {
  return (code >= CODE.app0 && code <= CODE.app15) || code === CODE.com || code === CODE.dnl;
}
