import {
  fullRange,
  presentRange,
  type SampleValues,
  type TablePreset,
  type ValuePreset,
  type WindowFunction,
  type WindowPreset,
} from '../../../image/sample-values.ts';
import type { DataSet } from '../data-set/data-set.ts';
import { TAG } from '../data-set/tags.ts';
import { lookupTable } from './lookup-table.ts';

const FUNCTIONS: Readonly<Record<string, WindowFunction>> = { LINEAR_EXACT: 'linear-exact', SIGMOID: 'sigmoid' };

/** Windows whose width is one: at least 1 for `linear` (PS3.3, C.11.2.1.2.1), more than 0 for the others (C.11.2.1.3). */
export function windowPresets(voi: DataSet, characterSet: string): WindowPreset[] {
  const widths = voi.decimals(TAG.windowWidth);
  const labels = voi.labels(TAG.windowExplanation, characterSet);
  const shape = FUNCTIONS[voi.text(TAG.voiLutFunction).toUpperCase()] ?? 'linear';
  return voi
    .decimals(TAG.windowCenter)
    .map((center, i): WindowPreset => ({
      kind: 'window',
      label: labels[i] ?? '',
      center,
      width: widths[i] ?? NaN,
      function: shape,
    }))
    .filter(({ center, width }) => Number.isFinite(center) && (shape === 'linear' ? width >= 1 : width > 0));
}

export function tablePresets(voi: DataSet, signed: boolean, characterSet: string): TablePreset[] {
  return voi.items(TAG.voiLuts).flatMap((item): TablePreset[] => {
    const table = lookupTable(item, signed);
    return table ? [{ kind: 'lut', label: item.labels(TAG.lutExplanation, characterSet)[0] ?? '', table }] : [];
  });
}

/**
 * The ranges that are always offered. Eight bits or fewer are shown as they are where nothing makes something else of them; otherwise
 * what is there is spread from black to white.
 * @param seen by sample: whether it is there; null where that was not looked at
 */
export function rangePresets(values: SampleValues, asTheyAre: boolean, seen: ArrayLike<number> | null): ValuePreset[] {
  const full: ValuePreset = { kind: 'full', label: '', ...fullRange(values) };
  if (!seen) return [full];
  const extent: ValuePreset = { kind: 'extent', label: '', ...presentRange(values, seen) };
  return asTheyAre ? [full, extent] : [extent, full];
}
