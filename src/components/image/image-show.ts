import { nothing, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import type { StageVersions } from '../../session/files/live-image.ts';
import type { ComparedFilms } from '../compare/compared-films.ts';
import type { MeasuredFilm } from '../measuring/measured-film.ts';
import { renderedInto } from '../part/rendered-into.ts';
import type { Wheel } from '../part/wheel.ts';
import type { DragOut } from '../saving/drag-out.ts';
import { imageFacts } from '../stages/image-facts.ts';
import type { Messages } from '../words/messages.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';
import { settingLines } from './setting-lines.ts';
import type { Viewing } from './viewer-opening.ts';

export interface ImageShowState {
  readonly entry: FileEntry | null;
  /** Which of its frames was chosen, from 0. */
  readonly frame: number;
  readonly versions: StageVersions;
  readonly source: StageSource | null;
  /** A picture of what has no source yet. */
  readonly early: ImageBitmap | null;
  readonly params: PipelineParams;
  /** Null where nothing is measured. */
  readonly measured: MeasuredFilm | null;
  readonly compared: ComparedFilms;
  readonly viewing: Viewing;
  /** Holds what is known of the image: one, in the sheet or beside the viewer, so that it keeps its state. */
  readonly facts: HTMLElement;
  /** Whether they are not seen beside the viewer. */
  readonly folded: boolean;
  /** Whether images stand in one row. */
  readonly swiped: boolean;
  /** Null where nothing may be saved. */
  readonly dragOut: DragOut | null;
  readonly wheel: Wheel;
}

/** The image on show: all its stages, or the viewer in their place, which keeps its state; and what is known of it. */
export function imageShow(
  words: Messages,
  {
    entry,
    frame,
    versions,
    source,
    early,
    params,
    measured,
    compared,
    viewing,
    facts,
    folded,
    swiped,
    dragOut,
    wheel,
  }: ImageShowState,
): TemplateResult {
  const { width = 1, height = 1 } = entry?.facts ?? {};
  const { frames = 1, told } = entry?.opened?.header ?? {};
  const fileName = entry?.name ?? '';
  // While it is opened again, as it was.
  const made = entry?.state.kind === 'done' ? entry.state.computed.values : null;
  // Of colours nothing but the header tells it.
  const values = source?.values() ?? made;
  const { pixelAspect = 1 } = values ?? told ?? {};
  const open = viewing.viewer === 'open';
  const settings = settingLines(words, params, values ?? null);
  facts.hidden = open && folded;
  const known = renderedInto(
    facts,
    open ? 'facts' : '',
    imageFacts(words, { entry, source, versions, params, settings }),
  );
  return html`
    <div class="show">
      ${
        frames > 1
          ? html`<xray-frame-bar
              .words=${words}
              .frame=${frame}
              .frames=${frames}
              .disabled=${!source || entry?.state.kind !== 'done'}
            ></xray-frame-bar>`
          : nothing
      }
      <xray-stage-sheet
        class=${entry?.facts ? '' : 'unread'}
        exportparts="stage, stage-title, stage-frame, stage-image"
        ?hidden=${open}
        .words=${words}
        .swiped=${swiped}
        .fileName=${fileName}
        .imageWidth=${width}
        .imageHeight=${height}
        .pixelAspect=${pixelAspect}
        .versions=${versions}
        .painter=${source?.paint ?? null}
        .early=${early}
        .savable=${entry?.state.kind === 'done'}
        .dragOut=${dragOut}
      >
        ${open ? nothing : known}
      </xray-stage-sheet>
      ${
        viewing.viewer === 'unmade'
          ? nothing
          : html`<xray-viewer
              exportparts="viewer, viewer-area, viewer-image, probe, measurements"
              ?hidden=${!open}
              .open=${open}
              .words=${words}
              .stage=${viewing.stage}
              .film=${entry?.id ?? null}
              .wheel=${wheel}
              .fileName=${fileName}
              .imageWidth=${width}
              .imageHeight=${height}
              .pixelAspect=${pixelAspect}
              .versions=${versions}
              .source=${source}
              .early=${early}
              .params=${params}
              .measured=${measured}
              .compared=${compared}
            ></xray-viewer>`
      }
      ${open ? known : nothing}
    </div>
  `;
}
