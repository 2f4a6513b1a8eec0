/**
 * A map of numbers over the detector.
 * @typedef {object} Field
 * @property {number} width pixels
 * @property {number} height pixels
 * @property {number} pitch millimetres a pixel
 * @property {Float32Array} data row-major
 */

/**
 * @param {number} width
 * @param {number} height
 * @param {number} pitch
 * @returns {Field}
 */
export function createField(width, height, pitch) {
  return { width, height, pitch, data: new Float32Array(width * height) };
}

/**
 * A new field of the same size.
 * @param {Field} field
 * @param {(value: number, index: number) => number} [map] 0 when not given
 * @returns {Field}
 */
export function fieldLike({ width, height, pitch, data }, map) {
  return { width, height, pitch, data: map ? data.map(map) : new Float32Array(data.length) };
}

/**
 * Gaussian blur as three box blurs, whose widths may be fractions of a pixel; the edge repeats.
 * @param {Field} field
 * @param {number} sigma millimetres
 * @returns {Field}
 */
export function blur(field, sigma) {
  const { width, height } = field;
  // A box of half-width r has the variance (2r + 1)² / 12, nearly; three of them make sigma².
  const radius = (Math.sqrt(4 * (sigma / field.pitch) ** 2 + 1) - 1) / 2;
  const out = fieldLike(field, (value) => value);
  const line = new Float32Array(Math.max(width, height));
  for (let pass = 0; pass < 3; pass++) {
    for (let y = 0; y < height; y++) boxBlurLine(out.data, y * width, 1, width, radius, line);
    for (let x = 0; x < width; x++) boxBlurLine(out.data, x, width, height, radius, line);
  }
  return out;
}

/**
 * @param {Float32Array} data
 * @param {number} start
 * @param {number} step
 * @param {number} count
 * @param {number} radius
 * @param {Float32Array} line scratch
 */
function boxBlurLine(data, start, step, count, radius, line) {
  for (let i = 0; i < count; i++) line[i] = data[start + i * step];
  const at = (/** @type {number} */ i) => line[i < 0 ? 0 : i >= count ? count - 1 : i];
  const whole = Math.floor(radius);
  const part = radius - whole;
  let sum = 0;
  for (let i = -whole; i <= whole; i++) sum += at(i);
  for (let i = 0; i < count; i++) {
    data[start + i * step] = (sum + part * (at(i - whole - 1) + at(i + whole + 1))) / (2 * radius + 1);
    sum += at(i + whole + 1) - at(i - whole);
  }
}

/**
 * A smooth curve through points (Catmull–Rom), constant beyond the ends.
 * @param {[x: number, y: number][]} points by rising x
 * @returns {(x: number) => number}
 */
export function curveThrough(points) {
  return (x) => {
    const last = points.length - 1;
    if (x <= points[0][0]) return points[0][1];
    if (x >= points[last][0]) return points[last][1];
    let i = 0;
    while (x > points[i + 1][0]) i++;
    const [x1, p1] = points[i];
    const [x2, p2] = points[i + 1];
    const [x0, p0] = points[Math.max(0, i - 1)];
    const [x3, p3] = points[Math.min(last, i + 2)];
    const span = x2 - x1;
    const m1 = ((p2 - p0) / (x2 - x0)) * span;
    const m2 = ((p3 - p1) / (x3 - x1)) * span;
    const t = (x - x1) / span;
    return p1 * (1 + 2 * t) * (1 - t) ** 2 + m1 * t * (1 - t) ** 2 + p2 * t * t * (3 - 2 * t) + m2 * t * t * (t - 1);
  };
}
