import { createHash } from 'node:crypto';
import { makePng } from '../../../support/png-maker.ts';
import { steerFile, type SteeredFile } from '../../../support/steered-file.ts';
import type { Draw } from '../../../support/walk.ts';

/** Whether a file of this kind ever becomes results. */
type Kind = 'sound' | 'torn' | 'text' | 'empty' | 'large';

/** A file that is brought, whose readings may fail, or wait, whenever that is said. */
export interface WalkedFile {
  readonly file: File;
  readonly kind: Kind;
  /** The first value of its image, by which the engines know it. */
  readonly seed: number;
  readonly sha256: string;
  /** Digests of what it was, or is by now. */
  readonly contents: string[];
  readonly disk: SteeredFile;
}

/** Few, so that several files have one name, or one but for its case. */
const NAMES = ['a.png', 'A.PNG', 'b.png', 'röntgen 1.png', 'a-2.png', 'con.png', '../b.png', ''];

const KINDS: readonly Kind[] = ['sound', 'sound', 'sound', 'sound', 'sound', 'sound', 'torn', 'text', 'empty', 'large'];

export function makeFile(draw: Draw, seed: number): WalkedFile {
  const kind = draw.of(KINDS);
  const bytes = bytesOf(kind, seed);
  const file = new File([bytes], draw.of(NAMES), { type: 'image/png' });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file, kind, seed, sha256, contents: [sha256], disk: steerFile(file) };
}

function bytesOf(kind: Kind, seed: number): Uint8Array<ArrayBuffer> {
  if (kind === 'empty') return new Uint8Array();
  if (kind === 'text') return new TextEncoder().encode(`This is no image: ${seed}.`);
  const side = kind === 'large' ? 101 : 1;
  const bytes = makePng({
    width: side * 4,
    height: side,
    colorType: 0,
    bitDepth: 8,
    pixel: (x) => [x === 0 ? seed : x % 256],
  });
  return kind === 'torn' ? bytes.slice(0, bytes.length - 20) : bytes;
}
