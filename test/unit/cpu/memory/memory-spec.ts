import { expect, it } from 'vitest';
import { createCpuEngine } from '../../../../src/cpu/cpu-engine.ts';
import type { KernelKind } from '../../../../src/cpu/kernels/open-image.ts';
import { rgbNoise } from '../../../support/images.ts';

/** Bytes outside of the JavaScript heap: buffers and WebAssembly's memory. */
function bytesInUse(): number {
  return process.memoryUsage().external;
}

/**
 * For a file of its own, which has a process of its own: what an earlier image left behind would be counted, or freed in
 * between.
 */
export function describeMemory(kernels: KernelKind): void {
  it(`an image takes at most 16 bytes a pixel, with ${kernels} kernels`, async () => {
    const image = rgbNoise(1600, 1200, 1);
    const pixels = image.width * image.height;
    const engine = await createCpuEngine({ kernels });
    const before = bytesInUse() - image.data.byteLength;
    let peak = 0;
    const look = (): void => {
      peak = Math.max(peak, bytesInUse() - before);
    };
    const timer = setInterval(look, 1);
    const pipeline = await engine.open(image);
    // Noise in which every ridge is an edge: the most that hysteresis has to remember.
    await pipeline.update({ blur: { kernelSize: 1 }, canny: { lowThreshold: 0, highThreshold: 1 } }, { onStage: look });
    const edges = await pipeline.read('edges');
    look();
    clearInterval(timer);
    expect(edges.data.length).toBe(pixels);
    expect(peak / pixels).toBeLessThanOrEqual(16);
    // Less than the planes and the caller's own image cannot be: then something was not counted.
    expect(peak / pixels).toBeGreaterThan(10);
    engine.dispose();
  });
}
