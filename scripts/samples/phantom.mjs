/**
 * A test object of known sizes: two balls, a grid of wires and a wedge of even steps. Drawn without noise, with edges of one pixel, so that
 * what is measured on it can be held against what it is.
 */

/** Where everything is, in pixels of the image: centres and radii of balls, the wires' middles, the wedge's corners. */
export const PHANTOM = {
  width: 800,
  height: 600,
  balls: [
    { x: 180, y: 150, radius: 100 },
    { x: 420, y: 120, radius: 40 },
  ],
  grid: { left: 500, top: 300, pitch: 50, columns: 5, rows: 5, wire: 4 },
  wedge: { left: 50, top: 320, width: 400, height: 200, steps: 8, first: 30, rise: 25 },
};

const GROUND = 10;
const BALL = 200;
const WIRE = 240;

/** How much of a pixel is inside, by how far its middle is from the edge: a ramp of one pixel. */
const share = (/** @type {number} */ inside) => Math.min(1, Math.max(0, inside + 0.5));

/**
 * @param {{ scale?: number }} [options] how many pixels stand for one of {@link PHANTOM}
 * @returns {{ width: number, height: number, gray: Uint8Array<ArrayBuffer> }}
 */
export function makePhantom({ scale = 1 } = {}) {
  const { balls, grid, wedge } = PHANTOM;
  const [width, height] = [PHANTOM.width * scale, PHANTOM.height * scale];
  const gray = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x, y] = [(column + 0.5) / scale, (row + 0.5) / scale];
      let value = GROUND;
      const step = Math.floor(((x - wedge.left) * wedge.steps) / wedge.width);
      if (step >= 0 && step < wedge.steps && y >= wedge.top && y < wedge.top + wedge.height)
        value = wedge.first + step * wedge.rise;
      for (const ball of balls) {
        const part = share((ball.radius - Math.hypot(x - ball.x, y - ball.y)) * scale);
        value += (BALL - value) * part;
      }
      value += (WIRE - value) * wirePart(grid, x, y, scale);
      gray[row * width + column] = Math.round(value);
    }
  }
  return { width, height, gray };
}

/**
 * @param {typeof PHANTOM.grid} grid
 * @param {number} x
 * @param {number} y
 * @param {number} scale
 */
function wirePart({ left, top, pitch, columns, rows, wire }, x, y, scale) {
  const [across, down] = [x - left, y - top];
  const [right, bottom] = [pitch * columns, pitch * rows];
  const half = wire / 2;
  if (across < -half || down < -half || across > right + half || down > bottom + half) return 0;
  const off = (/** @type {number} */ along) => Math.abs(along - Math.round(along / pitch) * pitch);
  return share((half - Math.min(off(across), off(down))) * scale);
}
