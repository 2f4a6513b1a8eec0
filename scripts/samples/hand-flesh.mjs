import { curveThrough, fieldLike } from './field.mjs';
import { CARPUS, FINGERS, jointsOf, THUMB } from './hand-rays.mjs';
import { projectRevolved } from './shapes.mjs';

/** @typedef {import('./field.mjs').Field} Field */
/** @typedef {import('./hand-rays.mjs').HandRay} HandRay */
/** @typedef {import('./shapes.mjs').Point} Point */

/**
 * Millimetres of hand on each ray: fingers, palm and wrist grown together.
 * @param {Field} field
 */
export function projectFlesh(field) {
  const power = 4; // a soft maximum: webs form where parts meet
  const sum = fieldLike(field);
  const add = (
    /** @type {Point} */ from,
    /** @type {Point} */ to,
    /** @type {(along: number) => number} */ radius,
    depth = 0.9,
  ) => projectRevolved(sum, from, to, radius, (index, chord) => (sum.data[index] += (depth * chord) ** power));

  for (const ray of [...FINGERS, THUMB]) addFinger(ray, add);
  for (const { x, y, turns, lengths } of FINGERS) {
    const [{ to }] = jointsOf({ x, y, turns, lengths, stout: 1, flesh: 1 });
    const below = { x: x + (x - CARPUS.x) * 0.1, y: y + 26 };
    const above = { x: to.x + (to.x - x) * 0.28, y: to.y + (to.y - y) * 0.28 };
    add(
      below,
      above,
      rounded(
        curveThrough([
          [0, 14],
          [0.4, 14],
          [0.8, 12],
          [1, 11],
        ]),
        0.2,
      ),
      0.95,
    );
  }
  add(
    { x: 105, y: 216 },
    { x: 131, y: 152 },
    rounded(
      curveThrough([
        [0, 8],
        [0.3, 12.5],
        [0.6, 15],
        [1, 9],
      ]),
      0.4,
    ),
    0.75,
  ); // thenar
  add(
    { x: 101, y: 190 },
    { x: 120, y: 140 },
    rounded(() => 15, 0.3),
    0.75,
  ); // first web
  add(
    { x: 80, y: 222 },
    { x: 66, y: 148 },
    rounded(
      curveThrough([
        [0, 9],
        [0.35, 13],
        [0.65, 14],
        [1, 10],
      ]),
      0.35,
    ),
    0.85,
  ); // hypothenar
  add(
    { x: 91.5, y: 176 },
    { x: 88, y: 290 },
    rounded(
      curveThrough([
        [0, 26],
        [0.2, 28.5],
        [0.35, 28],
        [0.7, 30],
        [1, 33],
      ]),
      0.12,
    ),
    0.64,
  );
  return fieldLike(sum, (_, i) => sum.data[i] ** (1 / power));
}

/**
 * @param {HandRay} ray
 * @param {(from: Point, to: Point, radius: (along: number) => number) => void} add
 */
function addFinger(ray, add) {
  const [metacarpal, ...phalanges] = jointsOf(ray);
  const bones = [metacarpal, ...phalanges];
  bones.forEach(({ from, to, length }, i) => {
    const last = i === bones.length - 1;
    const beyond = last ? 4.5 : 0.35 * length; // the tip's pad; elsewhere an overlap that hides the seam
    const end = { x: to.x + ((to.x - from.x) / length) * beyond, y: to.y + ((to.y - from.y) / length) * beyond };
    const begin = { x: from.x - (to.x - from.x) * 0.35, y: from.y - (to.y - from.y) * 0.35 };
    const thickness = [1.2, 1.1, 1.0, 0.93][i + (bones.length === 3 && i > 0 ? 1 : 0)] * ray.flesh;
    const taper = last
      ? curveThrough([
          [0, 1.02],
          [0.6, 1],
          [1, 0.9],
        ])
      : curveThrough([
          [0, 1.03],
          [0.45, 0.96],
          [1, 0.98],
        ]);
    add(
      begin,
      end,
      rounded((along) => thickness * taper(along), last ? 0.28 : 0.3),
    );
  });
}

/**
 * The same outline with both ends rounded over a part of the length.
 * @param {(along: number) => number} radius
 * @param {number} part
 * @returns {(along: number) => number}
 */
function rounded(radius, part) {
  return (along) => {
    const end = Math.min(along, 1 - along) / part;
    return radius(along) * (end >= 1 ? 1 : Math.sqrt(Math.max(0, 1 - (1 - end) ** 2)));
  };
}
