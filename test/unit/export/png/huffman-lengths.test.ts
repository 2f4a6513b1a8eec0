import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { huffmanLengths } from '../../../../src/export/png/huffman-lengths.ts';

/** Bits that all symbols take together. */
const cost = (counts: Uint32Array, lengths: Uint8Array): number =>
  counts.reduce((sum, count, symbol) => sum + count * lengths[symbol], 0);

/** What a Huffman code costs: the sum of the weights of all inner nodes. */
function leastCost(counts: Uint32Array): number {
  const weights = Array.from(counts).filter((count) => count > 0);
  let sum = 0;
  while (weights.length > 1) {
    weights.sort((a, b) => b - a);
    const merged = (weights.pop() ?? 0) + (weights.pop() ?? 0);
    weights.push(merged);
    sum += merged;
  }
  return sum;
}

/** How much of all bit patterns the codes use, in 2^−15. */
const used = (lengths: Uint8Array): number =>
  lengths.reduce((sum, length) => sum + (length > 0 ? 1 << (15 - length) : 0), 0);

const someCounts = fc
  .array(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(1000), fc.nat(1 << 17)), { minLength: 2, maxLength: 286 })
  .map((counts) => Uint32Array.from(counts))
  .filter((counts) => counts.filter((count) => count > 0).length >= 2);

/** Each as frequent as the two before together: the deepest trees. */
const fibonacci = (length: number): Uint32Array => {
  const counts = Uint32Array.of(1, 1, ...new Uint32Array(length - 2));
  for (let i = 2; i < length; i++) counts[i] = counts[i - 1] + counts[i - 2];
  return counts;
};

describe('huffmanLengths', () => {
  it('is a Huffman code as long as the limit leaves room', () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const lengths = huffmanLengths(counts, 32);
        expect(cost(counts, lengths)).toBe(leastCost(counts));
      }),
      { seed: 1 },
    );
  });

  it('leaves no bit pattern without meaning and none twice, within any limit', () => {
    fc.assert(
      fc.property(someCounts, fc.integer({ min: 9, max: 15 }), (counts, limit) => {
        const lengths = huffmanLengths(counts, limit);
        expect(used(lengths)).toBe(1 << 15);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(limit);
        counts.forEach((count, symbol) => expect(lengths[symbol] > 0).toBe(count > 0));
      }),
      { seed: 2 },
    );
  });

  it.each([7, 9, 12, 15])('cuts the deepest trees to %d bits', (limit) => {
    const counts = fibonacci(25);
    expect(Math.max(...huffmanLengths(counts, 32))).toBe(24);
    const lengths = huffmanLengths(counts, limit);
    expect(Math.max(...lengths)).toBe(limit);
    expect(used(lengths)).toBe(1 << 15);
    expect([...lengths].sort((a, b) => b - a)).toEqual([...lengths]);
  });

  it('costs hardly more than the best within the limit', () => {
    // Package-merge gives 196 405 for these.
    const counts = fibonacci(22);
    expect(cost(counts, huffmanLengths(counts, 12))).toBeLessThan(leastCost(counts) * 1.01);
  });

  it('gives one bit to a single symbol, and nothing where there is none', () => {
    expect([...huffmanLengths(Uint32Array.of(0, 9, 0), 15)]).toEqual([0, 1, 0]);
    expect([...huffmanLengths(Uint32Array.of(0, 0), 15)]).toEqual([0, 0]);
  });
});
