import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);

const SAMPLES = [
  { name: 'chest', module: 'chest.mjs', make: 'makeChest', width: 1024, height: 1024 },
  { name: 'hand', module: 'hand.mjs', make: 'makeHand', width: 900, height: 1100 },
];

/** SHA-256 of a small version, made in a process of its own so that nothing is kept from one time to the next. */
function makeSmall(module: string, make: string, seed: number): string {
  const script = `
    import { createHash } from 'node:crypto';
    import { ${make} } from './scripts/samples/${module}';
    const { gray } = ${make}({ width: 120, seed: ${seed} });
    process.stdout.write(createHash('sha256').update(gray).digest('hex'));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(root),
    encoding: 'utf8',
  });
}

describe.each(SAMPLES)('sample radiograph $name', ({ name, module, make, width, height }) => {
  const file = new URL(`public/samples/${name}.png`, root);

  it('is an 8-bit gray PNG of the expected size, below 700 kB', () => {
    const image = decode(readFileSync(file), { checkCrc: true });
    expect([image.width, image.height, image.channels, image.depth]).toEqual([width, height, 1, 8]);
    expect(statSync(file).size).toBeLessThan(700_000);
  });

  it('uses the gray scale and has detail', () => {
    const { data } = decode(readFileSync(file));
    const histogram = new Array<number>(256).fill(0);
    for (const value of data) histogram[value]++;
    const used = histogram.filter((count) => count > data.length / 20_000).length;
    expect(used).toBeGreaterThan(180);
    expect(Math.max(...histogram) / data.length).toBeLessThan(0.5);
  });

  it('comes out the same from the same seed', () => {
    const first = makeSmall(module, make, 3);
    expect(makeSmall(module, make, 3)).toBe(first);
    expect(makeSmall(module, make, 4)).not.toBe(first);
  });
});
