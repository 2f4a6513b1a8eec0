import { createField, fieldLike } from './field.mjs';
import { takeRadiograph } from './image-formation.mjs';
import { addChestBones } from './chest-bones.mjs';
import { organAt, silhouette, TISSUE } from './chest-organs.mjs';
import { addLungVessels } from './chest-vessels.mjs';
import { latticeNoise } from './random.mjs';
import { addLeadLetter } from './shapes.mjs';

/** Millimetres. */
const SIZE = 410;

/** Attenuation a millimetre at about 120 kV; lung is mostly air. */
const MU = { [TISSUE.air]: 0, [TISSUE.soft]: 0.0185, [TISSUE.lung]: 0.0046 };

/** Millimetres between two looks at what a ray passes. */
const STEP = 4;

/**
 * An adult chest, posterior-anterior: the patient's left is to the viewer's right.
 * @param {{ width: number, seed: number }} options width, which is the height too, in pixels
 */
export function makeChest({ width, seed }) {
  const attenuation = createField(width, width, SIZE / width);
  castOrgans(attenuation, seed);
  addLungVessels(attenuation, MU[TISSUE.soft] - MU[TISSUE.lung], seed);
  addChestBones(attenuation, seed);
  addLeadLetter(attenuation, 'R', { x: 24, y: 22 }, 13);

  const gray = takeRadiograph(attenuation, {
    photons: 30_000,
    penumbra: 0.3,
    scatter: 0.35,
    scatterWidth: 42,
    detectorBlur: 0.3,
    collimation: { left: 8, top: 8, right: 8, bottom: 6, corner: 4 },
    equalization: 0.58,
    equalizationWidth: 30,
    sharpening: 0.7,
    range: [0.1, 0.998],
    gamma: 1.2,
    seed,
  });
  return { width, height: width, gray };
}

/**
 * Follows every pixel's ray through skin, lungs, heart and belly.
 * @param {import('./field.mjs').Field} attenuation
 * @param {number} seed
 */
function castOrgans(attenuation, seed) {
  const { width, pitch, data } = attenuation;
  const cloud = latticeNoise(seed + 1);
  const lung = fieldLike(attenuation);
  for (let i = 0; i < data.length; i++) {
    const x = ((i % width) + 0.5) * pitch - SIZE / 2;
    const y = (Math.floor(i / width) + 0.5) * pitch;
    const depth = silhouette(x, y);
    if (depth <= 0) continue;
    // Each ray begins at another place within the step, lest the steps show as contours.
    const offset = ((Math.imul(i, 0x9e3779b1) >>> 8) & 0xffff) / 65536;
    const steps = Math.ceil((2 * depth) / STEP);
    const length = (2 * depth) / steps;
    let sum = 0;
    let lungLength = 0;
    for (let k = 0; k < steps; k++) {
      const tissue = organAt(x, y, -depth + (k + offset) * length);
      sum += MU[tissue] * length;
      if (tissue === TISSUE.lung) lungLength += length;
    }
    lung.data[i] = lungLength;
    data[i] = sum * (1 + 0.012 * cloud(x / 9, y / 12));
  }
  // Small vessels and lobules: lung is nowhere even.
  for (let i = 0; i < data.length; i++) {
    const x = (i % width) * pitch;
    const y = Math.floor(i / width) * pitch;
    data[i] +=
      lung.data[i] *
      0.0046 *
      (0.07 * cloud(x / 7, y / 7) + 0.07 * cloud(x / 3 + 40, y / 3) + 0.06 * cloud(x / 1.3, y / 1.3 + 90));
  }
}
