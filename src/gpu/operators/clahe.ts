import { listOf } from '../../base/list-of.ts';
import { claheAxis, claheScale } from '../../operators/clahe-axis.ts';
import type { ClahePlan } from '../../operators/clahe.ts';
import { BLOCK_SIDES, claheCountShader } from '../../shaders/clahe.count.frag.ts';
import { CLAHE_GATHER } from '../../shaders/clahe.gather.frag.ts';
import { AXIS_COLUMNS, claheInterpolateShader } from '../../shaders/clahe.interpolate.frag.ts';
import { CLAHE_QUADS } from '../../shaders/clahe.quads.frag.ts';
import { CLAHE_SUM } from '../../shaders/clahe.sum.frag.ts';
import { CLAHE_TABLE } from '../../shaders/clahe.table.frag.ts';
import { BINS_PER_TARGET } from '../../shaders/histogram.count.frag.ts';
import { TILES_PER_GROUP } from '../../shaders/histogram.gather.frag.ts';
import { gridTarget, type GpuOperands, type GpuOperator } from '../passes/gpu-operator.ts';
import type { ImageGeometry } from '../passes/image-geometry.ts';
import type { RenderPass, Table, Target } from '../passes/render-graph.ts';

/** The tiles' histograms, a row of 64 texels of four bins each. */
const COUNTS = 'counts';

/** Single precision's limit of what one value may have: none. */
const NO_LIMIT = 0xffffffff;

/** What shares are multiples of the reciprocal of, as single precision has them: a unit test looks at all of them. */
const WHOLE_SHARE = 2 ** 24;

/** CLAHE without read-back. The histograms stay, for other limits. */
export const clahe: GpuOperator<ClahePlan> = {
  fingerprint: 0x7c9d5835,
  passes: (operands, geometry, plan) => {
    const { inputs, output, scratch } = operands;
    const { columns, rows, tileWidth, tileHeight, limit } = plan;
    const counts = scratch(COUNTS);
    const table: Target = { resource: scratch('table'), format: 'RGBA8UI', width: 64, height: columns * rows };
    const places = (columns + 1) * (rows + 1);
    const quads: Target = { resource: scratch('quads'), format: 'RGBA8UI', width: 256, height: places };
    return [
      ...countingPasses(operands, geometry, plan, counts),
      {
        program: CLAHE_TABLE,
        reads: { bins: counts },
        uniforms: { limit: limit > 0 ? limit : NO_LIMIT, scale: bitsOf(claheScale(tileWidth * tileHeight)) },
        writes: [table],
      },
      { program: CLAHE_QUADS, reads: { table: table.resource }, uniforms: { tiles: [columns, rows] }, writes: [quads] },
      {
        program: claheInterpolateShader(geometry.plane.fold),
        reads: { plane: inputs[0], quads: quads.resource },
        tables: {
          across: axisTable(geometry.width, tileWidth, (share) => share * WHOLE_SHARE),
          down: axisTable(geometry.height, tileHeight, bitsOf),
        },
        uniforms: { placesInRow: columns + 1, inverse: [tileWidth, tileHeight].map((side) => Math.fround(1 / side)) },
        writes: [gridTarget(output, 'RGBA8UI', geometry.plane)],
      },
    ];
  },

  lasting: {
    resources: [COUNTS],
    dependsOn: ({ columns, rows, tileWidth, tileHeight }) => [columns, rows, tileWidth, tileHeight].join(),
  },
};

/** As an image's histogram, but of tiles: 8-bit counters a block, 16-bit sums of 256 blocks, 32-bit sums of all. */
function countingPasses(
  { inputs: [plane], scratch, targets }: GpuOperands,
  { width, height, plane: { fold } }: ImageGeometry,
  { columns, rows, tileWidth, tileHeight }: ClahePlan,
  counts: string,
): RenderPass[] {
  // Long along the image's long side: the texture of the blocks never has a side longer than the image's planes.
  const blockSize = width >= height ? BLOCK_SIDES : [BLOCK_SIDES[1], BLOCK_SIDES[0]];
  const blocks = [Math.ceil(tileWidth / blockSize[0]), Math.ceil(tileHeight / blockSize[1])];
  const groups = Math.ceil((blocks[0] * blocks[1]) / TILES_PER_GROUP);
  const counted = (index: number): Target => ({
    resource: scratch(`blocks.${index}`),
    format: 'RGBA32UI',
    width: columns * blocks[0],
    height: rows * blocks[1],
  });
  const height_ = columns * rows * groups;
  const gathered: Target = { resource: scratch('gathered'), format: 'RGBA32UI', width: 64, height: height_ };
  const textures = 256 / BINS_PER_TARGET;
  const passes = listOf(textures / targets, (turn): RenderPass[] => {
    const indices = listOf(targets, (i) => turn * targets + i);
    return [
      {
        program: claheCountShader(targets, fold),
        reads: { plane },
        uniforms: { firstBin: indices[0] * BINS_PER_TARGET, tileSize: [tileWidth, tileHeight], blockSize, blocks },
        writes: indices.map(counted),
      },
      ...indices.map((index) => ({
        program: CLAHE_GATHER,
        reads: { counted: counted(index).resource },
        uniforms: { blocks, tileColumns: columns, groups, firstColumn: index * 4 },
        writes: [gathered],
        area: { x: index * 4, y: 0, width: 4, height: height_ },
      })),
    ];
  }).flat();
  const target: Target = { resource: counts, format: 'RGBA32UI', width: 64, height: columns * rows };
  return [
    ...passes,
    { program: CLAHE_SUM, reads: { gathered: gathered.resource }, uniforms: { groups }, writes: [target] },
  ];
}

/** Between which tiles each pixel of a side lies, and their shares, as the shader is given them. */
function axisTable(size: number, tile: number, given: (share: number) => number): Table {
  const { after, before, share } = claheAxis(size, tile);
  const height = Math.ceil(size / AXIS_COLUMNS);
  const data = new Uint32Array(4 * AXIS_COLUMNS * height);
  for (let at = 0; at < size; at++) {
    data[4 * at] = after[at];
    data[4 * at + 1] = given(before[at]);
    data[4 * at + 2] = given(share[at]);
  }
  return { format: 'RGBA32UI', width: AXIS_COLUMNS, height, data };
}

function bitsOf(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0];
}
