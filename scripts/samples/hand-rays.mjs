/** @typedef {import('./shapes.mjs').Point} Point millimetres */

/**
 * A ray of the hand: where its metacarpal begins, the directions (degrees from straight up, to the right) and lengths
 * (mm) of metacarpal and phalanges, and how stout its bones are.
 * @typedef {{ x: number, y: number, turns: number[], lengths: number[], stout: number, flesh: number }} HandRay
 */

/** Of a left hand seen from its back: the little finger to the left. @type {HandRay[]} */
export const FINGERS = [
  { x: 74, y: 181, turns: [-18, -20, -21, -19], lengths: [49, 31, 18, 15], stout: 0.83, flesh: 7.9 },
  { x: 83, y: 177, turns: [-9, -9, -8, -7], lengths: [53, 39, 25, 17], stout: 0.93, flesh: 8.9 },
  { x: 93, y: 175, turns: [-1, 1, 2, 1], lengths: [60, 43, 28, 18], stout: 1.02, flesh: 9.4 },
  { x: 104, y: 177, turns: [8, 10, 12, 13], lengths: [62, 39, 23, 16], stout: 1.0, flesh: 9.2 },
];

/** @type {HandRay} */
export const THUMB = { x: 114, y: 184, turns: [43, 34, 29], lengths: [43, 30, 22], stout: 1.05, flesh: 10.2 };

/** The carpus's middle. */
export const CARPUS = { x: 92, y: 190 };

/**
 * The bones of a ray, with joint gaps between them.
 * @param {HandRay} ray
 */
export function jointsOf({ x, y, turns, lengths }) {
  let from = { x, y };
  return lengths.map((length, i) => {
    const turn = (turns[i] * Math.PI) / 180;
    const direction = { x: Math.sin(turn), y: -Math.cos(turn) };
    const to = { x: from.x + length * direction.x, y: from.y + length * direction.y };
    const bone = { from, to, length };
    const gap = i === 0 ? 1.7 : 1.4;
    from = { x: to.x + gap * direction.x, y: to.y + gap * direction.y };
    return bone;
  });
}
