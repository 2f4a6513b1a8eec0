import { nothing, type TemplateResult } from 'lit';
import { SQUARE, type PixelShape } from '../../image/pixel-shape.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { StagePainter } from '../../session/processing/stage-source.ts';
import type { Size } from '../part/fit-inside.ts';
import { html } from '../part/html.ts';
import type { Framing, Point, View } from '../pane/view-transform.ts';
import { seenBeside } from './beside.ts';
import type { CompareChoices } from './compare-state.ts';
import { differencePainter } from './difference.ts';

/** One of the images that are looked at. */
export interface Side {
  readonly stage: StageId;
  /** In pixels. */
  readonly size: Size;
  readonly pixel: PixelShape;
  readonly label: string;
  /** What is said over it where two are seen. */
  readonly caption: string;
  readonly painter: StagePainter | null;
  /** How often the stage, and the edges, were computed; 0 = there is nothing to draw yet. */
  readonly version: number;
  readonly edgesVersion: number;
}

/** How they are seen. */
export interface SeenSides extends Pick<CompareChoices, 'amplified' | 'mode'> {
  readonly edges: boolean;
  readonly edgeColour: string;
  readonly smooth: boolean;
  readonly framing: Framing | null;
  readonly view: View;
  /** A pixel to mark. */
  readonly mark: Point | null;
}

/** The panes of a view: of one image, of two, or of what two differ by. */
export class ViewPanes {
  private difference: { readonly of: readonly unknown[]; readonly painter: StagePainter } | null = null;

  render(seen: SeenSides, first: Side, second: Side): TemplateResult {
    if (seen.mode === 'difference')
      return html`${pane({ ...seen, edges: false }, this.differing(seen, first, second))}`;
    this.difference = null;
    return html`${pane(seen, first)}
    ${seen.mode === 'single' ? nothing : pane({ ...seen, ...beside(seen, second) }, second, 'second')}`;
  }

  /** One painter for as long as it is the same two images' difference: panes paint anew for another one. */
  private differing({ amplified }: SeenSides, first: Side, second: Side): Side {
    const of = [
      amplified,
      ...[first, second].flatMap(({ painter, stage, size }) => [painter, stage, size.width, size.height]),
    ];
    if (!first.painter || !second.painter) return { ...first, painter: null, version: 0 };
    if (!this.difference || !of.every((each, i) => each === this.difference?.of[i])) {
      const [one, other] = [first, second].map((side) => ({ ...side, painter: side.painter as StagePainter }));
      this.difference = { of, painter: differencePainter(one, other, amplified) };
    }
    const version = first.version > 0 && second.version > 0 ? first.version + second.version : 0;
    return { ...first, version, painter: this.difference.painter };
  }
}

/** How the second image is seen, where it has another size or shape than the first. */
function beside({ framing, view, mark }: SeenSides, side: Side): Partial<SeenSides> {
  if (!framing) return {};
  const { image, pixel = SQUARE } = framing;
  const { width, height } = side.size;
  const alike =
    width === image.width && height === image.height && side.pixel.x === pixel.x && side.pixel.y === pixel.y;
  return alike ? {} : seenBeside(framing, view, mark, side);
}

function pane(
  { edges, edgeColour, framing, view, smooth, mark }: SeenSides,
  { stage, label, painter, version, edgesVersion }: Side,
  place: 'first' | 'second' = 'first',
): TemplateResult {
  return html`<xray-view-pane
    class=${place}
    exportparts="viewer-image"
    .stage=${stage}
    .label=${label}
    .painter=${painter}
    .version=${version}
    .edgesVersion=${edgesVersion}
    .edgeColour=${edges ? edgeColour : null}
    .framing=${framing}
    .view=${view}
    .smooth=${smooth}
    .mark=${mark}
  ></xray-view-pane>`;
}
