import { describe, expect, it } from 'vitest';
import { reachOf, seenBeside } from '../../../src/components/compare/beside.ts';
import { commonPart } from '../../../src/components/compare/difference.ts';
import { settingWords } from '../../../src/components/compare/setting-words.ts';
import { fitZoom, kept } from '../../../src/components/pane/view-transform.ts';
import { MESSAGES } from '../../../src/components/words/messages.ts';
import { SQUARE } from '../../../src/image/pixel-shape.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';

describe('an image beside another one', () => {
  const framing = { image: { width: 100, height: 80 }, box: { width: 400, height: 400 }, pixel: SQUARE };
  const smaller = { size: { width: 60, height: 50 }, pixel: SQUARE };

  it('is seen at one scale, with its middle on the other one’s', () => {
    const seen = seenBeside(framing, { zoom: 8, centre: { x: 60, y: 40 } }, { x: 60, y: 40 }, smaller);
    expect(seen.view).toEqual({ zoom: 8, centre: { x: 40, y: 25 } });
    expect(seen.framing.image).toEqual(smaller.size);
    expect(seen.mark).toEqual({ x: 40, y: 25 });
    expect(seenBeside(framing, seen.view, { x: 0, y: 0 }, smaller).mark).toBeNull();
  });

  it('has what fits be what both need', () => {
    const larger = { size: { width: 200, height: 50 }, pixel: SQUARE };
    const reach = reachOf(framing.image, SQUARE, larger);
    expect(reach).toEqual({ width: 200, height: 80 });
    expect(fitZoom({ ...framing, reach })).toBe(2);
    expect(kept({ zoom: 4, centre: { x: -500, y: 0 } }, { ...framing, reach }).centre).toEqual({ x: 0, y: 40 });
    expect(reachOf(framing.image, SQUARE, null)).toBe(framing.image);
    expect(reachOf(framing.image, { x: 1, y: 2 }, { size: { width: 10, height: 300 }, pixel: SQUARE }).height).toBe(
      150,
    );
  });
});

describe('what two pictures have in common', () => {
  const whole = { x: 0, y: 0, width: 100, height: 80 };

  it('is all of the smaller one, in the middle', () => {
    const common = commonPart({ width: 100, height: 80 }, whole, { width: 60, height: 50 });
    expect(common).toEqual({
      drawing: { width: 60, height: 50, part: { x: 0, y: 0, width: 60, height: 50 } },
      at: { x: 20, y: 15 },
    });
  });

  it('is of a part of the first one what lies there, and of the larger one what is under it', () => {
    const part = { x: 70, y: 0, width: 30, height: 80 };
    expect(commonPart({ width: 100, height: 80 }, part, { width: 60, height: 200 })).toEqual({
      drawing: { width: 60, height: 200, part: { x: 50, y: 60, width: 10, height: 80 } },
      at: { x: 0, y: 0 },
    });
    expect(commonPart({ width: 100, height: 80 }, { ...part, x: 85, width: 15 }, { width: 60, height: 50 })).toBeNull();
  });
});

it('a setting is called by what differs from what is set', () => {
  const { blur, canny, enhance } = DEFAULT_PARAMS;
  const other = {
    ...DEFAULT_PARAMS,
    blur: { ...blur, kernelSize: 9 },
    canny: { ...canny, edgeShare: 0.25, l2Gradient: true },
    enhance: { ...enhance, method: 'clahe' as const },
  };
  expect(settingWords(MESSAGES, DEFAULT_PARAMS, DEFAULT_PARAMS)).toBe('');
  expect(settingWords(MESSAGES, other, DEFAULT_PARAMS)).toMatch(
    /^Method .+, Kernel size 9 px, Edge share 0\.25, L2 gradient norm ✓$/,
  );
});
