import type { NumberSpec } from '../../operators/parameter-spec.ts';

/** The value nearest to `value` that `spec` allows; `fallback` when `value` is no number. */
export function nearestAllowed(value: number, spec: NumberSpec, fallback: number): number {
  if (!Number.isFinite(value)) return fallback;
  const inside = Math.min(spec.max, Math.max(spec.min, value));
  if (spec.grid === 0) return inside;
  const steps = Math.floor((spec.max - spec.min) / spec.grid);
  return spec.min + Math.min(steps, Math.round((inside - spec.min) / spec.grid)) * spec.grid;
}
