import { createField, curveThrough, fieldLike } from './field.mjs';
import { projectFlesh } from './hand-flesh.mjs';
import { CARPUS, FINGERS, jointsOf, THUMB } from './hand-rays.mjs';
import { takeRadiograph } from './image-formation.mjs';
import { latticeNoise } from './random.mjs';
import { addLeadLetter, projectEllipsoid, projectRevolved } from './shapes.mjs';

/** @typedef {import('./field.mjs').Field} Field */
/** @typedef {import('./hand-rays.mjs').HandRay} HandRay */
/** @typedef {import('./shapes.mjs').Point} Point */

/** Millimetres. */
const SIZE = { width: 198, height: 242 };

/** Attenuation a millimetre at about 55 kV. */
const MU = { soft: 0.024, cortex: 0.098, marrow: 0.041 };

/** Half-widths (mm) of the kinds of bones from base to head, before their ends are rounded. */
const METACARPAL = curveThrough([
  [0, 7.3],
  [0.1, 6.9],
  [0.3, 4.6],
  [0.5, 4.0],
  [0.7, 4.6],
  [0.87, 6.9],
  [1, 7.0],
]);
const PHALANX = curveThrough([
  [0, 7.4],
  [0.1, 7.0],
  [0.32, 4.7],
  [0.6, 4.0],
  [0.8, 4.7],
  [0.92, 5.7],
  [1, 5.6],
]);
const TUFT = curveThrough([
  [0, 6.0],
  [0.12, 5.4],
  [0.4, 2.9],
  [0.7, 2.3],
  [0.85, 3.6],
  [1, 3.9],
]);

/** The carpal bones around the carpus's middle: half-axes and turn in mm and degrees. */
const CARPALS = [
  { x: 19, y: -4, rx: 7.2, ry: 7.2, rz: 6, turn: 35 }, // trapezium
  { x: 11, y: -8, rx: 5.2, ry: 6.1, rz: 6, turn: 10 }, // trapezoid
  { x: 1.2, y: -5.5, rx: 6.7, ry: 11, rz: 7, turn: -3 }, // capitate
  { x: -10.5, y: -4, rx: 7.3, ry: 9.4, rz: 7, turn: 24 }, // hamate
  { x: 13.5, y: 8, rx: 6.3, ry: 11, rz: 7, turn: -33 }, // scaphoid
  { x: 0.8, y: 12.3, rx: 8, ry: 6.9, rz: 7, turn: 12 }, // lunate
  { x: -13, y: 8.5, rx: 7.2, ry: 6.3, rz: 6, turn: -30 }, // triquetrum
  { x: -14.5, y: 6.5, rx: 4.3, ry: 4.9, rz: 4.5, turn: 0 }, // pisiform, over the triquetrum
];

/**
 * A left hand, posterior-anterior.
 * @param {{ width: number, seed: number }} options width in pixels
 */
export function makeHand({ width, seed }) {
  const field = createField(width, Math.round((width * SIZE.height) / SIZE.width), SIZE.width / width);
  const bones = createBones(field);
  for (const ray of FINGERS) addRayBones(bones, ray, [METACARPAL, PHALANX, PHALANX, TUFT]);
  addRayBones(bones, THUMB, [METACARPAL, PHALANX, TUFT]);
  addCarpals(bones, seed);
  addForearm(bones);

  const flesh = projectFlesh(field);
  const streaks = latticeNoise(seed + 5);
  const trabeculae = createTrabeculae(seed);
  const attenuation = fieldLike(field, (_, i) => {
    const x = (i % width) * field.pitch;
    const y = Math.floor(i / width) * field.pitch;
    const whole = bones.whole.data[i];
    const hollow = bones.hollow.data[i];
    const uneven = 1 + 0.035 * streaks(x / 5, y / 11) + 0.02 * streaks(x / 1.7, y / 4);
    return (
      MU.soft * Math.max(flesh.data[i] * uneven - whole, 0) +
      MU.cortex * (whole - hollow) +
      MU.marrow * hollow * trabeculae(x, y)
    );
  });
  addLeadLetter(attenuation, 'L', { x: 20, y: 24 }, 9);

  const gray = takeRadiograph(attenuation, {
    photons: 62_000,
    penumbra: 0.12,
    scatter: 0.12,
    scatterWidth: 16,
    detectorBlur: 0.17,
    collimation: { left: 5, top: 4, right: 5, bottom: 0, corner: 3 },
    equalization: 0.2,
    equalizationWidth: 16,
    sharpening: 0.5,
    range: [0.3, 0.9985],
    gamma: 0.8,
    seed,
  });
  return { width: field.width, height: field.height, gray };
}

/**
 * Millimetres of bone on each ray, and of the spongy part within it.
 * @typedef {{ whole: Field, hollow: Field }} Bones
 */

/** @param {Field} field @returns {Bones} */
function createBones(field) {
  return { whole: fieldLike(field), hollow: fieldLike(field) };
}

/** The uneven density of spongy bone: a factor around 1. @param {number} seed */
function createTrabeculae(seed) {
  const fine = latticeNoise(seed + 1);
  const coarse = latticeNoise(seed + 2);
  return (/** @type {number} */ x, /** @type {number} */ y) =>
    1 + 0.22 * fine(x / 0.45, y / 0.8) + 0.18 * fine(y / 0.5, x / 1.1) + 0.14 * coarse(x / 2, y / 3);
}

/** @param {Bones} bones @param {HandRay} ray @param {((along: number) => number)[]} shapes */
function addRayBones(bones, ray, shapes) {
  jointsOf(ray).forEach(({ from, to, length }, i) => {
    const isTuft = i === shapes.length - 1;
    addLongBone(bones, from, to, {
      radius: (along) => shapes[i](along) * ray.stout * (i === 0 ? 1 : i === 1 ? 0.98 : isTuft ? 0.92 : 0.9),
      cortex: (along) => (0.35 + 1.45 * Math.sin(Math.PI * along) ** 1.5) * Math.min(1, length / 34),
      base: 2.2,
      head: isTuft ? 2.4 : 4.6,
    });
  });
  // Sesamoid bones lie beneath the thumb's first joint.
  if (shapes.length === 3) {
    const { to } = jointsOf(ray)[0];
    addRoundBone(bones, { x: to.x - 4.6, y: to.y - 1, rx: 2.4, ry: 2.9, rz: 2.4, turn: 30 }, 0.5);
    addRoundBone(bones, { x: to.x + 2.4, y: to.y + 3.4, rx: 2.1, ry: 2.6, rz: 2.2, turn: 30 }, 0.5);
  }
}

/**
 * A tube of compact bone around marrow. `base` and `head` say over how many millimetres its ends are rounded.
 * @param {Bones} bones
 * @param {Point} from
 * @param {Point} to
 * @param {{ radius: (along: number) => number, cortex: (along: number) => number, base: number, head: number }} shape
 */
function addLongBone(bones, from, to, { radius, cortex, base, head }) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const rounding = (/** @type {number} */ mm, /** @type {number} */ inset) => {
    const end = Math.min((mm - inset) / base, (length - mm - inset) / head);
    return end <= 0 ? 0 : end >= 1 ? 1 : Math.sqrt(1 - (1 - end) ** 2);
  };
  const shell = 0.55; // of the joint surfaces
  const outer = (/** @type {number} */ along) => radius(along) * rounding(along * length, 0);
  projectRevolved(bones.whole, from, to, outer, (index, chord, along, across) => {
    const inner = Math.max(0, radius(along) - cortex(along) - 0.2) * rounding(along * length, shell);
    const distance = across * outer(along);
    const hollow = Math.abs(distance) < inner ? 2 * Math.sqrt(inner * inner - distance * distance) : 0;
    addBone(bones, index, 0.85 * chord, 0.85 * hollow);
  });
}

/**
 * @param {Bones} bones
 * @param {Point & { rx: number, ry: number, rz: number, turn: number }} body
 * @param {number} shell mm of compact bone
 * @param {(angle: number) => number} [outline]
 */
function addRoundBone(bones, body, shell, outline) {
  const inner = (body.rx + body.ry) / 2 - shell;
  const share = inner / (inner + shell);
  projectEllipsoid(
    bones.whole,
    body,
    (index, chord, rho) => {
      // Flatter than an ellipsoid: the depth grows fast behind the edge.
      const whole = 2 * body.rz * (1 - rho ** 4) ** 0.5;
      const hollow = rho < share ? 2 * body.rz * share * (1 - (rho / share) ** 4) ** 0.5 : 0;
      addBone(bones, index, Math.min(whole, chord * 1.5), Math.min(hollow, chord * 1.5));
    },
    outline,
  );
}

/** @param {Bones} bones @param {number} index @param {number} whole @param {number} hollow mm */
function addBone(bones, index, whole, hollow) {
  bones.whole.data[index] += whole;
  bones.hollow.data[index] += Math.min(hollow, whole);
}

/**
 * Adds one bone made of two parts grown together: where both lie on a ray, the thicker counts.
 * @param {Bones} bones
 * @param {((part: Bones) => void)[]} drawParts
 */
function addUnited(bones, drawParts) {
  const parts = drawParts.map((draw) => {
    const part = createBones(bones.whole);
    draw(part);
    return part;
  });
  bones.whole.data.forEach((_, i) => {
    const whole = Math.max(...parts.map((part) => part.whole.data[i]));
    if (whole > 0) addBone(bones, i, whole, Math.max(...parts.map((part) => part.hollow.data[i])));
  });
}

/** @param {Bones} bones @param {number} seed */
function addCarpals(bones, seed) {
  const noise = latticeNoise(seed + 3);
  CARPALS.forEach((carpal, i) => {
    const uneven = (/** @type {number} */ angle) =>
      1 +
      0.07 * Math.cos(3 * angle + i) +
      0.05 * Math.cos(4 * angle + 2.4 * i) +
      0.03 * noise(2 * Math.cos(angle) + 7 * i, 2 * Math.sin(angle));
    addRoundBone(bones, { ...carpal, x: CARPUS.x + carpal.x, y: CARPUS.y + carpal.y }, 0.75, uneven);
  });
}

/** Radius and ulna with their styloids, which leave the picture at its lower edge. @param {Bones} bones */
function addForearm(bones) {
  const cortex = (/** @type {number} */ along) => 0.5 + 2.4 * Math.min(1, along * 1.6);
  const radius = curveThrough([
    [0, 13.0],
    [0.1, 13.4],
    [0.25, 11.4],
    [0.5, 8.4],
    [1, 7.2],
  ]);
  const styloid = curveThrough([
    [0, 3.4],
    [0.3, 6.4],
    [0.6, 5.6],
    [1, 1.5],
  ]);
  addUnited(bones, [
    (part) => addLongBone(part, { x: 101, y: 208.8 }, { x: 96, y: 268 }, { radius, cortex, base: 3.6, head: 1 }),
    (part) =>
      addLongBone(
        part,
        { x: 110.6, y: 203.2 },
        { x: 104.5, y: 232 },
        { radius: styloid, cortex: () => 0.6, base: 4, head: 12 },
      ),
  ]);
  const ulna = curveThrough([
    [0, 7.4],
    [0.1, 7.9],
    [0.25, 6.2],
    [0.5, 5.4],
    [1, 5.4],
  ]);
  const tip = curveThrough([
    [0, 1.9],
    [0.5, 2.6],
    [1, 1.5],
  ]);
  addUnited(bones, [
    (part) => addLongBone(part, { x: 77.5, y: 211.5 }, { x: 77, y: 268 }, { radius: ulna, cortex, base: 4.5, head: 1 }),
    (part) =>
      addLongBone(
        part,
        { x: 71.6, y: 206.6 },
        { x: 74.6, y: 224 },
        { radius: tip, cortex: () => 0.5, base: 2.2, head: 6 },
      ),
  ]);
}
