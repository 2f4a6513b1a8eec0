import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import type { Backend } from '../../pipeline/engine.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import { BoxLayoutController } from './box-layout.ts';
import { filesOfFolder } from '../../session/intake/brought-files.ts';
import { controls } from '../part/controls.styles.ts';
import { defineParts } from './define-parts.ts';
import type { XrayDropArea } from '../intake/drop-area.ts';
import { DropTarget } from '../intake/drop-target.ts';
import { filePanel } from '../files/file-panel.ts';
import { FileIntake } from '../../session/intake/file-intake.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { FolderDialog } from '../intake/folder-dialog.ts';
import { imageShow } from './image-show.ts';
import { KeysOpening } from '../keys/keys-opening.ts';
import { LabController } from '../../session/session.ts';
import type { FormContent } from '../form/form-value.ts';
import { isFile, isImageSource, type ImageSource } from '../../session/intake/image-loader.ts';
import { emit } from './lab-events.ts';
import { keyCommand } from '../keys/lab-keys.ts';
import type { LabResult } from '../../session/results/lab-result.ts';
import { LeaveGuard } from './leave-guard.ts';
import { NOTHING_COMPUTED, type LiveImage } from '../../session/files/live-image.ts';
import { parameterPanel } from '../parameters/parameter-panel.ts';
import { keptInside } from '../part/part-events.ts';
import { ParameterChanges } from '../../session/parameters/parameter-changes.ts';
import { partsComplete } from '../part/parts-complete.ts';
import { PasteTarget } from '../intake/paste-target.ts';
import { savingStatus } from './saving-status.ts';
import { stageSourceOf, type StageSource } from '../../session/processing/stage-source.ts';
import { tokens } from '../part/tokens.styles.ts';
import { toolbar } from './toolbar.ts';
import { ViewerOpening } from './viewer-opening.ts';
import { workProgress } from './work-progress.ts';
import { XrayLabSettings } from './xray-lab-settings.ts';
import { xrayLabStyles } from './xray-lab.styles.ts';

/** Offered in the dialog beside images: a manifest sets the parameters. */
const MANIFEST_TYPES = 'application/json,.json';

/**
 * Processes radiographs in the reader's browser: grayscale, histogram equalisation, Gaussian blur and Canny edges, with
 * the bytes OpenCV gives. Images come by choosing, dropping, pasting, `src` or `process()`; nothing is uploaded. A
 * `manifest.json` of an earlier export that is chosen or dropped sets the parameters it holds.
 *
 * Kept while it is moved in the document; removed from it, it gives everything back and comes back empty.
 *
 * @tag xray-lab
 *
 * @attr {string} src - URL of a first image.
 * @attr {string} sample - URLs of sample images, separated by spaces, for "Try a sample"; same origin only.
 * @attr {'auto' | 'webgl2' | 'cpu'} backend - Which engine computes. Default `auto`.
 * @attr {number} max-file-size - Largest file in bytes. Default 20 MiB.
 * @attr {number} max-pixels - Largest image, width × height. Default 100 million.
 * @attr {string} accept - MIME types taken, separated by commas. Default `image/jpeg,image/png`.
 * @attr {number} blur-size - Side of the Gaussian kernel: odd, 1…31. Default 5.
 * @attr {number} blur-sigma - Standard deviation of the blur; 0 derives it from the size. Default 1.
 * @attr {number} canny-low - Lower threshold. Default 100.
 * @attr {number} canny-high - Upper threshold. Default 200.
 * @attr {3 | 5 | 7} canny-aperture - Side of the Sobel kernel. Default 3.
 * @attr {boolean} canny-l2 - Measures gradients by the L2 norm.
 * @attr {boolean} no-controls - Leaves out the parameter controls.
 * @attr {boolean} no-download - Leaves out everything that saves a file.
 * @attr {boolean} auto-save - Downloads the ZIP of each batch when it is finished, unless `no-download` is set.
 * @attr {boolean} guard-unsaved - Asks before the page is left with unsaved results, or in the middle of the work.
 * @attr {boolean} manual - Waits for a press of "Process Image".
 * @attr {'source' | 'timestamp'} naming - Results are named after their files, or `medical_YYYYMMDD_HHMMSS` after the
 *   time, for files whose names carry a patient's; then the manifest tells no file name either. Default `source`.
 * @attr {string} name - The name under which the form around the element submits its ZIP.
 * @attr {boolean} required - The form cannot be submitted without results.
 * @attr {boolean} disabled - The reader can do nothing with the element.
 * @attr {'light' | 'dark'} theme - Default: the reader's system.
 *
 * @fires {CustomEvent} xray-load - A file was decoded: `{ file, name, width, height, bitDepth }`.
 * @fires {CustomEvent} xray-progress - An image became ready: `{ done, total, file }`, counted over the files at work.
 * @fires {CustomEvent} xray-results - All images of a file are ready, also after a change: `{ result, results }`.
 * @fires {CustomEvent} xray-change - The reader changed a parameter: `{ name, params }`; `name` is null for all at once.
 * @fires {CustomEvent} xray-error - `{ code, message, hint, file }`.
 * @fires {CustomEvent} xray-before-export - `{ kind, name, files }`, `kind` being `zip`, `png`, `copy` or `folder`, of which
 *   it comes once; `preventDefault()` stops the export, `files()` gives what would have been saved.
 * @fires {CustomEvent} xray-export - `{ kind, name, blob }`: a file was downloaded, or given out by `exportZip()`.
 *
 * @slot empty - More on what to do while there is no image, under the buttons.
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
 * @cssproperty --xray-radius - Corner radius. Default 6px.
 * @cssproperty --xray-padding - Space around the content. Default 16px.
 * @cssproperty --xray-empty-height - Least height of the empty state. Default 380px.
 * @cssproperty --xray-stage-width - Least width of an image where there is room for several. Default 280px.
 */
export class XrayLab extends XrayLabSettings {
  static override styles = [tokens, controls, xrayLabStyles];

  private readonly lab = new LabController(this);
  private readonly box = new BoxLayoutController(this);
  private readonly intake = new FileIntake(this, this.lab, {
    isClosed: () => this.inactive,
    onSetting: (params) => this.changes.make(params),
  });
  private readonly drop = new DropTarget(this, (dropped) => void this.intake.takeBrought(dropped));
  private readonly folders = new FolderDialog((files) => void this.intake.takeBrought(filesOfFolder(files)));
  private readonly viewer = new ViewerOpening(this);
  private readonly keys = new KeysOpening(this);
  private readonly changes = new ParameterChanges({
    get: () => this.params,
    set: (params) => this.setParameters(params),
    changed: (name) => {
      emit(this, 'xray-change', { name, params: this.params });
      this.requestUpdate();
    },
  });
  private source: { live: LiveImage; source: StageSource } | null = null;
  private readonly facts = document.createElement('div');

  @query('input[type="file"]') private input!: HTMLInputElement;

  constructor() {
    super();
    defineParts();
    new PasteTarget(this, (files) => void this.intake.take(files));
    new LeaveGuard(this, () => this.guardUnsaved && this.losesSomething);
    new FocusKeeper(this, '.choose, xray-drop-area');
  }

  /** What was processed so far, in the order in which the files came. */
  get results(): readonly LabResult[] {
    return this.lab.access.results;
  }

  /** Whether anything is being loaded, processed or exported. */
  get busy(): boolean {
    return this.lab.busy;
  }

  /** The engine that computed the image on show; null while there is none. */
  get backendInUse(): Backend | null {
    return this.lab.live?.computed.backend ?? null;
  }

  /**
   * Processes images, one after the other, beside those there are: files, or addresses from which they are fetched.
   * Settles when every one is done or failed; a failure is an `xray-error`, not a rejection. In no document it works too;
   * engines are then given back as soon as the work is done.
   */
  async process(images: ImageSource | Iterable<ImageSource>): Promise<void> {
    const { lab } = this;
    const sources = isImageSource(images) ? [images] : [...images];
    await lab.process(sources.every(isFile) ? sources : await lab.loader.filesOf(sources));
  }

  /**
   * The five images of every file as PNGs, with a manifest, in one ZIP. Of more than 1 GiB the first of several numbered
   * ones: each comes with an `xray-export`. Files that are not on show are as they were processed; where parameters have
   * changed since, the manifest tells those of each. A file whose images cannot be had is left out, with an `xray-error`.
   * @throws XrayError `export-failed`; AbortError when a listener of `xray-before-export` stops it.
   */
  async exportZip(): Promise<Blob> {
    const { blob } = await this.lab.exports.zip();
    return blob;
  }

  /** Puts everything aside but the parameters. */
  reset(): void {
    this.viewer.forget();
    this.lab.reset();
  }

  /**
   * Sets all parameters for the reader, who can take it back.
   * @internal For the standalone page.
   */
  changeParameters(params: PipelineParams): void {
    this.changes.make(params);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.source = null;
  }

  /** With all its parts. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const settled = await super.getUpdateComplete();
    await partsComplete(this.renderRoot);
    return settled;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('params')) this.lab.paramsChanged();
    if (changed.has('backend') && this.hasUpdated) void this.lab.backendChanged();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('src') && this.src) queueMicrotask(() => void this.intake.takeFirst(this.src));
  }

  protected override get formContent(): FormContent {
    const { lab, words } = this;
    const area = this.renderRoot.querySelector<XrayDropArea>('xray-drop-area')?.renderRoot ?? this.renderRoot;
    return {
      get key() {
        return lab.access.key;
      },
      busy: lab.busy,
      files: (signal) => lab.exports.zipFiles(signal),
      anchor: area.querySelector('button') ?? undefined,
      words,
    };
  }

  protected override restore(): void {
    this.reset();
    this.restoreParameters();
  }

  protected override render(): TemplateResult {
    const { lab } = this;
    const { selected } = lab;
    return html`
      <div
        class="lab ${this.box.layout} ${selected?.facts ? '' : 'empty'} ${this.inactive ? 'inactive' : ''}"
        lang=${this.words.language}
        ?inert=${this.inactive || this.keys.open}
        @part-choose=${keptInside(() => this.input.click())}
        @part-choose-folder=${keptInside(() => this.folders.open())}
        @part-sample=${keptInside(() => void this.intake.takeSample())}
        @part-select-file=${keptInside<'part-select-file'>(({ id }) => void lab.select(id))}
        @part-remove-file=${keptInside<'part-remove-file'>(({ id }) => lab.removeFile(id))}
        @part-cancel=${keptInside<'part-cancel'>(({ id }) => lab.cancel(id))}
        @part-redo=${keptInside<'part-redo'>(({ id }) => void lab.redo(id))}
        @part-dismiss-notice=${keptInside<'part-dismiss-notice'>(({ id }) => lab.dismissNotice(id))}
        @part-dismiss-note=${keptInside(() => lab.tellNote(null))}
        @part-parameter=${keptInside<'part-parameter'>(({ path, params, continues }) => {
          this.changes.make(params, path.join('.'), continues);
        })}
        @part-parameters=${keptInside<'part-parameters'>(({ params }) => this.changes.make(params))}
        @part-parameters-reset=${keptInside(() => this.changes.make(DEFAULT_PARAMS))}
        @part-undo=${keptInside(() => this.changes.undo())}
        @part-redo-parameters=${keptInside(() => this.changes.redo())}
        @part-show-keys=${keptInside<'part-show-keys'>(({ open }) => void this.keys.show(open))}
        @keydown=${this.onKey}
        @part-copy-stage=${keptInside<'part-copy-stage'>(({ stage, onCopied }) => {
          void lab.exports.copyStage(stage).then((copied) => copied && onCopied());
        })}
        @part-open-stage=${keptInside<'part-open-stage'>(({ stage }) => void this.viewer.open(stage))}
        @part-close-viewer=${keptInside(() => void this.viewer.close())}
        @part-save-stage=${keptInside<'part-save-stage'>(({ stage }) => void lab.exports.saveStage(stage))}
      >
        <input
          type="file"
          hidden
          multiple
          aria-label=${this.words.chooseImage}
          accept=${this.noControls ? this.limits.accept : `${this.limits.accept},${MANIFEST_TYPES}`}
          @change=${this.onChosen}
        />
        <div class="visually-hidden" role="status">${lab.announcement}</div>
        ${selected?.facts ? this.renderImage() : this.renderEmpty()}
        <slot name="footer"></slot>
        ${this.drop.active ? html`<div class="drop-hint">${this.words.dropToAdd}</div>` : nothing}
      </div>
      <xray-keys-dialog
        .words=${this.words}
        .open=${this.keys.open}
        @part-show-keys=${keptInside<'part-show-keys'>(({ open }) => void this.keys.show(open))}
      ></xray-keys-dialog>
    `;
  }

  private renderEmpty(): TemplateResult {
    return html`
      ${workProgress(this.lab, this.words)} ${savingStatus(this.lab, this.words)} ${filePanel(this.lab, this.words)}
      <xray-drop-area
        part="drop-area"
        .words=${this.words}
        .accept=${this.limits.accept}
        .maxFileSize=${this.maxFileSize}
        .sample=${this.intake.samples.length > 0}
      >
        <slot name="empty"></slot>
      </xray-drop-area>
    `;
  }

  private renderImage(): TemplateResult {
    const { selected, live } = this.lab;
    const wide = this.box.layout === 'wide';
    const parameters = this.noControls ? nothing : parameterPanel(this.words, this.params, this.changes, wide);
    const files = filePanel(this.lab, this.words);
    return html`
      ${this.renderToolbar()} ${workProgress(this.lab, this.words)} ${savingStatus(this.lab, this.words)}
      <div class="body">
        ${
          wide && (parameters !== nothing || files !== nothing)
            ? html`<div class="rail">${files} ${parameters}</div>`
            : files
        }
        ${imageShow(this.words, {
          entry: selected,
          versions: live?.versions ?? NOTHING_COMPUTED,
          source: this.sourceOf(live),
          params: this.params,
          viewing: this.viewer.viewing,
          facts: this.facts,
          noDownload: this.noDownload,
        })}
        ${wide ? nothing : parameters}
      </div>
    `;
  }

  private renderToolbar(): TemplateResult {
    const { lab, manual } = this;
    return toolbar(
      this.words,
      {
        held: manual && lab.waiting.length > 0,
        processing: lab.processing,
        exporting: lab.exports.progress !== null,
        exportable: this.noDownload ? null : lab.withResults.length > 0,
        saving: lab.folder.available ? lab.folder.progress !== null : null,
      },
      {
        choose: () => this.input.click(),
        chooseFolder: () => this.folders.open(),
        process: () => void lab.processHeld(),
        reset: () => this.reset(),
        download: () => void lab.exports.saveZip(),
        save: () => (lab.folder.progress ? lab.folder.stop() : void lab.folder.choose()),
      },
    );
  }

  private get losesSomething(): boolean {
    const { access, folder, processing } = this.lab;
    return processing || folder.writing || (!this.noDownload && access.unsaved);
  }

  /** One object for as long as an image is on show, so that parts can tell images apart by it. */
  private sourceOf(live: LiveImage | null): StageSource | null {
    if (!live) return null;
    if (this.source?.live !== live) this.source = { live, source: stageSourceOf(this.lab, live) };
    return this.source.source;
  }

  private onKey(event: KeyboardEvent): void {
    const command = keyCommand(event);
    if (command === 'show-keys') void this.keys.show(true);
    else if (command && !this.noControls) this.changes[command]();
    else return;
    event.preventDefault();
  }

  private onChosen(): void {
    const files = [...(this.input.files ?? [])];
    // The same file may be chosen again.
    this.input.value = '';
    if (files.length > 0) void this.intake.take(files);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'xray-lab': XrayLab;
  }
}
