/**
 * Writes the sample radiographs of the page, public/samples/*.png: pictures of bodies that never were, projected from
 * simple solids, so that they show nobody and belong to everybody. The same script gives the same pictures.
 *
 *     node scripts/make-samples.mjs [chest] [hand]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeChest } from './samples/chest.mjs';
import { grayPng } from './samples/gray-png.mjs';
import { makeHand } from './samples/hand.mjs';

const SAMPLES = {
  chest: () => makeChest({ width: 1024, seed: 20 }),
  hand: () => makeHand({ width: 900, seed: 7 }),
};

const folder = fileURLToPath(new URL('../public/samples/', import.meta.url));
mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, make] of Object.entries(SAMPLES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { width, height, gray } = make();
  const png = grayPng(width, height, gray);
  writeFileSync(`${folder}${name}.png`, png);
  console.log(`${name}.png: ${width} × ${height}, ${Math.round(png.length / 1000)} kB`);
}
