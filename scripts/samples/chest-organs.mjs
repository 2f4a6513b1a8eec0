import { curveThrough } from './field.mjs';

/*
 * The soft parts of a chest, in millimetres: x to the viewer's right (the patient's left) from the midline, y downwards
 * from the picture's upper edge, z from the back (negative) to the front.
 */

/** @type {{ air: 0, soft: 1, lung: 2 }} */
export const TISSUE = { air: 0, soft: 1, lung: 2 };

/** Half-width of the body: neck, shoulders, flanks. */
const bodyWidth = curveThrough([
  [0, 60],
  [22, 66],
  [42, 108],
  [62, 168],
  [85, 205],
  [130, 212],
  [180, 196],
  [240, 176],
  [320, 170],
  [410, 176],
]);
const bodyDepth = curveThrough([
  [0, 58],
  [40, 64],
  [80, 92],
  [150, 118],
  [230, 118],
  [300, 104],
  [410, 98],
]);

/** Half-width and half-depth of the chest's cavity. */
export const cavityWidth = curveThrough([
  [44, 0],
  [48, 30],
  [56, 56],
  [70, 78],
  [95, 99],
  [130, 116],
  [180, 130],
  [240, 139],
  [300, 143],
  [360, 144],
]);
export const cavityDepth = curveThrough([
  [44, 20],
  [70, 56],
  [110, 78],
  [180, 96],
  [260, 104],
  [360, 106],
]);

/** How far the middle of the chest reaches to the viewer's left (the right atrium is the heart's) and right. */
const mediastinumRight = curveThrough([
  [40, 25],
  [80, 29],
  [120, 31],
  [165, 26],
  [205, 25],
  [330, 26],
]);
const mediastinumLeft = curveThrough([
  [40, 24],
  [85, 27],
  [104, 33],
  [122, 42],
  [138, 39],
  [152, 32],
  [172, 33],
  [200, 30],
  [235, 27],
  [330, 26],
]);

/** How the middle of the chest narrows to the front and back: 1 straight, more with a belly. */
const mediastinumFullness = curveThrough([
  [110, 1.6],
  [200, 1.05],
]);

/** Half the body's depth at a place, 0 outside of it. @param {number} x @param {number} y */
export function silhouette(x, y) {
  const across = Math.abs(x) / bodyWidth(y);
  return across >= 1 ? 0 : bodyDepth(y) * (1 - across ** 2.6) ** (1 / 2.2);
}

/** What is at a place inside the body. @param {number} x @param {number} y @param {number} z @returns {0 | 1 | 2} */
export function organAt(x, y, z) {
  if (inAirway(x, y, z)) return TISSUE.air;
  if (inEllipsoid(x - 58, y - 331, z - 14, 30, 13, 34)) return TISSUE.air; // the stomach's bubble
  return inLung(x, y, z) ? TISSUE.lung : TISSUE.soft;
}

/** @param {number} x @param {number} y @param {number} z */
export function inLung(x, y, z) {
  if (y < 44 || y > 352) return false;
  const across = x / cavityWidth(y);
  const along = z / cavityDepth(y);
  if (across * across + along * along > 1) return false;
  if (y > diaphragm(x, z)) return false;
  // The middle is broadest in between; before the heart and beside the spine the lungs come closer together.
  const middle =
    (x < 0 ? mediastinumRight(y) : mediastinumLeft(y)) *
    Math.max(0, 1 - Math.abs((along - 0.05) / 0.85) ** mediastinumFullness(y));
  const spine = 27 * Math.max(0, 1 - Math.abs((along + 0.78) / 0.5) ** 1.3);
  const breastbone = along > 0.7 ? 30 * (along - 0.7) : 0;
  if (Math.abs(x) < Math.max(middle, spine, breastbone)) return false;
  return !inHeart(x, y, z);
}

/** How low the lung reaches: two domes, the patient's right one higher, deep behind. @param {number} x @param {number} z */
function diaphragm(x, z) {
  const [top, middle, fall] = x < 0 ? [282, -72, 42] : [294, 78, 34];
  const side = (x - middle) / 70;
  const behind = Math.max(0, -z - 5) / 90;
  const before = Math.max(0, z - 40) / 60;
  return top + fall * Math.abs(side) ** 2.3 + 34 * behind ** 2 + 16 * before ** 2;
}

/** @param {number} x @param {number} y @param {number} z */
function inHeart(x, y, z) {
  if (inEllipsoid(x + 8, y - 244, z - 18, 36, 54, 42)) return true; // right atrium
  if (inEllipsoid(x - 8, y - 188, z - 22, 33, 40, 30)) return true; // the great vessels' roots
  if (inEllipsoid(x - 14, y - 292, z - 16, 48, 26, 34)) return true; // its sac's fat upon the diaphragm
  const along = (x - 26) * 0.82 + (y - 254) * 0.57; // the ventricles' axis falls to the left
  const across = (y - 254) * 0.82 - (x - 26) * 0.57;
  return inEllipsoid(along, across, z - 24, 66, 47, 50);
}

/** Windpipe and main bronchi. @param {number} x @param {number} y @param {number} z */
function inAirway(x, y, z) {
  if (y < 146) return Math.hypot(x + 1 + y / 60, (z + 4) * 0.8) < 9.2;
  if (y > 196) return false;
  const down = y - 146;
  const right = Math.hypot(x + 4 + down * 0.62, z + 8) < 6.6 && down < 34;
  const left = Math.hypot((x - down * 1.15 + 3) * 0.75, z + 8) < 5.6 && down < 30;
  return right || left;
}

/** @param {number} x @param {number} y @param {number} z @param {number} rx @param {number} ry @param {number} rz */
function inEllipsoid(x, y, z, rx, ry, rz) {
  return (x / rx) ** 2 + (y / ry) ** 2 + (z / rz) ** 2 < 1;
}
