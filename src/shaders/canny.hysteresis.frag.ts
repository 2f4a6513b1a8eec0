import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/** Every step but the last adds one of the tile's 128 pixels, so the loop always ends at the tile's fixpoint. */
const MAX_STEPS = 128;

/**
 * One pass of hysteresis on bit masks: edges grow from the tile's own edge pixels and from those of the eight
 * neighbouring tiles through candidates, to the tile's fixpoint. Reachability does not depend on the order, so any
 * number of passes until nothing changes gives OpenCV's edges. With `settled`, a pass before has brought every tile
 * to its fixpoint: a tile that no neighbour grows into is done, which most are after a few passes.
 */
export function cannyHysteresisShader(fold: Fold): ShaderProgram {
  return shaderProgram(
    'canny.hysteresis',
    gridAccess('mask', fold),
    `
uniform usampler2D candidates;
uniform usampler2D edges;
uniform ivec2 maskSize;
uniform bool settled;
out uvec4 grown;

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
  /* Nothing grows in from outside the image: tiles there are fetched from inside, then masked. */
  ivec2 first = max(here - 1, ivec2(0));
  ivec2 last = min(here + 1, maskSize - 1);
  uvec2 hasFirst = uvec2(-here >> 31);
  uvec2 hasLast = uvec2((here - last) >> 31);
  uint above = spread(maskTexel(edges, ivec2(here.x, first.y)).w)
    | (maskTexel(edges, first).w >> 31) & hasFirst.x
    | (maskTexel(edges, ivec2(last.x, first.y)).w << 31) & hasLast.x;
  uint below = spread(maskTexel(edges, ivec2(here.x, last.y)).x)
    | (maskTexel(edges, ivec2(first.x, last.y)).x >> 31) & hasFirst.x
    | (maskTexel(edges, last).x << 31) & hasLast.x;
  uvec4 beside = (maskTexel(edges, ivec2(first.x, here.y)) >> 31) & hasFirst.x
    | (maskTexel(edges, ivec2(last.x, here.y)) << 31) & hasLast.x;
  uvec4 seeds = beside | uvec4(above & hasFirst.y, beside.xyz) | uvec4(beside.yzw, below & hasLast.y);
  uvec4 reached = seeds & open & ~rows;
  if (settled && reached == uvec4(0u)) {
    grown = rows;
    return;
  }
  rows |= reached;
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
