import type { Reach } from '../../shaders/border.glsl.ts';
import type { Grid } from './grid.ts';
import type { RenderPass } from './render-graph.ts';

/**
 * Divides a pass that looks `radius` pixels to the left and right into its interior, drawn by a program without a
 * thought for borders, and two narrow borders. Choosing in every fragment cost as much as the work itself: the blur's
 * rows took 212 ms of processor time at 4096 × 4096 instead of 92 (software renderer). Folded planes have borders in
 * the middle of their textures and are drawn in one piece.
 */
export function interiorAndBorders(
  plane: Grid,
  imageWidth: number,
  radius: number,
  pass: (reach: Reach) => Omit<RenderPass, 'area'>,
): RenderPass[] {
  const { columns, rows, fold } = plane;
  const first = Math.ceil(radius / 4);
  const end = Math.floor((imageWidth - radius) / 4);
  if (fold !== 'flat' || end <= first) return [pass('anywhere')];
  const between = (from: number, to: number): RenderPass['area'] => ({ x: from, y: 0, width: to - from, height: rows });
  const borders = [
    { from: 0, to: first },
    { from: end, to: columns },
  ].filter(({ from, to }) => from < to);
  return [
    { ...pass('interior'), area: between(first, end) },
    ...borders.map(({ from, to }) => ({ ...pass('anywhere'), area: between(from, to) })),
  ];
}
