/** @typedef {import('./field.mjs').Field} Field */
/** @typedef {{ x: number, y: number }} Point millimetres from the upper left corner */

/**
 * Visits the pixels of a rectangle given in millimetres.
 * @param {Field} field
 * @param {{ left: number, top: number, right: number, bottom: number }} box
 * @param {(index: number, x: number, y: number) => void} visit x and y in mm
 */
export function forEachPixel({ width, height, pitch }, { left, top, right, bottom }, visit) {
  const x0 = Math.max(0, Math.floor(left / pitch));
  const x1 = Math.min(width - 1, Math.ceil(right / pitch));
  const y0 = Math.max(0, Math.floor(top / pitch));
  const y1 = Math.min(height - 1, Math.ceil(bottom / pitch));
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) visit(y * width + x, (x + 0.5) * pitch, (y + 0.5) * pitch);
  }
}

/**
 * How far the ray of each pixel runs through a solid of revolution whose axis lies in the image plane.
 * @param {Field} field
 * @param {Point} from
 * @param {Point} to
 * @param {(along: number) => number} radius mm, of the place along the axis, 0 … 1
 * @param {(index: number, chord: number, along: number, across: number) => void} visit chord in mm; across −1 … 1
 */
export function projectRevolved(field, from, to, radius, visit) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const ux = (to.x - from.x) / length;
  const uy = (to.y - from.y) / length;
  let widest = 0;
  for (let i = 0; i <= 40; i++) widest = Math.max(widest, radius(i / 40));
  const box = {
    left: Math.min(from.x, to.x) - widest,
    right: Math.max(from.x, to.x) + widest,
    top: Math.min(from.y, to.y) - widest,
    bottom: Math.max(from.y, to.y) + widest,
  };
  forEachPixel(field, box, (index, x, y) => {
    const along = ((x - from.x) * ux + (y - from.y) * uy) / length;
    if (along < 0 || along > 1) return;
    const across = (y - from.y) * ux - (x - from.x) * uy;
    const r = radius(along);
    if (Math.abs(across) < r) visit(index, 2 * Math.sqrt(r * r - across * across), along, across / r);
  });
}

/**
 * How far the ray of each pixel runs through an ellipsoid-like body whose outline may be uneven.
 * @param {Field} field
 * @param {Point & { rx: number, ry: number, rz: number, turn?: number }} body half-axes in mm, turn in degrees
 * @param {(index: number, chord: number, rho: number) => void} visit rho: 0 in the middle, 1 at the outline
 * @param {(angle: number) => number} [outline] factor of the radius in a direction
 */
export function projectEllipsoid(field, { x, y, rx, ry, rz, turn = 0 }, visit, outline = () => 1) {
  const reach = 1.4 * Math.max(rx, ry);
  const c = Math.cos((turn * Math.PI) / 180);
  const s = Math.sin((turn * Math.PI) / 180);
  forEachPixel(field, { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }, (index, px, py) => {
    const u = ((px - x) * c + (py - y) * s) / rx;
    const v = ((py - y) * c - (px - x) * s) / ry;
    const rho = Math.hypot(u, v) / outline(Math.atan2(v, u));
    if (rho < 1) visit(index, 2 * rz * Math.sqrt(1 - rho * rho), rho);
  });
}

/**
 * Adds `volume` (mm³) times `weight` at a place, shared among the four pixels around it.
 * @param {Field} field
 * @param {number} x mm
 * @param {number} y mm
 * @param {number} amount what a pixel gains, in total
 */
export function splat({ width, height, pitch, data }, x, y, amount) {
  const px = x / pitch - 0.5;
  const py = y / pitch - 0.5;
  const i = Math.floor(px);
  const j = Math.floor(py);
  if (i < 0 || j < 0 || i >= width - 1 || j >= height - 1) return;
  const u = px - i;
  const v = py - j;
  const at = j * width + i;
  data[at] += amount * (1 - u) * (1 - v);
  data[at + 1] += amount * u * (1 - v);
  data[at + width] += amount * (1 - u) * v;
  data[at + width + 1] += amount * u * v;
}

/**
 * The strokes of the lead letters L and R in a box one unit wide and 1.5 high.
 * @type {Record<'L' | 'R', [Point, Point][]>}
 */
const STROKES = {
  L: [
    [
      { x: 0.1, y: 0 },
      { x: 0.1, y: 1.5 },
    ],
    [
      { x: 0.1, y: 1.4 },
      { x: 0.9, y: 1.4 },
    ],
  ],
  R: [
    [
      { x: 0.1, y: 0 },
      { x: 0.1, y: 1.5 },
    ],
    [
      { x: 0.1, y: 0.1 },
      { x: 0.6, y: 0.1 },
    ],
    [
      { x: 0.6, y: 0.1 },
      { x: 0.82, y: 0.4 },
    ],
    [
      { x: 0.82, y: 0.4 },
      { x: 0.6, y: 0.72 },
    ],
    [
      { x: 0.6, y: 0.72 },
      { x: 0.1, y: 0.72 },
    ],
    [
      { x: 0.4, y: 0.72 },
      { x: 0.88, y: 1.45 },
    ],
  ],
};

/**
 * Lays a side marker of lead on the detector.
 * @param {Field} attenuation
 * @param {'L' | 'R'} letter
 * @param {Point} at its upper left corner
 * @param {number} size mm
 */
export function addLeadLetter(attenuation, letter, at, size) {
  const box = { left: at.x - 3, top: at.y - 3, right: at.x + size + 3, bottom: at.y + 1.5 * size + 3 };
  forEachPixel(attenuation, box, (index, x, y) => {
    const p = { x: (x - at.x) / size, y: (y - at.y) / size };
    const distance = Math.min(...STROKES[letter].map(([a, b]) => distanceToSegment(p, a, b)));
    if (distance < 0.11) attenuation.data[index] += 6;
  });
}

/** @param {Point} p @param {Point} a @param {Point} b */
function distanceToSegment(p, a, b) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const t = Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
