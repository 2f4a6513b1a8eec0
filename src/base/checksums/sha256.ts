import { listOf } from '../list-of.ts';

/** Bytes between two calls of `rest`: some milliseconds. */
const PIECE = 1 << 20;

/**
 * The SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
 * @param rest called again and again where it takes this thread's time; may wait, and throw to end it
 */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>, rest?: () => Promise<void>): Promise<string> {
  // Browsers offer `subtle` on secure pages only; a hospital's intranet page may well be plain http://.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle) return toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
  const hash = new Sha256();
  for (let at = 0; at < bytes.length; at += PIECE) {
    hash.add(bytes.subarray(at, at + PIECE));
    await rest?.();
  }
  return hash.hex();
}

/** SHA-256 without the browser's help (FIPS 180-4, 6.2). */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Sha256().add(bytes).digest();
}

/** SHA-256 of bytes that come in pieces. */
export class Sha256 {
  private readonly state = Uint32Array.from(SHA256_START);
  private readonly schedule = new Uint32Array(64);
  /** What does not fill a block yet. */
  private readonly block = new Uint8Array(64);
  private length = 0;

  add(bytes: Uint8Array): this {
    const held = this.length % 64;
    this.length += bytes.length;
    let at = 0;
    if (held > 0) {
      at = Math.min(64 - held, bytes.length);
      this.block.set(bytes.subarray(0, at), held);
      if (held + at < 64) return this;
      addBlocks(this.state, this.schedule, this.block);
    }
    const whole = at + ((bytes.length - at) & ~63);
    addBlocks(this.state, this.schedule, bytes.subarray(at, whole));
    this.block.set(bytes.subarray(whole));
    return this;
  }

  /** Of all that was added; nothing may be added afterwards. */
  digest(): Uint8Array {
    addBlocks(this.state, this.schedule, sha256Tail(this.block.subarray(0, this.length % 64), this.length));
    return sha256Bytes(this.state);
  }

  /** As {@link digest}, as 64 lower-case hexadecimal digits. */
  hex(): string {
    return toHex(this.digest());
  }
}

/** The eight words of a hash as bytes, the highest first. */
export function sha256Bytes(state: Uint32Array): Uint8Array {
  const digest = new Uint8Array(32);
  const view = new DataView(digest.buffer);
  state.forEach((word, i) => view.setUint32(4 * i, word));
  return digest;
}

/** The last block or two: what is left over, a 1 bit, zeros, and the message's length in bits as 64 bits. */
export function sha256Tail(rest: Uint8Array, messageBytes: number): Uint8Array {
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(messageBytes / 2 ** 29));
  view.setUint32(tail.length - 4, (messageBytes * 8) >>> 0);
  return tail;
}

function addBlocks(state: Uint32Array, w: Uint32Array, blocks: Uint8Array): void {
  const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.byteLength);
  for (let start = 0; start < blocks.length; start += 64) {
    for (let t = 0; t < 16; t++) w[t] = view.getUint32(start + 4 * t);
    for (let t = 16; t < 64; t++) {
      const x = w[t - 15];
      const y = w[t - 2];
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t++) {
      const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const choice = (e & f) ^ (~e & g);
      const t1 = (h + sum1 + choice + SHA256_CONSTANTS[t] + w[t]) | 0;
      const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + sum0 + majority) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word));
  }
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first 64 primes: SHA-256's constants are the fractions of their roots, 32 bits each. */
const PRIMES = listOf(310, (i) => i + 2).filter((n) => {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
});
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32);
/** What a hash begins as. */
export const SHA256_START: readonly number[] = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
export const SHA256_CONSTANTS = Uint32Array.from(PRIMES.slice(0, 64), (prime) => fraction(Math.cbrt(prime)));
