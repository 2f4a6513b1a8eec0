import { describe, expect, it } from 'vitest';
import { forEachTexel, layOutGrid } from '../../../../src/gpu/passes/grid.ts';
import { imageGeometry } from '../../../../src/gpu/passes/image-geometry.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';

describe('layOutGrid', () => {
  it('leaves alone what fits', () => {
    expect(layOutGrid(64, 64, 64)).toMatchObject({ fold: 'flat', width: 64, height: 64 });
  });

  it('puts the strips of a tall grid side by side', () => {
    expect(layOutGrid(10, 130, 64)).toMatchObject({ fold: 'tall', span: 64, width: 30, height: 64 });
  });

  it('puts the strips of a wide grid one below the other', () => {
    expect(layOutGrid(130, 10, 64)).toMatchObject({ fold: 'wide', span: 64, width: 64, height: 30 });
  });

  it('gives up when the strips do not fit either', () => {
    expect(layOutGrid(40, 130, 64)).toBeNull();
    expect(layOutGrid(130, 40, 64)).toBeNull();
  });

  it.each([
    [10, 130],
    [130, 10],
    [33, 64],
    [1, 129],
  ])('gives every texel of %i × %i a place of its own inside the texture', (columns, rows) => {
    const grid = layOutGrid(columns, rows, 64);
    if (!grid) throw new Error('does not fit');
    const addresses = new Set<number>();
    let expectedIndex = 0;
    forEachTexel(grid, (index, address) => {
      expect(index).toBe(expectedIndex++);
      expect(address).toBeLessThan(grid.width * grid.height);
      addresses.add(address);
    });
    expect(addresses.size).toBe(columns * rows);
  });
});

describe('imageGeometry', () => {
  it('holds 100 megapixels of RGB on a device with textures of 16384', () => {
    for (const [width, height] of [
      [10000, 10000],
      [65535, 1525],
      [1525, 65535],
    ]) {
      const { source, plane } = imageGeometry(width, height, 3, 16384);
      expect(source.width * source.height * 4).toBeGreaterThanOrEqual(width * height * 3);
      expect(Math.max(source.width, source.height, plane.width, plane.height)).toBeLessThanOrEqual(16384);
    }
  });

  it('refuses what cannot be folded, by name of the size', () => {
    expect(() => imageGeometry(1, 30_000, 1, 2048)).not.toThrow();
    expect(() => imageGeometry(1, 10_000_000, 1, 2048)).toThrow(XrayError);
    expect(() => imageGeometry(1, 10_000_000, 1, 2048)).toThrow('1 × 10000000 pixels is too large');
  });
});
