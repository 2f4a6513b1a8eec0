import { take } from './parts/bits';
import { decodeBand, decodeDc, decodeFirst, refineBand } from './parts/blocks';
import {
  AC_FIRST,
  ACROSS,
  AT,
  BLOCKS,
  COMPONENT,
  COMPONENT_BYTES,
  COMPONENTS,
  COUNT,
  DC_FIRST,
  DC_REFINING,
  DOWN,
  FAILED,
  HOLD,
  KIND,
  LOW_BIT,
  PADDING,
  PREDICTION,
  ROW_BYTES,
  RUN,
  SEQUENTIAL,
} from './parts/state';

/** Begins anew at a place of the data, as before the first unit and behind every restart marker (T.81, E.2.4). */
export function beginInterval(s: usize, at: usize): void {
  store<u64>(s, 0, HOLD);
  store<u64>(s, 0, COUNT);
  store<u32>(s, <u32>at, AT);
  store<u32>(s, 0, PADDING);
  store<u32>(s, 0, RUN);
  for (let i: usize = 0; i < 4; i++) store<u64>(s + COMPONENT + i * COMPONENT_BYTES, 0, PREDICTION);
}

/** Where the next byte of data lies. */
export function dataAt(s: usize): usize {
  return load<u32>(s, AT);
}

/**
 * Decodes so many units of a row, from `unit` on: what they have of each component, one block of it behind the other (A.2.3). False
 * for what no encoder writes, or where the data did not last.
 */
export function decodeUnits(s: usize, unit: usize, units: usize): bool {
  const end = unit + units;
  const components = s + COMPONENT + <usize>load<u32>(s, COMPONENTS) * COMPONENT_BYTES;
  for (; unit < end; unit++) {
    for (let component = s + COMPONENT; component < components; component += COMPONENT_BYTES) {
      const across: usize = load<u32>(component, ACROSS);
      let first = <usize>load<u32>(component, BLOCKS) + unit * across * 128;
      for (let down = load<u32>(component, DOWN); down > 0; down--) {
        for (let block = first; block < first + across * 128; block += 128) decodeBlock(s, component, block);
        first += load<u32>(component, ROW_BYTES);
      }
    }
  }
  return load<u32>(s, FAILED) === 0 && load<i64>(s, COUNT) >= load<i32>(s, PADDING);
}

function decodeBlock(s: usize, component: usize, block: usize): void {
  const kind = load<i32>(s, KIND);
  if (kind === SEQUENTIAL) {
    decodeDc(s, component, block, false);
    decodeBand(s, component, block);
  } else if (kind === DC_FIRST) {
    decodeDc(s, component, block, true);
  } else if (kind === DC_REFINING) {
    if (take(s, 1) !== 0) store<i16>(block, <i16>((<i32>load<i16>(block)) | (1 << load<i32>(s, LOW_BIT))));
  } else if (kind === AC_FIRST) {
    decodeFirst(s, component, block);
  } else {
    refineBand(s, component, block);
  }
}
