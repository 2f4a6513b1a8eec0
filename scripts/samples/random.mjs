/**
 * A small seeded generator (mulberry32): the same seed gives the same picture.
 * @param {number} seed
 * @returns {() => number} numbers in [0, 1)
 */
export function seededRandom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Normally distributed numbers of mean 0 and variance 1 (Box–Muller).
 * @param {() => number} random
 * @returns {() => number}
 */
export function gaussianRandom(random) {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * Smooth noise over the plane: values on a lattice one unit wide, blended.
 * @param {number} seed
 * @returns {(x: number, y: number) => number} −1 … 1
 */
export function latticeNoise(seed) {
  const value = (/** @type {number} */ i, /** @type {number} */ j) => {
    let h = Math.imul(i, 374761393) ^ Math.imul(j, 668265263) ^ Math.imul(seed, 974634777);
    h = Math.imul(h ^ (h >>> 13), 1274126177);
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
  };
  const ease = (/** @type {number} */ t) => t * t * (3 - 2 * t);
  return (x, y) => {
    const i = Math.floor(x);
    const j = Math.floor(y);
    const u = ease(x - i);
    const v = ease(y - j);
    const top = value(i, j) * (1 - u) + value(i + 1, j) * u;
    const bottom = value(i, j + 1) * (1 - u) + value(i + 1, j + 1) * u;
    return top * (1 - v) + bottom * v;
  };
}
