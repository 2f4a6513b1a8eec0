import { property, state } from 'lit/decorators.js';
import { isUrl } from '../../base/kinds.ts';
import { ALL_TYPES } from '../../decode/source/formats.ts';
import { DEFAULT_MAX_FILE_SIZE, DEFAULT_MAX_PIXELS } from '../../decode/source/limits.ts';
import type { Naming } from '../../export/result-names.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import { BACKEND_CHOICES, type BackendChoice } from '../../engines/engine-supply.ts';
import { FormControl } from '../form/form-control.ts';
import { FIRST_WORDS, type FirstWords } from '../words/first-words.ts';
import type { MessageOverrides } from '../words/messages.ts';
import { overlaid } from '../words/overlaid.ts';
import type { KeyBindings } from '../keys/key-bindings.ts';
import { SlotDirection } from '../part/slot-direction.ts';
import { directionOf } from '../words/text-direction.ts';
import type { Wheel } from '../part/wheel.ts';
import type { FileLimits } from '../../session/file-limits.ts';
import { parameterValue, PARAMETER_PROPERTIES } from '../../pipeline/parameter-paths.ts';
import { makeParameterProperties, withParameterProperties } from './parameter-properties.ts';

const NAMINGS: readonly unknown[] = ['source', 'timestamp'];
const THEMES: readonly unknown[] = ['', 'light', 'dark'];
const WHEELS: readonly unknown[] = ['', 'zoom', 'ctrl', 'none'];

/** The attributes and properties of `<xray-lab>`. A value that is not allowed is replaced by the default, with a warning. */
export abstract class XrayLabSettings extends withParameterProperties(FormControl) {
  static {
    makeParameterProperties(this, (lab, ...refused) => lab.warnOnce(...refused));
  }

  /** URLs of sample images, separated by spaces, offered while there is no image; same origin only. */
  @property({ reflect: true, useDefault: true }) sample = '';

  /** MIME types that are taken, separated by commas. */
  @property({ reflect: true, useDefault: true }) accept = ALL_TYPES;

  /** Leaves out the parameter controls. */
  @property({ type: Boolean, attribute: 'no-controls', reflect: true }) noControls = false;

  /** Leaves out everything that saves a file. */
  @property({ type: Boolean, attribute: 'no-download', reflect: true }) noDownload = false;

  /** Leaves out the tools that measure. */
  @property({ type: Boolean, attribute: 'no-measuring', reflect: true }) noMeasuring = false;

  /** Downloads the results of each batch when it is finished, without being asked. */
  @property({ type: Boolean, attribute: 'auto-save', reflect: true }) autoSave = false;

  /** Has the browser ask before the page is left with unsaved results, or in the middle of the work. */
  @property({ type: Boolean, attribute: 'guard-unsaved', reflect: true }) guardUnsaved = false;

  /** Waits for a press of "Process Image" instead of processing at once. */
  @property({ type: Boolean, reflect: true }) manual = false;

  /** Texts of the interface in place of the English ones; another language is a whole table of them. */
  @property({ attribute: false })
  get messages(): MessageOverrides {
    return this.overrides;
  }
  set messages(value: MessageOverrides | null | undefined) {
    this.overrides = value ?? {};
    this.words = overlaid(FIRST_WORDS, this.overrides);
  }
  /** The texts of the first paint. */
  words: FirstWords = FIRST_WORDS;
  private overrides: MessageOverrides = {};

  /**
   * Other keys than the usual ones, by command: `{ 'next-film': 'n', invert: null }`; null switches one off. Keys are as `KeyboardEvent.key`
   * has them, after `Ctrl+` and `Shift+`. Where a command or a key is none, an `xray-error` tells it, and usual keys stay.
   */
  @property({ attribute: false }) keys: KeyBindings = {};

  /** All parameters at once. Replaced, never changed, so that it can be compared. */
  @state() params: PipelineParams = DEFAULT_PARAMS;

  private settings = {
    src: '',
    backend: 'auto' as BackendChoice,
    naming: 'source' as Naming,
    theme: '' as '' | 'light' | 'dark',
    wheel: '' as Wheel,
    maxFileSize: DEFAULT_MAX_FILE_SIZE,
    maxPixels: DEFAULT_MAX_PIXELS,
  };
  private readonly warned = new Set<string>();
  /** As markup and host page had set them before the first look at the element. */
  private firstParams: PipelineParams | null = null;

  constructor() {
    super();
    new SlotDirection(this);
  }

  /** URL of a first image. */
  @property({ reflect: true, useDefault: true })
  get src(): string {
    return this.settings.src;
  }
  set src(value: string) {
    // A file has no address: it would be asked for under the text that scripts make of it.
    this.settings.src = String(this.allowed('src', value, typeof value === 'string' || isUrl(value), ''));
  }

  /** Which engine computes: `auto`, `webgl2` or `cpu`. */
  @property({ reflect: true, useDefault: true })
  get backend(): BackendChoice {
    return this.settings.backend;
  }
  set backend(value: BackendChoice) {
    this.settings.backend = this.allowed('backend', value, BACKEND_CHOICES.includes(value ?? 'auto'), 'auto');
  }

  /** After what results are named: `source`, their files, or `timestamp`, the time, so that no file name gets out. */
  @property({ reflect: true, useDefault: true })
  get naming(): Naming {
    return this.settings.naming;
  }
  set naming(value: Naming) {
    this.settings.naming = this.allowed('naming', value, NAMINGS.includes(value ?? 'source'), 'source');
  }

  /** `light`, `dark`, or empty to follow the reader's system. */
  @property({ reflect: true, useDefault: true })
  get theme(): '' | 'light' | 'dark' {
    return this.settings.theme;
  }
  set theme(value: '' | 'light' | 'dark') {
    this.settings.theme = this.allowed('theme', value, THEMES.includes(value ?? ''), '');
  }

  /** When the wheel over the viewer zooms: `zoom`, always; `ctrl`, with Ctrl or ⌘; `none`, never; empty, with these or the focus. */
  @property({ reflect: true, useDefault: true })
  get wheel(): Wheel {
    return this.settings.wheel;
  }
  set wheel(value: Wheel) {
    this.settings.wheel = this.allowed('wheel', value, WHEELS.includes(value ?? ''), '');
  }

  /** Largest file, in bytes. Default 20 MiB, and 128 MiB for DICOM files. */
  @property({ type: Number, attribute: 'max-file-size', reflect: true, useDefault: true })
  get maxFileSize(): number {
    return this.settings.maxFileSize;
  }
  set maxFileSize(value: number) {
    this.settings.maxFileSize = this.allowed('max-file-size', value, isLimit(value), DEFAULT_MAX_FILE_SIZE);
  }

  /** Largest image, width × height. Default 100 million. */
  @property({ type: Number, attribute: 'max-pixels', reflect: true, useDefault: true })
  get maxPixels(): number {
    return this.settings.maxPixels;
  }
  set maxPixels(value: number) {
    this.settings.maxPixels = this.allowed('max-pixels', value, isLimit(value), DEFAULT_MAX_PIXELS);
  }

  /** How the interface's texts are written, whatever the page around it. */
  protected get direction(): 'ltr' | 'rtl' {
    return directionOf(this.words.language);
  }

  /** What a file may be. */
  get limits(): FileLimits {
    const { maxFileSize, maxPixels } = this;
    const told = maxFileSize === DEFAULT_MAX_FILE_SIZE ? {} : { maxFileSize };
    return { ...told, maxPixels, accept: this.accept || ALL_TYPES };
  }

  protected override firstUpdated(): void {
    this.firstParams = this.params;
  }

  /** Parameters as they were at first. */
  protected restoreParameters(): void {
    if (this.firstParams) this.setParameters(this.firstParams);
  }

  /** Sets all parameters, which are known to be allowed, through their properties, so that the attributes follow. */
  protected setParameters(params: PipelineParams): void {
    for (const [name, path] of Object.entries(PARAMETER_PROPERTIES)) {
      Object.assign(this, { [name]: parameterValue(params, path) });
    }
    this.params = params;
  }

  /** `value` when it is allowed, else `fallback`; quietly for null, which a removed attribute gives. */
  private allowed<Value>(name: string, value: Value | null | undefined, ok: boolean, fallback: Value): Value {
    if (value === null || value === undefined) return fallback;
    if (ok) return value;
    this.warnOnce(name, value, 'it is not allowed');
    return fallback;
  }

  private warnOnce(name: string, value: unknown, problem: string): void {
    const text = `<${this.localName}> ${name} is ${String(value)}: ${problem}. The default is used.`;
    if (this.warned.has(text)) return;
    this.warned.add(text);
    console.warn(text);
  }
}

function isLimit(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}
