import { nothing, type LitElement, type TemplateResult } from 'lit';
import type { PipelineParams } from '../../pipeline/params.ts';
import { NOTHING_COMPUTED } from '../../session/files/live-image.ts';
import type { ParameterChanges } from '../../session/parameters/parameter-changes.ts';
import { stageSourceOf } from '../../session/processing/stage-source.ts';
import type { Session } from '../../session/session.ts';
import { parameterPanel } from '../parameters/parameter-panel.ts';
import type { KeyBindings } from '../keys/key-bindings.ts';
import type { BoxLayout } from '../part/box-layout.ts';
import { html } from '../part/html.ts';
import type { Wheel } from '../part/wheel.ts';
import { DragOut } from '../saving/drag-out.ts';
import { saveQuestion } from '../saving/save-question.ts';
import { forgetImage } from '../stages/image-facts.ts';
import { messagesWith, type MessageOverrides, type Messages } from '../words/messages.ts';
import { withMethodTitles } from '../words/method-titles.ts';
import { burnedInNote } from './burned-in-note.ts';
import { defineImageParts } from './define-image-parts.ts';
import { filmsCompared, type ComparedSession } from './films-compared.ts';
import { filmMeasured } from './film-measured.ts';
import { foldedFiles } from './file-fold.ts';
import { imageShow } from './image-show.ts';
import { OwnHeight } from './own-height.ts';
import { panelsButton, SidePanels } from './side-panels.ts';
import { sessionToolbar, type ToolbarActions, type ToolbarSession } from './toolbar.ts';
import type { Viewing } from './viewer-opening.ts';

/** What stands in the element while an image is on show. */
export interface ImageViewState {
  readonly control: ToolbarSession & {
    readonly stepFilm: (by: 1 | -1) => void;
    readonly session: ComparedSession &
      Pick<Session, 'exports' | 'files' | 'frames' | 'live' | 'measurements' | 'notices' | 'selected' | 'shown'>;
  };
  readonly changes: ParameterChanges;
  readonly actions: Pick<ToolbarActions, 'choose' | 'chooseFolder'>;
  readonly viewing: Viewing;
  /** Holds what is known of the image. */
  readonly facts: HTMLElement;
  /** Of the element. */
  readonly settings: {
    readonly params: PipelineParams;
    readonly manual: boolean;
    readonly noControls: boolean;
    readonly noDownload: boolean;
    readonly noMeasuring: boolean;
    readonly wheel: Wheel;
  };
  readonly layout: BoxLayout;
  /** How far the work is. */
  readonly status: TemplateResult;
  readonly files: TemplateResult | typeof nothing;
}

/**
 * What the element needs as soon as there is an image, and not before: it comes after the first paint, by a dynamic import of
 * this file.
 */
export interface ImageView {
  /** `messages` are what the host has in place of the English ones. */
  readonly render: (messages: MessageOverrides, state: ImageViewState) => TemplateResult;
  /** Has `facts` hold nothing of the image that it told of. */
  readonly forget: (facts: HTMLElement, messages: MessageOverrides) => void;
  /** The list of keys. */
  readonly keys: (messages: MessageOverrides, open: boolean, bindings: KeyBindings) => TemplateResult;
}

/** With its parts registered. @param host the element, in which it stands */
export function createImageView(host: LitElement): ImageView {
  defineImageParts();
  new OwnHeight(host);
  const panels = new SidePanels(() => host.requestUpdate());
  let dragOut: DragOut | null = null;
  return {
    render: (messages, state) => {
      dragOut ??= new DragOut(state.control.session.exports);
      dragOut.follow();
      return renderImage(messagesWith(messages), state, panels, dragOut);
    },
    forget: (facts, messages) => {
      dragOut?.follow();
      forgetImage(facts, messagesWith(messages));
    },
    keys: (messages, open, bindings) =>
      html`<xray-keys-dialog .words=${messagesWith(messages)} .open=${open} .bindings=${bindings}></xray-keys-dialog>`,
  };
}

function renderImage(given: Messages, state: ImageViewState, panels: SidePanels, dragOut: DragOut): TemplateResult {
  const { control, changes, actions, viewing, facts, settings, layout, status, files } = state;
  const wide = layout === 'wide';
  const narrow = layout === 'narrow';
  const { params, noControls, noDownload, noMeasuring, wheel } = settings;
  const words = withMethodTitles(given, params);
  const { files: table, frames, live, measurements, selected, shown } = control.session;
  const stages = { versions: live?.versions ?? NOTHING_COMPUTED, source: live && stageSourceOf(shown, live) };
  const show = imageShow(words, {
    entry: selected,
    frame: frames.chosen,
    ...stages,
    early: shown.early,
    params,
    measured: noMeasuring ? null : filmMeasured(measurements, selected, noDownload),
    compared: filmsCompared(control.session, selected),
    viewing,
    facts,
    folded: wide && viewing.viewer === 'open' && !panels.isShown(true),
    swiped: narrow,
    dragOut: noDownload ? null : dragOut,
    wheel,
  });
  const made = selected?.state.kind === 'done' ? selected.state.computed.values : null;
  const expected = { facts: selected?.facts ?? null, values: made ?? null };
  const parameters = noControls ? nothing : parameterPanel(words, params, changes, layout, stages, expected);
  const inViewer = viewing.viewer === 'open';
  const rail = wide && (parameters !== nothing || files !== nothing);
  const unfolded = panels.isShown(inViewer);
  const problems = table.count('failed') + control.session.notices.all.length;
  const folding = rail ? panelsButton(words, unfolded, problems, () => panels.toggle(inViewer)) : nothing;
  // Images come first, for keys and for those who listen: files and parameters, where there is room, stand before them all the same.
  return html`
    <div class="top">
      <slot name="header"></slot>
      ${sessionToolbar(words, control, { manual: settings.manual, noDownload, narrow }, actions, folding)}
    </div>
    ${noDownload ? nothing : burnedInNote(words, table)} ${saveQuestion(words, control.giveOut.question)} ${status}
    <div class="body">
      ${rail ? nothing : narrow ? foldedFiles(words, control, files) : files} ${show}
      ${rail ? html`<div id="rail" class="rail" ?hidden=${!unfolded}>${files} ${parameters}</div>` : parameters}
    </div>
  `;
}
