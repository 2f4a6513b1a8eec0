import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/** In-tile steps a pass may take; a longer path in one tile goes on in the next pass. */
const MAX_STEPS = 24;

/**
 * One pass of hysteresis on bit masks: edges grow from the tile's own edge pixels and from those of the eight
 * neighbouring tiles through candidates, to the tile's fixpoint. Reachability does not depend on the order, so any
 * number of passes until nothing changes gives OpenCV's edges.
 */
export function cannyHysteresisShader(fold: Fold): ShaderProgram {
  return shaderProgram(
    'canny.hysteresis',
    gridAccess('mask', fold),
    `
uniform usampler2D candidates;
uniform usampler2D edges;
uniform ivec2 maskSize;
out uvec4 grown;

uvec4 edgesAt(ivec2 tile) {
  bool inside = tile.x >= 0 && tile.y >= 0 && tile.x < maskSize.x && tile.y < maskSize.y;
  return inside ? maskTexel(edges, tile) : uvec4(0u);
}

/* A row with its neighbours to the left and to the right. */
uvec4 spread(uvec4 rows) {
  return rows | (rows << 1) | (rows >> 1);
}
uint spread(uint row) {
  return row | (row << 1) | (row >> 1);
}

/* Fills every run of candidates that holds an edge pixel, in both directions at once (Kogge-Stone). */
uvec4 fillRuns(uvec4 rows, uvec4 open) {
  uvec4 up = rows;
  uvec4 down = rows;
  uvec4 upOpen = open;
  uvec4 downOpen = open;
  for (int step_ = 1; step_ <= 16; step_ <<= 1) {
    up |= upOpen & (up << step_);
    upOpen &= upOpen << step_;
    down |= downOpen & (down >> step_);
    downOpen &= downOpen >> step_;
  }
  return up | down;
}

void main() {
  ivec2 here = maskHere();
  uvec4 open = maskTexel(candidates, here);
  uvec4 rows = maskTexel(edges, here);
  if (open == uvec4(0u) || open == rows) {
    grown = rows;
    return;
  }
  uint above = spread(edgesAt(here + ivec2(0, -1)).w)
    | (edgesAt(here + ivec2(-1, -1)).w >> 31) | (edgesAt(here + ivec2(1, -1)).w << 31);
  uint below = spread(edgesAt(here + ivec2(0, 1)).x)
    | (edgesAt(here + ivec2(-1, 1)).x >> 31) | (edgesAt(here + ivec2(1, 1)).x << 31);
  uvec4 beside = (edgesAt(here + ivec2(-1, 0)) >> 31) | (edgesAt(here + ivec2(1, 0)) << 31);
  uvec4 seeds = beside | uvec4(above, beside.xyz) | uvec4(beside.yzw, below);
  rows |= seeds & open;
  for (int i = 0; i < ${MAX_STEPS}; i++) {
    uvec4 filled = fillRuns(rows, open);
    uvec4 wide = spread(filled);
    uvec4 next = filled | (open & (uvec4(0u, wide.xyz) | uvec4(wide.yzw, 0u)));
    if (next == rows) break;
    rows = next;
  }
  grown = rows;
}
`,
  );
}
