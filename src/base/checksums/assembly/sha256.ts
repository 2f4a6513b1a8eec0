// FIPS 180-4, 6.2. Four rounds at a time, while the schedule's next four words are made of sixteen.

function turned(words: v128, right: i32): v128 {
  return v128.or(i32x4.shr_u(words, right), i32x4.shl(words, 32 - right));
}

/** Four words of the schedule, from the sixteen before them. */
function scheduled(first: v128, second: v128, third: v128, fourth: v128): v128 {
  const after15 = v128.shuffle<i32>(first, second, 1, 2, 3, 4);
  const after7 = v128.shuffle<i32>(third, fourth, 1, 2, 3, 4);
  const small0 = v128.xor(v128.xor(turned(after15, 7), turned(after15, 18)), i32x4.shr_u(after15, 3));
  const sum = i32x4.add(i32x4.add(first, after7), small0);
  const zero = i32x4.splat(0);
  const two = v128.shuffle<i32>(fourth, zero, 2, 3, 4, 4);
  const half = i32x4.add(sum, v128.xor(v128.xor(turned(two, 17), turned(two, 19)), i32x4.shr_u(two, 10)));
  const next = v128.shuffle<i32>(half, zero, 4, 4, 0, 1);
  return i32x4.add(half, v128.xor(v128.xor(turned(next, 17), turned(next, 19)), i32x4.shr_u(next, 10)));
}

function bigEndian(address: usize): v128 {
  return i8x16.swizzle(v128.load(address), i8x16(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
}

function added(e: u32, f: u32, g: u32, h: u32, word: u32): u32 {
  return h + word + (rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25)) + (g ^ (e & (f ^ g)));
}

function mixed(a: u32, b: u32, c: u32): u32 {
  return (rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22)) + ((a & b) | (c & (a | b)));
}

/**
 * Adds `blocks` of 64 bytes from `address` on to the hash at `state`, eight words.
 * @param constants the 64 constants of the rounds
 * @param scratch 16 bytes
 */
export function addSha256Blocks(state: usize, constants: usize, scratch: usize, address: usize, blocks: usize): void {
  for (const end = address + (blocks << 6); address < end; address += 64) {
    let w0 = bigEndian(address);
    let w1 = bigEndian(address + 16);
    let w2 = bigEndian(address + 32);
    let w3 = bigEndian(address + 48);
    let a = load<u32>(state);
    let b = load<u32>(state, 4);
    let c = load<u32>(state, 8);
    let d = load<u32>(state, 12);
    let e = load<u32>(state, 16);
    let f = load<u32>(state, 20);
    let g = load<u32>(state, 24);
    let h = load<u32>(state, 28);
    const last = constants + 256;
    for (let k = constants; k < last; k += 16) {
      v128.store(scratch, i32x4.add(w0, v128.load(k)));
      const next = scheduled(w0, w1, w2, w3);
      w0 = w1;
      w1 = w2;
      w2 = w3;
      w3 = next;

      const h1 = added(e, f, g, h, load<u32>(scratch));
      const e1 = d + h1;
      const a1 = h1 + mixed(a, b, c);
      const h2 = added(e1, e, f, g, load<u32>(scratch, 4));
      const e2 = c + h2;
      const a2 = h2 + mixed(a1, a, b);
      const h3 = added(e2, e1, e, f, load<u32>(scratch, 8));
      const e3 = b + h3;
      const a3 = h3 + mixed(a2, a1, a);
      const h4 = added(e3, e2, e1, e, load<u32>(scratch, 12));
      const e4 = a + h4;
      const a4 = h4 + mixed(a3, a2, a1);
      a = a4;
      b = a3;
      c = a2;
      d = a1;
      e = e4;
      f = e3;
      g = e2;
      h = e1;
    }
    store<u32>(state, load<u32>(state) + a);
    store<u32>(state, load<u32>(state, 4) + b, 4);
    store<u32>(state, load<u32>(state, 8) + c, 8);
    store<u32>(state, load<u32>(state, 12) + d, 12);
    store<u32>(state, load<u32>(state, 16) + e, 16);
    store<u32>(state, load<u32>(state, 20) + f, 20);
    store<u32>(state, load<u32>(state, 24) + g, 24);
    store<u32>(state, load<u32>(state, 28) + h, 28);
  }
}
