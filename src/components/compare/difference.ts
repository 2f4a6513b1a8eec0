import type { PicturePart } from '../../pipeline/engine.ts';
import type { StagePainter } from '../../session/processing/stage-source.ts';
import type { Size } from '../part/fit-inside.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';

/** A picture that is subtracted, or subtracted from. */
export interface Subtracted {
  readonly painter: StagePainter;
  readonly stage: StageId;
  readonly size: Size;
}

/**
 * Paints by how much two images differ, channel by channel, `amplified` times as bright and white where that is too much. At an image's own
 * size it is by how much its pixels do; reduced, by how much the two pictures do that would be seen. Of images of two sizes the middles lie on
 * each other, and what only one of them has is black.
 */
export function differencePainter(first: Subtracted, second: Subtracted, amplified: number): StagePainter {
  return async (_stage, canvas, { width = first.size.width, height = first.size.height, part }) => {
    const whole = part ?? { x: 0, y: 0, width, height };
    const common = commonPart({ width, height }, whole, scaled(second.size, { width, height }, first.size));
    const scratch = [document.createElement('canvas'), document.createElement('canvas')];
    const [one, other] = scratch;
    try {
      if (!(await first.painter(first.stage, one, { width, height, part: whole }))) return false;
      if (common && !(await second.painter(second.stage, other, common.drawing))) return false;
      return subtract(canvas, one, common ? { canvas: other, at: common.at } : null, amplified);
    } finally {
      for (const each of scratch) each.width = each.height = 1;
    }
  };
}

/** How large the second picture is where the first one is `drawn` as large. */
function scaled({ width, height }: Size, drawn: Size, image: Size): Size {
  return {
    width: Math.max(1, Math.round((width * drawn.width) / image.width)),
    height: Math.max(1, Math.round((height * drawn.height) / image.height)),
  };
}

/** What the second picture has of a part of the first one, and where in that part it is; null where it has nothing. */
export function commonPart(
  first: Size,
  part: PicturePart,
  second: Size,
): {
  readonly drawing: Size & { readonly part: PicturePart };
  readonly at: { readonly x: number; readonly y: number };
} | null {
  const along = (
    from: number,
    length: number,
    firstSize: number,
    secondSize: number,
  ): { at: number; from: number; length: number } => {
    // Where the second one begins, in the first.
    const start = Math.floor((firstSize - secondSize) / 2);
    const begin = Math.max(from, start);
    const end = Math.min(from + length, start + secondSize);
    return { at: begin - from, from: begin - start, length: end - begin };
  };
  const across = along(part.x, part.width, first.width, second.width);
  const down = along(part.y, part.height, first.height, second.height);
  if (across.length <= 0 || down.length <= 0) return null;
  return {
    drawing: { ...second, part: { x: across.from, y: down.from, width: across.length, height: down.length } },
    at: { x: across.at, y: down.at },
  };
}

/** By the browser, which need not tell a page what is on a canvas. Whether it could be done. */
function subtract(
  target: HTMLCanvasElement,
  one: HTMLCanvasElement,
  other: { readonly canvas: HTMLCanvasElement; readonly at: { readonly x: number; readonly y: number } } | null,
  amplified: number,
): boolean {
  const { width, height } = one;
  const context = target.getContext('2d');
  const onOther = other?.canvas.getContext('2d');
  if (!context || (other && !onOther)) return false;
  Object.assign(target, { width, height });
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  if (!other || !onOther) return true;
  const { canvas, at } = other;
  onOther.globalCompositeOperation = 'difference';
  onOther.drawImage(one, -at.x, -at.y);
  // Its double, again and again.
  onOther.globalCompositeOperation = 'lighter';
  for (let times = 1; times < amplified; times *= 2) onOther.drawImage(canvas, 0, 0);
  context.drawImage(canvas, at.x, at.y);
  return true;
}
