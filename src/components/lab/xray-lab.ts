import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { html } from '../part/html.ts';
import { isBlob } from '../../base/kinds.ts';
import type { Backend } from '../../pipeline/engine.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { BoxLayoutController } from '../part/box-layout.ts';
import { filesOfFolder, type Brought } from '../../session/intake/brought-files.ts';
import { controls } from '../part/controls.styles.ts';
import { defineParts } from './define-parts.ts';
import { DropTarget } from '../intake/drop-target.ts';
import { FocusKeeper } from '../part/focus-keeper.ts';
import { fileInput } from '../intake/file-input.ts';
import { FolderDialog } from '../intake/folder-dialog.ts';
import { KeysOpening } from '../keys/keys-opening.ts';
import { LaterParts } from './later-parts.ts';
import type { FormContent } from '../form/form-value.ts';
import { imageSourcesIn, type ImageSource } from '../../session/intake/image-loader.ts';
import { emit } from './lab-events.ts';
import { keyCommand } from '../keys/lab-keys.ts';
import { ownAddresses } from '../intake/own-addresses.ts';
import { PartListener, partCommands } from './part-commands.ts';
import { emptyContent, filesContent, filmInView, formContentOf, sessionStatus } from './lab-content.ts';
import type { MeasuredImage } from '../../measure/measured-image.ts';
import type { ImageView } from '../image/image-view.ts';
import { ViewerOpening } from '../image/viewer-opening.ts';
import type { Session } from '../../session/session.ts';
import { SessionController } from './session-controller.ts';
import type { LabResult } from '../../session/results/lab-result.ts';
import { LeaveGuard } from './leave-guard.ts';
import { ParameterChanges } from '../../session/parameters/parameter-changes.ts';
import { partsComplete } from '../part/parts-complete.ts';
import { PasteTarget } from '../intake/paste-target.ts';
import { tokens } from '../part/tokens.styles.ts';
import { XrayLabSettings } from './xray-lab-settings.ts';
import { xrayLabStyles } from './xray-lab.styles.ts';

/**
 * Processes radiographs in the reader's browser: grayscale, histogram equalisation, Gaussian blur and Canny edges, with
 * the bytes OpenCV gives. Images come by choosing, dropping, pasting, `src` or `process()`; nothing is uploaded. A
 * `manifest.json` of an earlier export that is chosen or dropped sets the parameters it holds.
 * Kept while it is moved in the document; removed from it, it gives everything back and comes back empty.
 *
 * @tag xray-lab
 *
 * @attr {string} src - URL of a first image.
 * @attr {string} sample - URLs of sample images, separated by spaces, for "Try a sample"; same origin only.
 *   They begin with the preset "Radiograph" where no parameter was set.
 * @attr {'auto' | 'webgl2' | 'cpu'} backend - Which engine computes. Default `auto`.
 * @attr {number} max-file-size - Largest file in bytes. Default 20 MiB.
 * @attr {number} max-pixels - Largest image, width × height. Default 100 million.
 * @attr {string} accept - MIME types taken, separated by commas. Default: those of all formats that are read.
 * @attr {boolean} no-controls - Leaves out the parameter controls.
 * @attr {boolean} no-download - Leaves out everything that saves a file.
 * @attr {boolean} no-measuring - Leaves out the tools that measure.
 * @attr {boolean} auto-save - Downloads the ZIP of each batch when it is finished, unless `no-download` is set.
 * @attr {boolean} guard-unsaved - Asks before the page is left with unsaved results, or in the middle of the work.
 * @attr {boolean} manual - Waits for a press of "Process Image".
 * @attr {'source' | 'timestamp'} naming - Results are named after their files, or `medical_YYYYMMDD_HHMMSS` after the
 *   time, for files whose names carry a patient's; then the manifest tells no file name either. Default `source`.
 * @attr {string} name - The name under which the form around the element submits its ZIP.
 * @attr {boolean} required - The form cannot be submitted without results.
 * @attr {boolean} disabled - The reader can do nothing with the element.
 * @attr {'light' | 'dark'} theme - Default: the reader's system.
 * @attr {'zoom' | 'ctrl' | 'none'} wheel - When the wheel over the viewer zooms: always, with Ctrl or ⌘ only, or never.
 *   Default: with these, and while the viewer has the focus.
 *
 * @fires {CustomEvent} xray-load - A file was decoded: `{ file, name, width, height, bitDepth }`; one of its `frames`: `frame`.
 * @fires {CustomEvent} xray-progress - An image became ready: `{ done, total, file }`, counted over the files at work.
 * @fires {CustomEvent} xray-results - All images of a file are ready, also after a change: `{ result, results }`.
 * @fires {CustomEvent} xray-change - The reader changed a parameter: `{ name, params }`; `name` is null for all at once.
 * @fires {CustomEvent} xray-measure - What is measured on a film is another: `{ file, measured }`.
 * @fires {CustomEvent} xray-divider - The reader moved the divider: `{ position, direction }`, per cent; `horizontal` or `vertical`.
 * @fires {CustomEvent} xray-error - `{ code, message, hint, file }`.
 * @fires {CustomEvent} xray-before-export - `{ kind, name, files }`, `kind` being `zip`, `png`, `copy` or `folder`, of which
 *   it comes once; `preventDefault()` stops the export, `files()` gives what would have been saved.
 * @fires {CustomEvent} xray-export - `{ kind, name, blob }`: a file was downloaded, or given out by `exportZip()`.
 *
 * @slot empty - More on what to do while there is no image, under the buttons.
 * @slot header - What the page is called, say: at the beginning of the toolbar's row.
 * @slot toolbar - More controls, at the end of the toolbar.
 * @slot footer - Under everything.
 *
 * @csspart drop-area - What stands where no image is yet.
 * @csspart toolbar - The row of buttons.
 * @csspart files - The list of files.
 * @csspart file - One file in the list.
 * @csspart error - One error.
 * @csspart parameters - The parameter controls.
 * @csspart stage - One image's figure.
 * @csspart stage-title - Its name.
 * @csspart stage-frame - The black frame around the image.
 * @csspart stage-image - The image itself.
 * @csspart details - The small print of the image.
 * @csspart histogram - The histograms.
 * @csspart viewer - The viewer with its controls.
 * @csspart viewer-area - The black box with the image.
 * @csspart viewer-image - An image in it.
 * @csspart probe - The values at a pixel.
 * @csspart measurements - What was measured, as a list.
 *
 * @cssproperty --xray-font - Font family. Default: the host page's.
 * @cssproperty --xray-ground - Background of the element.
 * @cssproperty --xray-surface - Background of areas on it.
 * @cssproperty --xray-raised - Background of fields.
 * @cssproperty --xray-line - Lines between areas.
 * @cssproperty --xray-control-line - Outlines of controls.
 * @cssproperty --xray-text - Text.
 * @cssproperty --xray-muted - Secondary text.
 * @cssproperty --xray-accent - What can be acted on.
 * @cssproperty --xray-on-accent - Text on the accent.
 * @cssproperty --xray-warning - Errors.
 * @cssproperty --xray-radius - Corner radius of controls; images have none. Default 6px.
 * @cssproperty --xray-padding - Space around the content. Default 16px.
 * @cssproperty --xray-max-width - Greatest width of the content. Default none.
 * @cssproperty --xray-height - Height that images beside each other, the viewer, the list of files and the sheet of parameters are fitted to. Default 100vh, or the element's own height where that is less than it needs.
 * @cssproperty --xray-empty-height - Least height of the empty state. Default 380px.
 * @cssproperty --xray-stage-width - Least width of an image where there is room for several. Default 280px.
 */
export class XrayLab extends XrayLabSettings {
  static override styles = [tokens, controls, xrayLabStyles];

  private readonly control = new SessionController(this, {
    isClosed: () => this.inactive,
    onSetting: (params) => this.changes.make(params),
  });
  private readonly session = this.control.session;
  private readonly box = new BoxLayoutController(this);
  private readonly take = (brought: Brought | Promise<Brought>): void => void this.session.intake.takeBrought(brought);
  private readonly drop = new DropTarget(this, this.take, this.session.intake);
  private readonly folders = new FolderDialog(this, (files) => this.take(filesOfFolder(files)));
  private readonly viewer = new ViewerOpening(this, (error) => this.session.notices.add(error));
  private readonly keyList = new KeysOpening(this, () => this.later.image.loaded());
  private readonly changes = new ParameterChanges({
    get: () => this.params,
    set: (params) => this.setParameters(params),
    windowed: () => !!this.session.live?.pipeline.values,
    changed: (name) => {
      emit(this, 'xray-change', { name, params: this.params });
      this.requestUpdate();
    },
  });
  private readonly facts = document.createElement('div');
  private readonly later = new LaterParts(this, (error) => this.session.notices.add(error));
  /** Opens dialogs for what the reader brings. */
  private readonly opening = { choose: () => this.input.click(), chooseFolder: () => this.folders.open() };
  private readonly onChosen = (files: readonly File[]): void => void this.session.intake.take(files);

  @query('input[type="file"]') private input!: HTMLInputElement;

  constructor() {
    super();
    defineParts();
    new PartListener(
      this,
      partCommands(this.control, { ...this.opening, changes: this.changes, keys: this.keyList, viewer: this.viewer }),
    );
    new PasteTarget(this, this.take);
    new LeaveGuard(this, () => this.guardUnsaved && this.control.losesSomething);
    new FocusKeeper(this, 'xray-removal-note, .choose, xray-drop-area');
  }

  /** What was processed so far, in the order in which the files came. */
  get results(): readonly LabResult[] {
    return this.session.access.results;
  }

  /** What was measured, of each film on which anything was, in image pixels; replaced with every change. */
  get measurements(): readonly MeasuredImage[] {
    return this.session.measurements.all;
  }

  /** Whether anything is being loaded, processed or exported. */
  get busy(): boolean {
    return this.session.busy;
  }

  /** The engine that computed the image on show; null while there is none. */
  get backendInUse(): Backend | null {
    return this.session.live?.computed.backend ?? null;
  }

  /**
   * Processes images, one after the other, beside those there are: files, or addresses from which they are fetched.
   * Settles when every one is done or failed; a failure is an `xray-error`, not a rejection. A file that says nothing for
   * ten seconds has failed too, and holds up no other. In no document it works too; engines are then given back as soon as
   * the work is done. Rejects with an XrayError of reason `wrong-argument` when it is given anything else, before anything is done.
   */
  async process(images: ImageSource | Iterable<ImageSource>): Promise<void> {
    const { session } = this;
    const sources = imageSourcesIn(images);
    const process = (files: readonly Blob[]): Promise<void> => session.process(files);
    await (sources.every(isBlob) ? process(sources) : session.loader.bring(sources, process));
  }

  /**
   * The five images of every file as PNGs, with a manifest, in one ZIP. Of more than 1 GiB the first of several numbered
   * ones: each comes with an `xray-export`. Files that are not on show are as they were processed; where parameters have
   * changed since, the manifest tells those of each, and nobody is asked. A file whose images cannot be had is left out, with an `xray-error`.
   * @throws XrayError `export-failed`; AbortError when a listener of `xray-before-export` stops it.
   */
  async exportZip(): Promise<Blob> {
    return (await this.session.exports.zip()).blob;
  }

  /** Shows a frame of the file on show, from 0. Settles when it is there, or one chosen since; what fails is an `xray-error`. */
  async showFrame(frame: number): Promise<void> {
    await this.session.frames.choose(frame);
  }

  /** Puts everything aside but the parameters, at once and for good. */
  reset(): void {
    this.viewer.forget();
    this.control.reset();
  }

  /**
   * Sets all parameters for the reader, who can take it back.
   * @internal For the standalone page.
   */
  changeParameters(params: PipelineParams): void {
    this.changes.make(params);
  }

  /** With all its parts. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await this.viewer.loaded;
    let settled = await super.getUpdateComplete();
    if (await this.later.come()) settled = await super.getUpdateComplete();
    await partsComplete(this.renderRoot);
    return settled;
  }

  /** The session has the parameters at once: results may be asked for in the same task. */
  override requestUpdate(...change: Parameters<XrayLabSettings['requestUpdate']>): void {
    super.requestUpdate(...change);
    if (change[0] === 'params') (this.session as Session | undefined)?.setParams(this.params);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('backend') && this.hasUpdated) void this.session.backendChanged();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('src') && this.src) queueMicrotask(() => void this.session.intake.takeFirst(this.src));
  }

  protected override get formContent(): FormContent {
    return formContentOf(this.session, this.renderRoot, this.words);
  }

  protected override restore(): void {
    this.reset();
    this.restoreParameters();
  }

  protected override render(): TemplateResult {
    const film = filmInView(this.session);
    const view = film && this.later.image.for(film.id);
    return html`
      <div
        class="lab ${this.box.layout} ${view ? '' : 'empty'} ${this.inactive ? 'inactive' : ''}"
        lang=${this.words.language}
        dir=${this.direction}
        ?inert=${this.inactive || this.keyList.open}
        @keydown=${this.onKey}
      >
        ${fileInput(this.words, this.limits.accept, !this.noControls, this.onChosen)}
        <div class="visually-hidden" role="status">${this.control.announcement}</div>
        ${view ? this.renderImage(view) : this.renderEmpty()}
        <slot name="footer"></slot>
        ${this.drop.active ? html`<div class="drop-hint">${this.words.dropToAdd}</div>` : nothing}
      </div>
      ${this.later.image.part?.keys(this.messages, this.keyList.open, this.keys) ?? nothing}
    `;
  }

  private renderEmpty(): TemplateResult {
    this.later.image.part?.forget(this.facts, this.messages);
    return html`<slot name="header"></slot>${sessionStatus(this.session, this.words)} ${this.renderFiles()}
      ${emptyContent(this.words, this.limits, ownAddresses(this.sample).length > 0)}`;
  }

  private renderFiles(): TemplateResult | typeof nothing {
    const { control, later, messages, session, words } = this;
    return filesContent(later.files, session, { thumbnails: control.thumbnails, messages, words });
  }

  private renderImage(view: ImageView): TemplateResult {
    const { box, changes, control, facts, words } = this;
    return view.render(this.messages, {
      control,
      changes,
      actions: this.opening,
      viewing: this.viewer.viewing,
      facts,
      settings: this,
      layout: box.layout,
      status: sessionStatus(this.session, words),
      files: this.renderFiles(),
    });
  }

  private onKey(event: KeyboardEvent): void {
    const command = keyCommand(event);
    if (command === 'show-keys') void this.keyList.show(true);
    else if (typeof command === 'number') void this.session.frames.step(command);
    else if (typeof command === 'object' && command) this.control.stepFilm(command.film);
    else if (command === 'undo' && this.session.removal.count > 0) void this.session.removal.undo();
    else if (command && !this.noControls) this.changes[command]();
    else return;
    event.preventDefault();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'xray-lab': XrayLab;
  }
}
