import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { growEdges } from '../../../../src/gpu/operators/grow-edges.ts';

interface Pixels {
  width: number;
  height: number;
  /** 0 nothing, 1 candidate, 2 strong. */
  values: number[];
}

function pack({ width, height, values }: Pixels, minimum: number): Uint32Array {
  const columns = Math.ceil(width / 32);
  const words = new Uint32Array(columns * Math.ceil(height / 4) * 4);
  values.forEach((value, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    if (value >= minimum) words[((y >> 2) * columns + (x >> 5)) * 4 + (y & 3)] |= 1 << (x & 31);
  });
  return words;
}

/** The plain definition: every candidate that is 8-connected to a strong pixel. */
function reachable({ width, height, values }: Pixels): Pixels {
  const result = values.map((value) => (value === 2 ? 2 : 0));
  const stack = values.flatMap((value, i) => (value === 2 ? [i] : []));
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const x = i % width;
    const y = Math.floor(i / width);
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const n = ny * width + nx;
        if (values[n] > 0 && result[n] === 0) {
          result[n] = 2;
          stack.push(n);
        }
      }
    }
  }
  return { width, height, values: result };
}

async function check(pixels: Pixels): Promise<void> {
  const edges = pack(pixels, 2);
  await growEdges(pack(pixels, 1), edges, Math.ceil(pixels.width / 32), Math.ceil(pixels.height / 4), () => undefined);
  expect(edges).toEqual(pack(reachable(pixels), 2));
}

describe('growEdges', () => {
  it('reaches what a flood over pixels reaches', async () => {
    const pixels = fc
      .record({
        width: fc.integer({ min: 1, max: 100 }),
        height: fc.integer({ min: 1, max: 30 }),
        density: fc.integer({ min: 1, max: 9 }),
        seed: fc.integer(),
      })
      .map(({ width, height, density, seed }) => {
        let state = seed >>> 0;
        const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
        return {
          width,
          height,
          values: Array.from({ length: width * height }, () => (next() < 0.01 ? 2 : next() * 10 < density ? 1 : 0)),
        };
      });
    await fc.assert(fc.asyncProperty(pixels, check), { numRuns: 200, seed: 7 });
  });

  it('follows one path through the whole image', async () => {
    const width = 97;
    const height = 61;
    const values = Array.from({ length: width * height }, (_, i): number => {
      const x = i % width;
      const y = Math.floor(i / width);
      const turn = y % 4 === 1 ? x === width - 1 : y % 4 === 3 ? x === 0 : true;
      return turn ? 1 : 0;
    });
    values[0] = 2;
    await check({ width, height, values });
    expect(reachable({ width, height, values }).values.filter((v) => v === 2)).toHaveLength(
      values.filter((v) => v > 0).length,
    );
  });

  it('grows no more tiles after the pause in which it is no longer wanted', async () => {
    // Every tile is open and has an edge beside it.
    const columns = 300;
    const rows = 300;
    const candidates = new Uint32Array(columns * rows * 4).fill(0xffffffff);
    const edges = new Uint32Array(columns * rows * 4).fill(1);
    let asked = 0;
    const refuse = (): void => {
      asked++;
      throw new Error('No longer wanted.');
    };
    await expect(growEdges(candidates, edges, columns, rows, refuse)).rejects.toThrow('No longer wanted.');
    expect(asked).toBe(1);
    const grown = edges.filter((word) => word === 0xffffffff).length;
    expect(grown).toBeGreaterThan(0);
    expect(grown).toBeLessThanOrEqual(20_000 * 4);
  });
});
