import { inLung } from './chest-organs.mjs';
import { seededRandom } from './random.mjs';
import { splat } from './shapes.mjs';

/**
 * Lets the vessels of both lungs branch out from their roots: tapered tubes that bend a little and split in two.
 * @param {import('./field.mjs').Field} attenuation
 * @param {number} contrast of blood against lung, a millimetre
 * @param {number} seed
 */
export function addLungVessels(attenuation, contrast, seed) {
  const random = seededRandom(seed + 11);
  const middle = (attenuation.width * attenuation.pitch) / 2;
  const area = attenuation.pitch ** 2;

  const drop = (/** @type {number[]} */ [x, y, z], /** @type {number} */ radius, /** @type {number} */ length) => {
    if (!inLung(x, y, z)) return;
    // A slice of the tube, as points spread over its cross-section.
    const points = Math.ceil((3 * radius) / attenuation.pitch) + 2;
    const amount = (contrast * Math.PI * radius * radius * length) / area / points;
    for (let i = 0; i < points; i++) {
      const angle = 2 * Math.PI * random();
      const reach = radius * Math.sqrt(random());
      splat(attenuation, middle + x + reach * Math.cos(angle), y + reach * Math.sin(angle), amount);
    }
  };

  const grow = (/** @type {number[]} */ from, /** @type {number[]} */ direction, /** @type {number} */ radius) => {
    if (radius < 0.32) return;
    const length = (9 + 13 * random()) * Math.min(1.5, 0.55 + radius / 3.2);
    const step = 0.62 * attenuation.pitch;
    let [x, y, z] = from;
    let way = direction;
    const bend = [random() - 0.5, random() - 0.5, random() - 0.5].map((value) => value * 0.07);
    for (let gone = 0; gone < length; gone += step) {
      drop([x, y, z], radius * (1 - (0.14 * gone) / length), step);
      [x, y, z] = [x + way[0] * step, y + way[1] * step, z + way[2] * step];
      way = unit(way.map((value, i) => value + bend[i] * step));
    }
    const share = 0.5 + 0.28 * random();
    const spread = [random() - 0.5, random() - 0.5, random() - 0.5];
    const open = 0.55 + 0.5 * random();
    grow(
      [x, y, z],
      unit(way.map((value, i) => value + (1 - share) * open * 2 * spread[i])),
      radius * share ** 0.42 * 0.97,
    );
    grow(
      [x, y, z],
      unit(way.map((value, i) => value - share * open * 2 * spread[i])),
      radius * (1 - share) ** 0.42 * 0.97,
    );
  };

  for (const side of [-1, 1]) {
    const root = [side * 31, side < 0 ? 172 : 164, -4];
    for (let i = 0; i < 16; i++) {
      const angle = -1.25 + (2.7 * i) / 15 + 0.12 * (random() - 0.5); // from upwards over sidewards to downwards
      const down = Math.max(0, Math.sin(angle));
      const from = [
        root[0] + side * 4 * Math.cos(angle),
        root[1] + 15 * Math.sin(angle),
        root[2] + 14 * (random() - 0.5),
      ];
      grow(
        from,
        unit([side * Math.cos(angle), Math.sin(angle), 0.9 * (random() - 0.5)]),
        (i % 3 === 0 ? 4.6 : 2.7) + 1.3 * down + 0.8 * random(),
      );
    }
  }
}

/** @param {number[]} vector */
function unit(vector) {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
