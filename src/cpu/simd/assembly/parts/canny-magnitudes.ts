import { gradientRow } from './canny-gradient';
import { magnitudeRow } from './canny-lines';
import { width } from './canny-memory';
import { aperture, l2Gradient } from './canny-suppress';

/** Adds one to the count of a magnitude. */
function count(counts: usize, magnitude: i32): void {
  const bin = counts + ((<usize>magnitude) << 2);
  store<u32>(bin, load<u32>(bin) + 1);
}

/**
 * Counts the magnitudes of the rows `from`…`to` − 1 where `placeCanny` says and with what `startCanny` was told: in the L2 norm their
 * roots, rounded up. All are shifted to the right.
 * @param counts 4096 of 32 bits
 */
export function countMagnitudes(from: i32, to: i32, shift: i32, counts: usize): void {
  for (let y = from; y < to; y++) {
    gradientRow(y, aperture, l2Gradient, 0);
    const row = magnitudeRow(y);
    if (l2Gradient) {
      for (let x = 0; x < width; x++) {
        count(counts, (<i32>Math.ceil(Math.sqrt(<f64>load<i32>(row + ((<usize>x) << 2))))) >> shift);
      }
    } else {
      for (let x = 0; x < width; x++) count(counts, (<i32>load<u16>(row + ((<usize>x) << 1))) >> shift);
    }
  }
}
