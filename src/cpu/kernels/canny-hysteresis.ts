import { CANDIDATE, STRONG } from './canny-suppress.ts';

/** A pixel that belongs to an edge. */
const EDGE = 255;

/**
 * Follows edges from strong pixels through all candidates they touch, by side or corner. Which pixels are reached does
 * not depend on the order, so the work may stop anywhere and go on later.
 *
 * A pixel is put on the stack at most once. Suppression lets no more than about every second pixel be a candidate, so
 * the stack stays under a few bytes a pixel even in the worst image.
 */
export class HysteresisFlood {
  private readonly edges: Uint8Array;
  /** The same, four pixels a word, without what is left over. */
  private readonly words: Int32Array;
  private readonly width: number;
  private stack = new Int32Array(4096);
  private depth = 0;
  /** Pixels before this one have been looked at as starts. */
  private scanned = 0;

  /**
   * @param edges NO_EDGE, CANDIDATE and STRONG as suppression left them, from a word on; pixels that are reached become
   * 255
   */
  constructor(edges: Uint8Array, width: number) {
    this.edges = edges;
    this.words = new Int32Array(edges.buffer, edges.byteOffset, edges.length >> 2);
    this.width = width;
  }

  /** Begins anew, after another suppression. */
  restart(): void {
    this.depth = this.scanned = 0;
  }

  /** Looks at about `budget` pixels; false when nothing is left to do. */
  advance(budget: number): boolean {
    let left = budget;
    while (left > 0) {
      if (this.depth > 0) left -= this.follow(left);
      else if (this.scanned < this.edges.length) left -= this.findStart(left);
      else return false;
    }
    return true;
  }

  /** Goes on to the next strong pixel that no edge has reached yet; returns how many pixels it looked at. */
  private findStart(budget: number): number {
    const { edges, words, scanned } = this;
    const end = Math.min(edges.length, scanned + budget);
    let pixel = scanned;
    while (pixel < end && edges[pixel] !== STRONG) {
      // Most words have nothing in them.
      const isEmptyWord = (pixel & 3) === 0 && pixel + 4 <= end && words[pixel >> 2] === 0;
      pixel += isEmptyWord ? 4 : 1;
    }
    if (pixel < end) {
      edges[pixel] = EDGE;
      this.stack[this.depth++] = pixel;
      pixel++;
    }
    this.scanned = pixel;
    return pixel - scanned;
  }

  /** Takes pixels from the stack and adds the neighbours they lead to; returns how many pixels it looked at. */
  private follow(budget: number): number {
    const { edges, width } = this;
    let { stack, depth } = this;
    let visited = 0;
    while (depth > 0 && visited < budget) {
      if (depth + 8 > stack.length) stack = this.growStack();
      const pixel = stack[--depth];
      const x = pixel % width;
      const left = x > 0 ? -1 : 0;
      const right = x < width - 1 ? 1 : 0;
      for (let row = pixel - width; row <= pixel + width; row += width) {
        if (row < 0 || row >= edges.length) continue;
        for (let neighbour = row + left; neighbour <= row + right; neighbour++) {
          const state = edges[neighbour];
          if (state !== CANDIDATE && state !== STRONG) continue;
          edges[neighbour] = EDGE;
          stack[depth++] = neighbour;
        }
      }
      visited += 8;
    }
    this.depth = depth;
    return visited;
  }

  private growStack(): Int32Array<ArrayBuffer> {
    const larger = new Int32Array(2 * this.stack.length);
    larger.set(this.stack);
    this.stack = larger;
    return larger;
  }
}

/** Leaves, of the pixels `from`…`to` − 1, only those that an edge has reached; the others become 0. */
export function keepReached(edges: Uint8Array, from: number, to: number): void {
  const words = new Int32Array(edges.buffer, edges.byteOffset, edges.length >> 2);
  const firstWord = (from + 3) >> 2;
  const endWord = Math.max(firstWord, to >> 2);
  keepReachedPixels(edges, from, Math.min(4 * firstWord, to));
  for (let i = firstWord; i < endWord; i++) {
    // Only 255 has its top bit set; times 255, that bit fills its byte.
    if (words[i] !== 0) words[i] = Math.imul((words[i] >>> 7) & 0x01010101, 255);
  }
  keepReachedPixels(edges, Math.max(from, 4 * endWord), to);
}

function keepReachedPixels(edges: Uint8Array, from: number, to: number): void {
  for (let i = from; i < to; i++) edges[i] = -(edges[i] >> 7);
}
