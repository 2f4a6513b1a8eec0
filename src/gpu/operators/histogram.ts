import { listOf } from '../../base/list-of.ts';
import { BINS_PER_TARGET, histogramCountShader } from '../../shaders/histogram.count.frag.ts';
import { HISTOGRAM_GATHER, TILES_PER_GROUP } from '../../shaders/histogram.gather.frag.ts';
import { HISTOGRAM_SUM } from '../../shaders/histogram.sum.frag.ts';
import type { ImageGeometry } from '../passes/image-geometry.ts';
import type { RenderPass, Target } from '../passes/render-graph.ts';
import type { TargetCount } from '../passes/gpu-operator.ts';

const BINS = 256;
const TEXTURES = BINS / BINS_PER_TARGET;

/** The histogram's texture: 64 texels of four 32-bit bins. */
export function histogramTarget(resource: string): Target {
  return { resource, format: 'RGBA32UI', width: BINS / 4, height: 1 };
}

/**
 * The 256 bins of `plane` by reduction: 8-bit counters a tile, 16-bit sums of 256 tiles, 32-bit sums of all.
 * @param result from {@link histogramTarget}
 * @param scratch names what is needed on the way
 * @param targets render targets a counting pass: 8 where the device has them, else 4 or 1
 */
export function histogramPasses(
  geometry: ImageGeometry,
  plane: string,
  result: Target,
  scratch: (name: string) => string,
  targets: TargetCount,
): RenderPass[] {
  const { columns, rows } = geometry.tiles;
  const groups = Math.ceil((columns * rows) / TILES_PER_GROUP);
  const tiles = (index: number): Target => ({
    resource: scratch(`tiles.${index}`),
    format: 'RGBA32UI',
    width: columns,
    height: rows,
  });
  const gathered: Target = {
    resource: scratch('tiles.gathered'),
    format: 'RGBA32UI',
    width: BINS / 4,
    height: groups,
  };
  const passes: RenderPass[] = [];
  for (let first = 0; first < TEXTURES; first += targets) {
    const indices = listOf(targets, (i) => first + i);
    passes.push({
      program: histogramCountShader(targets, geometry.plane.fold),
      reads: { plane },
      uniforms: { firstBin: first * BINS_PER_TARGET },
      writes: indices.map(tiles),
    });
    for (const index of indices) {
      passes.push({
        program: HISTOGRAM_GATHER,
        reads: { tiles: tiles(index).resource },
        uniforms: { tileGrid: [columns, rows], firstColumn: index * 4 },
        writes: [gathered],
        area: { x: index * 4, y: 0, width: 4, height: groups },
      });
    }
  }
  passes.push({
    program: HISTOGRAM_SUM,
    reads: { groups: gathered.resource },
    uniforms: { groupCount: groups },
    writes: [result],
  });
  return passes;
}

/** Scratch of histograms that are no stage's. */
export function inCounted(name: string): string {
  return `counted/${name}`;
}
