import { describe, expect, it } from 'vitest';
import { settingLines } from '../../../../src/components/image/setting-lines.ts';
import { MESSAGES } from '../../../../src/components/words/messages.ts';
import { plainValues } from '../../../../src/image/given-samples.ts';
import type { SampleValues } from '../../../../src/image/sample-values.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../../src/pipeline/params.ts';

const ct: SampleValues = {
  ...plainValues(16, { from: -900, to: 2000 }),
  unit: 'HU',
  presets: [{ kind: 'window', label: 'BONE', center: 300.5, width: 1500, function: 'sigmoid' }],
};

const linesOf = (params: Parameters<typeof resolveParams>[0], values: SampleValues | null): string[] =>
  settingLines(MESSAGES, resolveParams(params), values).split('\n');

describe('what an image was made with, where there are no controls', () => {
  it('is a line a stage, in the order of the controls, a colour image without a window', () => {
    const lines = settingLines(MESSAGES, DEFAULT_PARAMS, null).split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      MESSAGES.stages.enhanced.title,
      MESSAGES.stages.blurred.title,
      MESSAGES.stages.edges.title,
    ]);
    expect(lines[1]).toBe('Blurred (Gaussian): Method Gaussian, Kernel size 5 px, Sigma 1 px');
  });

  it('tells nothing that changes nothing', () => {
    expect(linesOf({}, null)[0]).not.toContain('Clip limit');
    expect(linesOf({ enhance: { method: 'clahe', clipLimit: 2.5 } }, null)[0]).toContain('Clip limit 2.5');
    expect(linesOf({ canny: { thresholds: 'auto' } }, null)[2]).not.toContain('Low threshold');
  });

  it('tells the window that is looked through, by the name of the file’s preset and in its unit', () => {
    expect(linesOf({ window: { source: 'preset' } }, ct)[0]).toBe(
      'Window: Values BONE, Centre 300.5 HU, Width 1500 HU, Invert ✗',
    );
    expect(linesOf({ window: { source: 'manual', center: 40, width: 400, function: 'sigmoid' } }, ct)[0]).toBe(
      'Window: Values By hand, Centre 40 HU, Width 400 HU, Function Sigmoid, Invert ✗',
    );
  });

  it('tells thresholds that were set crossed as they are computed with', () => {
    expect(linesOf({ canny: { lowThreshold: 200, highThreshold: 50 } }, null)[2]).toMatch(
      /Low threshold 50, High threshold 200/,
    );
  });
});
