import { blur, fieldLike } from './field.mjs';
import { gaussianRandom, seededRandom } from './random.mjs';

/** @typedef {import('./field.mjs').Field} Field */

/**
 * How a radiograph is taken and shown.
 * @typedef {object} Exposure
 * @property {number} photons detected a square millimetre without a patient
 * @property {number} penumbra blur by the focal spot's size: sigma in mm
 * @property {number} scatter scattered radiation as a part of the primary
 * @property {number} scatterWidth sigma in mm
 * @property {number} detectorBlur sigma in mm
 * @property {{ left: number, top: number, right: number, bottom: number, corner: number }} collimation of the field, mm
 * @property {number} equalization part of the coarse differences taken out for the screen, 0 … 1
 * @property {number} equalizationWidth sigma in mm
 * @property {number} sharpening weight of the detail that is added for the screen
 * @property {[dark: number, bright: number]} range parts of the exposed pixels between which the gray scale runs
 * @property {number} gamma of the gray scale; above 1 darkens the middle
 * @property {number} seed
 */

/**
 * From line integrals of attenuation (µ·d, no unit) to display gray, 0 … 255, bones bright: Beer–Lambert, penumbra,
 * scatter, quantum noise, detector blur, logarithm, gray scale, collimator.
 * @param {Field} attenuation
 * @param {Exposure} exposure
 * @returns {Uint8Array}
 */
export function takeRadiograph(attenuation, exposure) {
  const { photons, penumbra, scatter, scatterWidth, detectorBlur, seed } = exposure;
  const open = collimatorField(attenuation, exposure.collimation);
  const primary = blur(
    fieldLike(attenuation, (value, i) => Math.exp(-value) * open.data[i]),
    penumbra,
  );
  const scattered = blur(primary, scatterWidth);

  const normal = gaussianRandom(seededRandom(seed));
  const perPixel = photons * attenuation.pitch ** 2;
  const detected = fieldLike(primary, (value, i) => {
    const mean = perPixel * (value + scatter * scattered.data[i]);
    return Math.max(1, mean + Math.sqrt(mean) * normal()); // Poisson, which is normal for this many
  });
  const received = blur(detected, detectorBlur);
  const density = fieldLike(received, (value, i) =>
    open.data[i] > 0.05 ? Math.log((perPixel * open.data[i]) / Math.max(value, 1)) : 0,
  );
  return showDensity(density, open, exposure);
}

/**
 * @param {Field} density
 * @param {Field} open
 * @param {Exposure} exposure
 */
function showDensity(density, open, { equalization, equalizationWidth, sharpening, range, gamma }) {
  const coarse = blur(density, equalizationWidth);
  const fine = blur(density, 3 * density.pitch);
  const shown = fieldLike(
    density,
    (value, i) => value - equalization * coarse.data[i] + sharpening * (value - fine.data[i]),
  );
  const exposed = shown.data.filter((_, i) => open.data[i] > 0.99).sort();
  const dark = exposed[Math.floor(range[0] * (exposed.length - 1))];
  const bright = exposed[Math.floor(range[1] * (exposed.length - 1))];
  return Uint8Array.from(shown.data, (value, i) => {
    const level = Math.min(1, Math.max(0, (value - dark) / (bright - dark))) ** gamma;
    const curve = 0.65 * level + 0.35 * level * level * (3 - 2 * level); // a film's toe and shoulder
    // What the collimator shields is masked black, as on screens, with its soft edge.
    return Math.round((6 + 242 * curve) * Math.min(1, Math.max(0, (open.data[i] - 0.2) * 1.25)));
  });
}

/**
 * 1 where the collimator is open, 0 where it is closed: a rectangle with rounded corners and a soft edge.
 * @param {Field} like
 * @param {Exposure['collimation']} collimation
 */
function collimatorField(like, { left, top, right, bottom, corner }) {
  const field = fieldLike(like);
  const { width, height, pitch, data } = field;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = Math.max(left + corner - x * pitch, x * pitch - (width * pitch - right - corner), 0);
      const dy = Math.max(top + corner - y * pitch, y * pitch - (height * pitch - bottom - corner), 0);
      data[y * width + x] = Math.min(1, Math.max(0, corner - Math.hypot(dx, dy) + 0.5));
    }
  }
  return blur(field, 0.5);
}
