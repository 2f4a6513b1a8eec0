import { isPadding, type LookupTable, type SampleValues, type WindowFunction } from '../../src/image/sample-values.ts';

/** A number without any rounding: numerator and denominator, which is positive. */
export class Fraction {
  private constructor(
    readonly over: bigint,
    readonly under: bigint,
  ) {}

  /** Exactly what a double is. */
  static of(value: number): Fraction {
    let under = 1n;
    let whole = value;
    while (!Number.isInteger(whole)) {
      whole *= 2;
      under *= 2n;
    }
    return new Fraction(BigInt(whole), under);
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.over * other.under + other.over * this.under, this.under * other.under);
  }

  minus(other: Fraction): Fraction {
    return new Fraction(this.over * other.under - other.over * this.under, this.under * other.under);
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.over * other.over, this.under * other.under);
  }

  by(other: Fraction): Fraction {
    const sign = other.over < 0n ? -1n : 1n;
    return new Fraction(sign * this.over * other.under, sign * this.under * other.over);
  }

  /** Negative, zero or positive. */
  compare(other: Fraction): number {
    const difference = this.minus(other).over;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  floor(): bigint {
    const quotient = this.over / this.under;
    return this.over < 0n && quotient * this.under !== this.over ? quotient - 1n : quotient;
  }

  /** To nearest, halves to even. */
  round(): number {
    const below = this.floor();
    const rest = this.minus(new Fraction(below, 1n)).compare(Fraction.of(0.5));
    const up = rest > 0 || (rest === 0 && below % 2n !== 0n);
    return Number(up ? below + 1n : below);
  }
}

const HALF = Fraction.of(0.5);
const ONE = Fraction.of(1);
const MOST = Fraction.of(255);

/** DICOM PS3.3, C.11.1, as it is written. */
export function exactModality({ bias, slope, intercept, modality }: SampleValues, sample: number): Fraction {
  const stored = Fraction.of(sample - bias);
  if (modality) return Fraction.of(entryOf(modality, stored));
  return stored.times(Fraction.of(slope)).plus(Fraction.of(intercept));
}

/** C.11.2.1.2.1 and C.11.2.1.3.2, as they are written. */
export function exactWindow(value: Fraction, center: number, width: number, shape: WindowFunction): number {
  const [c, w] = [Fraction.of(center), Fraction.of(width)];
  const isLinear = shape === 'linear';
  const middle = isLinear ? c.minus(HALF) : c;
  const extent = isLinear ? w.minus(ONE) : w;
  const half = extent.times(HALF);
  if (value.compare(middle.minus(half)) <= 0) return 0;
  if (value.compare(middle.plus(half)) > 0) return 255;
  return value.minus(middle).by(extent).plus(HALF).times(MOST).round();
}

/** From black to white. */
export function exactRange(value: Fraction, from: number, to: number): number {
  if (to <= from) return 0;
  const shade = value
    .minus(Fraction.of(from))
    .times(MOST)
    .by(Fraction.of(to - from));
  return Math.max(0, Math.min(255, shade.round()));
}

/** C.11.2.1.1. */
export function exactTable(value: Fraction, table: LookupTable): number {
  return Fraction.of(entryOf(table, value))
    .times(MOST)
    .by(Fraction.of(2 ** table.bits - 1))
    .round();
}

/** Polarity and padding of a shade. */
export function exactShade(values: SampleValues, invert: boolean, sample: number, shade: number): number {
  if (isPadding(values, sample)) return 0;
  return values.inverted === invert ? shade : 255 - shade;
}

function entryOf({ first, entries }: LookupTable, value: Fraction): number {
  const index = Number(value.minus(Fraction.of(first)).floor());
  return entries[Math.max(0, Math.min(entries.length - 1, index))];
}
