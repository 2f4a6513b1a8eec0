/** What is coded, and how (ITU-T T.81, annex H). */
export interface LosslessJpegOptions {
  readonly width: number;
  readonly height: number;
  /** Interleaved. */
  readonly samples: ArrayLike<number>;
  readonly components?: number;
  readonly precision: number;
  readonly predictor?: number;
  readonly shift?: number;
  /** Rows between restart markers. */
  readonly restart?: number;
  /** A scan for each component. */
  readonly apart?: boolean;
  /** The height stands behind the scan. */
  readonly heightBehind?: boolean;
}

/** 17 codes, of 4 and 5 bits, so that the one of all ones is free; of one kind of files longer ones. */
const LENGTHS = [...new Array<number>(14).fill(4), 5, 5, 5];
/** Of 3 to 16 bits: the few short ones for differences that are small. */
const LONG_LENGTHS = [3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

interface Codes {
  readonly lengths: readonly number[];
  readonly codes: readonly number[];
}

/** Writes a lossless JPEG; an implementation of its own, by the text of the standard, one sample at a time. */
export function losslessJpeg(options: LosslessJpegOptions, longCodes = false): Uint8Array<ArrayBuffer> {
  const { width, height, components = 1, precision, predictor = 1, shift = 0, restart = 0 } = options;
  const codes = codesOf(longCodes ? LONG_LENGTHS : LENGTHS);
  const counts = Array.from({ length: 16 }, (_, i) => codes.lengths.filter((length) => length === i + 1).length);
  const bytes: number[] = [0xff, 0xd8];
  const segment = (code: number, content: readonly number[]): void => {
    bytes.push(0xff, code, (content.length + 2) >> 8, (content.length + 2) & 255, ...content);
  };
  segment(0xc4, [0, ...counts, ...codes.lengths.keys()]);
  const rows = options.heightBehind ? 0 : height;
  const described = Array.from({ length: components }, (_, c) => [c + 1, 0x11, 0]).flat();
  segment(0xc3, [precision, rows >> 8, rows & 255, width >> 8, width & 255, components, ...described]);
  if (restart > 0) segment(0xdd, [(restart * width) >> 8, (restart * width) & 255]);
  const all = Array.from({ length: components }, (_, c) => c);
  for (const scanned of options.apart ? all.map((c) => [c]) : [all]) {
    segment(0xda, [scanned.length, ...scanned.flatMap((c) => [c + 1, 0]), predictor, 0, shift]);
    bytes.push(...scanBytes(options, scanned, codes));
    if (options.heightBehind) segment(0xdc, [height >> 8, height & 255]);
  }
  return Uint8Array.from([...bytes, 0xff, 0xd9]);
}

function scanBytes(options: LosslessJpegOptions, scanned: readonly number[], { lengths, codes }: Codes): number[] {
  const { width, height, samples, components = 1, precision, predictor = 1, shift = 0, restart = 0 } = options;
  const bytes: number[] = [];
  let bits = '';
  const flush = (): void => {
    if (bits !== '') bits = bits.padEnd(8, '1');
    take();
  };
  const take = (): void => {
    for (; bits.length >= 8; bits = bits.slice(8)) {
      const byte = Number.parseInt(bits.slice(0, 8), 2);
      bytes.push(byte);
      if (byte === 255) bytes.push(0);
    }
  };
  const put = (value: number, length: number): void => {
    bits += value.toString(2).padStart(length, '0');
    take();
  };
  const at = (x: number, y: number, c: number): number => samples[(y * width + x) * components + c] >> shift;
  for (let y = 0; y < height; y++) {
    const begins = y === 0 || (restart > 0 && y % restart === 0);
    if (begins && y > 0) {
      flush();
      bytes.push(0xff, 0xd0 + ((y / restart - 1) & 7));
    }
    for (let x = 0; x < width; x++) {
      for (const c of scanned) {
        const difference = at(x, y, c) - predictionAt(x, y, c);
        // Modulo 2^16, 32768 the only one that has 16 bits.
        const wrapped = ((difference + 32767) & 0xffff) - 32767;
        const category = wrapped === 0 ? 0 : 32 - Math.clz32(Math.abs(wrapped));
        put(codes[category], lengths[category]);
        if (category > 0 && category < 16) put(wrapped > 0 ? wrapped : wrapped + 2 ** category - 1, category);
      }
    }
    function predictionAt(x: number, row: number, c: number): number {
      if (x === 0) return begins ? 2 ** (precision - shift - 1) : at(0, row - 1, c);
      const a = at(x - 1, row, c);
      if (begins) return a;
      const b = at(x, row - 1, c);
      const d = at(x - 1, row - 1, c);
      return [0, a, b, d, a + b - d, a + ((b - d) >> 1), b + ((a - d) >> 1), (a + b) >> 1][predictor];
    }
  }
  flush();
  return bytes;
}

function codesOf(lengths: readonly number[]): Codes {
  const codes: number[] = [];
  let code = 0;
  lengths.forEach((length, i) => {
    if (i > 0) code = (code + 1) * 2 ** (length - lengths[i - 1]);
    codes.push(code);
  });
  return { lengths, codes };
}
