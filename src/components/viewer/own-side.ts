import { pixelShape } from '../../image/pixel-shape.ts';
import { GIVEN, OVERLAY } from '../../pipeline/stage-roles.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { StageVersions } from '../../session/files/live-image.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';
import type { Side } from '../compare/view-panes.ts';
import type { Messages } from '../words/messages.ts';
import { earlyPainter } from './early-painter.ts';

interface FilmViewer {
  readonly words: Messages;
  readonly open: boolean;
  readonly fileName: string;
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly pixelAspect: number;
  readonly versions: StageVersions;
  readonly source: StageSource | null;
  readonly early: ImageBitmap | null;
}

/** A stage of the film on show. */
export function ownSide(viewer: FilmViewer, stage: StageId): Side {
  const { words, open, fileName, imageWidth: width, imageHeight: height, versions, source } = viewer;
  const early = open && stage === GIVEN && !source && viewer.early ? earlyPainter(viewer.early) : null;
  return {
    stage,
    size: { width, height },
    pixel: pixelShape(viewer),
    caption: words.stageNames[stage],
    label: words.stageOf(words.stages[stage].title, fileName),
    painter: open && source ? source.paint : early,
    version: early ? 1 : versions[stage],
    edgesVersion: versions[OVERLAY],
  };
}
