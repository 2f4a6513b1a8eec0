import { decodeImage, imageInFile } from '../../../src/decode/decode-image.ts';
import { encodePng } from '../../../src/export/encode/encode-png.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import type { PipelineParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../../src/pipeline/standard-graph.ts';
import type { RasterImage } from '../../../src/image/raster-image.ts';
import { noise, radiograph, rgbNoise } from '../../support/images.ts';
import type { Draw } from '../../support/walk.ts';

type Kind = 'sound' | 'torn' | 'text' | 'empty';

/** A file that may be brought. */
export interface WalkedImage {
  readonly name: string;
  readonly kind: Kind;
  readonly bytes: Blob;
  readonly sha256: string;
}

/** A stage's pixels in a text that is equal for equal ones. */
const textOf = ({ width, height, channels, data }: RasterImage): string =>
  `${width} ${height} ${channels} ${data.join()}`;

export async function sha256(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Small files of every kind, the same in every run; and what each becomes, computed anew by an engine of its own. */
export class WalkedImages {
  private readonly stages = new Map<string, Promise<Record<StageId, string>>>();
  /** Texts of PNG files by their digests. */
  private readonly decoded = new Map<string, Promise<string>>();

  private constructor(
    readonly all: readonly WalkedImage[],
    private readonly engine: Engine,
  ) {}

  static async make(engine: Engine): Promise<WalkedImages> {
    const sound = await Promise.all(
      [
        radiograph(48, 40),
        rgbNoise(33, 21, 3),
        noise(7, 61, 4),
        radiograph(64, 16, 5),
        noise(1, 1, 6),
        radiograph(90, 70, 7),
      ].map((image) => encodePng(image)),
    );
    // Of 12 bits, seen through a window.
    const { data } = radiograph(52, 44, 8);
    const samples = Uint16Array.from(data, (value, i) => 90 + value * 15 + (i % 13));
    const film = await encodePng({ width: 52, height: 44, channels: 1, bitDepth: 16, data: samples });
    const kinds: [Kind, Blob][] = [
      ...[...sound, film, film].map((png): [Kind, Blob] => ['sound', png]),
      ['torn', sound[0].slice(0, sound[0].size / 2)],
      ['text', new Blob(['This is no image.'])],
      ['empty', new Blob([])],
    ];
    // Few names, so that several files have one, or one but for its case.
    const names = [
      'a.png',
      'A.PNG',
      'b.png',
      'röntgen 1.png',
      'a-2.png',
      'a.png',
      'film.png',
      'b.png',
      'torn.png',
      'text.png',
      'b.png',
    ];
    const all = await Promise.all(
      kinds.map(async ([kind, bytes], i) => ({ name: names[i], kind, bytes, sha256: await sha256(bytes) })),
    );
    return new WalkedImages(all, engine);
  }

  /** Mostly a sound one. */
  draw(draw: Draw): WalkedImage {
    return draw.chance(0.85) ? draw.of(this.all.filter(({ kind }) => kind === 'sound')) : draw.of(this.all);
  }

  /** What a stage of the file with the digest `source` has to be. */
  async expected(source: string, params: PipelineParams, stage: StageId): Promise<string> {
    const key = source + JSON.stringify(params);
    const known = this.stages.get(key) ?? this.compute(source, params);
    this.stages.set(key, known);
    return (await known)[stage];
  }

  /** What is in a PNG file. */
  async pixelsIn(png: Blob): Promise<string> {
    const key = await sha256(png);
    const known = this.decoded.get(key) ?? decodeImage(png).then(textOf);
    this.decoded.set(key, known);
    return known;
  }

  textOf = textOf;

  private async compute(source: string, params: PipelineParams): Promise<Record<StageId, string>> {
    const bytes = this.all.find((image) => image.sha256 === source)?.bytes ?? new Blob([]);
    const pipeline = await this.engine.open(await imageInFile(bytes));
    try {
      await pipeline.update(params);
      const stages: Partial<Record<StageId, string>> = {};
      for (const stage of STAGE_IDS) stages[stage] = textOf(await pipeline.read(stage));
      return stages as Record<StageId, string>;
    } finally {
      pipeline.dispose();
    }
  }
}
