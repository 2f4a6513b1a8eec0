import { cavityDepth, cavityWidth } from './chest-organs.mjs';
import { curveThrough } from './field.mjs';
import { seededRandom } from './random.mjs';
import { forEachPixel, projectEllipsoid, splat } from './shapes.mjs';

/** @typedef {import('./field.mjs').Field} Field */
/** @typedef {[x: number, y: number, z: number]} Place as in chest-organs.mjs */

/** What a millimetre adds to the soft tissue whose place it takes. */
const CONTRAST = { cortex: 0.046, marrow: 0.014 };

/** From the focal spot to the detector, and from the chest's middle to the detector. */
const FOCUS = 1800;
const MIDDLE = 130;

/**
 * @param {Field} attenuation
 * @param {number} seed
 */
export function addChestBones(attenuation, seed) {
  const random = seededRandom(seed + 23);
  addSpine(attenuation);
  for (const side of [-1, 1]) {
    for (let rib = 1; rib <= 11; rib++) addTube(attenuation, ribShape(rib, side), random);
    addTube(attenuation, clavicleShape(side), random);
    addShoulder(attenuation, side);
  }
}

/**
 * A bent bar of bone: its middle line, half-height (along y) and half-thickness, and the way its thickness points.
 * @typedef {object} Tube
 * @property {number} length mm
 * @property {(along: number) => Place} at
 * @property {(along: number) => [x: number, z: number]} outward unit vector
 * @property {(along: number) => number} high
 * @property {(along: number) => number} thick
 * @property {number} shell mm of compact bone
 */

/** Rib `number` runs from the spine around the side and down to the front. @param {number} number @param {number} side @returns {Tube} */
function ribShape(number, side) {
  const start = 56 + 24.2 * (number - 1) + (number === 1 ? 6 : 0);
  const fall = curveThrough([
    [1, 44],
    [2, 72],
    [4, 108],
    [7, 128],
    [9, 118],
    [11, 80],
  ])(number);
  const end = curveThrough([
    [1, 2.35],
    [3, 2.45],
    [6, 2.36],
    [8, 2.15],
    [9, 1.95],
    [10, 1.75],
    [11, 1.5],
  ])(number);
  const level = (/** @type {number} */ angle) =>
    start - 5 * Math.sin(Math.min(angle * 3, Math.PI)) + (fall * (1 - Math.cos(angle))) / 1.75;
  const widest = Math.min(330, start + fall * 0.55);
  const a = Math.max(54, cavityWidth(widest) + 3.5);
  const b = Math.max(44, cavityDepth(widest) + 1);
  const angleAt = (/** @type {number} */ along) => 0.17 + along * (end - 0.17);
  return {
    length: (end - 0.1) * (a + b) * 0.55,
    at: (along) => {
      const angle = angleAt(along);
      return [side * a * Math.sin(angle), level(angle), -b * Math.cos(angle)];
    },
    outward: (along) => {
      const angle = angleAt(along);
      const x = Math.sin(angle) / a;
      const z = -Math.cos(angle) / b;
      const norm = Math.hypot(x, z);
      return [(side * x) / norm, z / norm];
    },
    high: (along) =>
      (number === 1 ? 6.6 : 5.6) *
      (0.86 + 0.2 * Math.sin(Math.PI * along) + 0.12 * along ** 4) *
      (number > 9 ? 0.85 : 1),
    thick: () => (number === 1 ? 2.8 : 3.3),
    shell: 0.85,
  };
}

/** @param {number} side @returns {Tube} */
function clavicleShape(side) {
  const x = curveThrough([
    [0, 15],
    [0.5, 88],
    [1, 158],
  ]);
  const y = curveThrough([
    [0, 99],
    [0.25, 91],
    [0.5, 81],
    [0.75, 66],
    [1, 60],
  ]);
  const z = curveThrough([
    [0, 74],
    [0.3, 76],
    [0.7, 40],
    [1, 20],
  ]);
  return {
    length: 165,
    at: (along) => [side * x(along), y(along) + (side > 0 ? 1.5 : 0), z(along)],
    outward: () => [0, 1],
    high: curveThrough([
      [0, 9.2],
      [0.12, 7.4],
      [0.35, 5.2],
      [0.6, 5.2],
      [0.85, 6.4],
      [1, 7],
    ]),
    thick: curveThrough([
      [0, 8],
      [0.15, 6],
      [0.5, 5],
      [1, 4.6],
    ]),
    shell: 1.5,
  };
}

/**
 * Adds a tube as many small drops, evenly spread over its volume.
 * @param {Field} attenuation
 * @param {Tube} tube
 * @param {() => number} random
 */
function addTube(attenuation, { length, at, outward, high, thick, shell }, random) {
  const { pitch } = attenuation;
  const along = Math.ceil((2.2 * length) / pitch);
  for (let i = 0; i < along; i++) {
    const t = (i + random()) / along;
    const h = high(t);
    const w = thick(t);
    const rows = Math.ceil((3.6 * h) / pitch);
    const columns = Math.ceil((2.2 * w) / pitch);
    const [x, y, z] = at(t);
    const before = at(Math.max(0, t - 0.005));
    const after = at(Math.min(1, t + 0.005));
    const dx = after[0] - before[0];
    const dy = after[1] - before[1];
    // The height stands across the bar as the picture shows it, so that steep parts keep their breadth.
    const tilt = Math.min(0.85, Math.abs(dy) / (Math.hypot(dx, dy) || 1)) * Math.sign(dx * dy);
    const [ox, oz] = outward(t);
    const spacing =
      Math.hypot(dx, dy, after[2] - before[2]) / (Math.min(1, t + 0.005) - Math.max(0, t - 0.005)) / along;
    const volume = (spacing * 2 * h * 2 * w) / rows / columns / pitch ** 2;
    const end = Math.min(1, (Math.min(t, 1 - t) * length) / 3);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const u = ((r + random()) / rows) * 2 - 1;
        const v = ((c + random()) / columns) * 2 - 1;
        const rho = Math.hypot(u, v);
        if (rho > 1) continue;
        const isShell = (1 - rho) * Math.min(h, w) < shell;
        const amount = volume * end * (isShell ? CONTRAST.cortex : CONTRAST.marrow);
        const px = x + ox * v * w - tilt * u * h;
        const py = y + Math.sqrt(1 - tilt * tilt) * u * h;
        project(attenuation, [px, py, z + oz * v * w], amount);
      }
    }
  }
}

/** Drops an amount where the ray through a place meets the detector. @param {Field} attenuation @param {Place} place @param {number} amount */
function project(attenuation, [x, y, z], amount) {
  const middle = (attenuation.width * attenuation.pitch) / 2;
  // Magnified as from a focal spot; the middle plane is drawn at its own size.
  const scale = (FOCUS - MIDDLE) / (FOCUS - MIDDLE + z);
  splat(attenuation, middle + x * scale, middle + (y - middle) * scale, amount);
}

/** Twelve vertebrae: bodies with bright end plates, pedicles and spinous processes. @param {Field} attenuation */
function addSpine(attenuation) {
  const middle = (attenuation.width * attenuation.pitch) / 2;
  for (let i = -3; i < 14; i++) {
    const y = 62 + 25 * i - (i < 0 ? 1.5 * i : 0);
    const halfWidth = 13.5 + 0.42 * Math.max(0, i);
    const halfHeight = (i < 0 ? 8 : 9.4) + 0.15 * Math.max(0, i);
    const x = middle + 1.2 * Math.sin(i / 3);
    const box = { left: x - 24, right: x + 24, top: y - 16, bottom: y + 16 };
    forEachPixel(attenuation, box, (index, px, py) => {
      const waist = halfWidth * (0.9 + 0.1 * Math.abs((py - y) / halfHeight) ** 2);
      const u = Math.abs(px - x) / waist;
      const v = Math.abs(py - y) / halfHeight;
      const rho = (u ** 5 + v ** 5) ** (1 / 5);
      if (rho >= 1) return;
      const deep = 26 * Math.sqrt(1 - u ** 4);
      const plate = Math.max(0, 1 - ((1 - v) * halfHeight) / 1.4);
      const wall = Math.max(0, 1 - ((1 - u) * waist) / 1.4);
      attenuation.data[index] += 0.36 * CONTRAST.marrow * deep + CONTRAST.cortex * (4.4 * plate + 3 * wall);
    });
    const add = (/** @type {number} */ amount) => (/** @type {number} */ index, /** @type {number} */ chord) => {
      attenuation.data[index] += amount * chord;
    };
    for (const side of [-1, 1]) {
      const pedicle = { x: x + side * (halfWidth - 4.5), y: y - 2.5, rx: 2.9, ry: 4.4, rz: 4 };
      projectEllipsoid(attenuation, pedicle, add(0.016));
      projectEllipsoid(attenuation, { ...pedicle, rx: 1.9, ry: 3.2, rz: 3.4 }, add(-0.013));
      // Transverse processes, to which the ribs lead.
      projectEllipsoid(
        attenuation,
        { x: x + side * (halfWidth + 7), y: y - 4, rx: 9, ry: 4, rz: 4, turn: -side * 14 },
        add(0.011),
      );
    }
    projectEllipsoid(attenuation, { x, y: y + 8, rx: 2.4, ry: 6.5, rz: 9 }, add(0.012));
  }
}

/** Shoulder blade and the head of the upper arm, at the picture's sides. @param {Field} attenuation @param {number} side */
function addShoulder(attenuation, side) {
  const middle = (attenuation.width * attenuation.pitch) / 2;
  const medial = curveThrough([
    [68, 128],
    [100, 132],
    [150, 142],
    [200, 158],
  ]);
  const lateral = curveThrough([
    [68, 176],
    [100, 174],
    [150, 170],
    [200, 161],
  ]);
  const box = { left: 0, right: 2 * middle, top: 68, bottom: 202 };
  forEachPixel(attenuation, box, (index, px, py) => {
    const x = (px - middle) * side;
    const inside = Math.min(x - medial(py), lateral(py) - x, (py - 68) / 2, (202 - py) * 2);
    if (inside < 0) return;
    const rim = Math.exp(-(((inside - 1) / 1.6) ** 2)) + 0.8 * Math.exp(-(((lateral(py) - x - 3) / 3) ** 2));
    attenuation.data[index] += 0.05 * Math.min(1, inside / 2) + 0.09 * rim;
  });
  const head = { x: middle + side * 201, y: 92, rx: 27, ry: 28, rz: 22 };
  projectEllipsoid(attenuation, head, (index, chord, rho) => {
    attenuation.data[index] += 0.6 * chord * CONTRAST.marrow + (rho > 0.93 ? 0.12 : 0.03);
  });
}
