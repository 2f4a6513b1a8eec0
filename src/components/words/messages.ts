import { alternatives } from '../../base/alternatives.ts';
import type { PixelShape } from '../../image/pixel-shape.ts';
import type { SourceColorType } from '../../decode/decode-image.ts';
import type { ParameterSpecs } from '../../operators/parameter-spec.ts';
import { window as WINDOW } from '../../operators/window.ts';
import { PARAMETERS, type PipelineParams } from '../../pipeline/params.ts';
import { STAGE_IDS, STAGES, STANDARD, type StageId } from '../../pipeline/standard-graph.ts';
import type { CompareMode } from './compare-mode.ts';
import type { PixelSpacing } from '../../image/sample-values.ts';
import { FIRST_WORDS } from './first-words.ts';
import { formatBytes, formatDuration, formatRoughly, grouped } from './format.ts';
import { overlaid, type Overrides } from './overlaid.ts';
import type { PresetId } from '../../session/parameters/parameter-presets.ts';

/** What a stage is called and what it is good for. */
export interface StageWords {
  readonly title: string;
  readonly purpose: string;
}

/** What a parameter is called and what it does. */
export interface ParameterWords {
  readonly label: string;
  readonly tip: string;
  /** Of a choice among words: what each is called. */
  readonly names?: Readonly<Record<string, string>>;
}

type WordsOfParameters = {
  readonly [Group in keyof PipelineParams]: {
    readonly [Name in keyof PipelineParams[Group]]: ParameterWords & NamesOf<PipelineParams[Group][Name]>;
  };
};
type NamesOf<Value> = [Value] extends [string] ? { readonly names: Readonly<Record<Value, string>> } : unknown;

/** What a histogram says in a few numbers. */
export interface HistogramSummary {
  readonly total: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** How many pixels of an image have a value, and which part of all has it or a lower one. */
export interface BinCount {
  readonly name: string;
  readonly count: number;
  readonly share: number;
}

function wordsOfParameters(): WordsOfParameters {
  const groups = Object.entries<ParameterSpecs>(PARAMETERS).map(([group, specs]) => {
    const words = Object.entries(specs).map(([name, { label, tip, ...spec }]): [string, ParameterWords] => [
      name,
      { label, tip, ...(spec.kind === 'choice' && spec.names && { names: spec.names }) },
    ]);
    return [group, Object.fromEntries(words)];
  });
  return Object.fromEntries(groups) as WordsOfParameters;
}

const STAGE_NAMES = Object.fromEntries(STAGE_IDS.map((id) => [id, STANDARD.stages[id].short])) as Readonly<
  Record<StageId, string>
>;

const SPACINGS: Readonly<Record<PixelSpacing['at'], string>> = {
  patient: 'in the patient',
  detector: 'at the detector',
  calibrated: 'calibrated',
};

const PRESET_NAMES: Readonly<Record<PresetId, string>> = {
  original: 'As the original application',
  radiograph: 'Radiograph',
  softer: 'Softer',
  finer: 'Finer edges',
  strong: 'Strong edges only',
  broad: 'Broad edges',
};

/** Every string a person meets in the element, in English. */
export const MESSAGES = {
  ...FIRST_WORDS,
  stages: STAGES as Readonly<Record<StageId, StageWords>>,
  /** Titles of stages, by methods other than the default ones. */
  methodTitles: { clahe: 'Enhanced (CLAHE)', median: 'Blurred (Median)' },
  parameterTexts: wordsOfParameters(),
  /** `chooseImage`, where there is room for a word of it. */
  choose: 'Choose',
  processImage: 'Process Image',
  download: 'Download Results (ZIP)',
  reset: 'Reset',
  toolbar: 'Images and results',
  /** Of the button that folds them away; `problems` are told of in them. */
  sidePanels: 'Files, parameters and details',
  sidePanelsWith: (problems: number): string => `Files, parameters and details, ${problems} with a problem`,
  parameters: 'Parameters',
  resetParameters: 'Reset parameters',
  resetParameter: (label: string): string => `Reset ${label}`,
  explainParameters: 'Explain the parameters',
  undo: 'Undo',
  redo: 'Redo',
  preset: 'Preset',
  presetNone: 'Own setting',
  presets: PRESET_NAMES,
  keysTitle: 'Keyboard shortcuts',
  showKeys: 'Keyboard shortcuts',
  close: 'Close',
  /** Keys, and what they do. */
  keys: [
    ['?', 'This list'],
    ['Tab', 'Next control'],
    ['Arrow keys on a slider', 'Change a parameter'],
    ['Ctrl + Z', 'Undo a change of parameters'],
    ['Ctrl + Shift + Z', 'Redo it'],
    ['Arrow keys on “Open”', 'Go from image to image'],
    ['Enter', 'Open the image in the viewer'],
    ['+ and −', 'Zoom in and out'],
    ['I', 'Invert a gray image'],
    ['W', 'Window a gray image by dragging and arrow keys: on, off'],
    ['Shift + W', 'The window back to its preset'],
    ['0', 'Fit the image'],
    ['1', 'Actual size'],
    ['Arrow keys', 'Move the image or the divider'],
    ['Shift + arrow keys', 'Move the cross-hair that reads values; with Ctrl or ⌘ by ten'],
    ['C', 'Cross-hair to the middle of the view'],
    ['Page Up, Page Down', 'Image before, image after'],
    [', and .', 'Frame before, frame after'],
    ['[ and ]', 'Film before, film after'],
    ['F', 'Full screen, and back'],
    ['R, Shift + R', 'Turn the view by a quarter, and back'],
    ['B', 'Show the other image in its place, and back'],
    ['H', 'Mirror the view left to right'],
    ['Z', 'Held down: a magnifying glass'],
    ['Escape', 'Leave full screen, hide the cross-hair, then close the viewer'],
  ] as readonly (readonly [keys: string, meaning: string])[],
  value: (label: string): string => `${label}, value`,
  /** Which values a parameter may have; `max` is null where any larger one is allowed. */
  range: (min: number, max: number | null, unit: string, odd: boolean): string => {
    const last = unit === '' ? '' : ` ${unit}`;
    const values = max === null ? `${min}${last} or more` : `${min} to ${max}${last}`;
    return `Allowed: ${odd ? 'odd, ' : ''}${values}.`.replace(/-/g, '−');
  },
  /** Said of what was typed into the field `label`, where it can be read as no number, or as two. */
  notANumber: (label: string, value: number): string => `${label}: that is not read as a number. It stays ${value}.`,
  results: 'Results',
  aboutStage: (title: string): string => `About ${title}`,
  saveStage: (title: string): string => `Save ${title} as PNG`,
  save: 'Save',
  copyStage: (title: string): string => `Copy ${title}`,
  copied: 'Copied',
  /** Said where the browser's own menu would save a reduced image; `size` is the whole one's. */
  wholeImage: (size: string, copyable: boolean): string =>
    `Shown reduced: the buttons above ${copyable ? 'copy and save' : 'save'} all ${size}.`,
  saveToFolder: 'Save to folder…',
  stopSaving: 'Stop saving',
  /** Said before results are saved: of `files` among `all`. */
  burnedIn: (files: number, all: number): string =>
    all === 1
      ? 'The file says that text is burnt into the picture. It may tell who the patient is.'
      : `${files} of ${all} files ${files === 1 ? 'says' : 'say'} that text is burnt into the picture. It may tell who the patient is.`,
  stageOf: (title: string, file: string): string => `${title} of ${file}`,
  openStage: (title: string): string => `Open ${title}`,
  viewer: 'Viewer',
  viewerControls: 'Viewer controls',
  closeViewer: 'All images',
  shownImage: 'Image',
  compare: 'Compare',
  compareModes: {
    single: 'One image',
    side: 'Side by side',
    divider: 'With a divider',
    across: 'Divider across',
    blink: 'In turn',
    difference: 'Difference',
  } as Readonly<Record<CompareMode, string>>,
  compareWith: 'Compared with',
  divider: 'Divider',
  comparing: {
    film: 'Film to compare with',
    ownFilm: 'This film',
    /** Of images that were kept: by which parameters they differ from those that are set. */
    kept: (parameters: string): string => (parameters === '' ? 'B' : `B: ${parameters}`),
    keep: 'Keep as B',
    keepTip: 'Keeps these images, to be compared with those of other parameters',
    swap: 'Show the other',
    alternate: 'Take turns',
    amplify: 'Brightness of the difference',
    difference: (first: string, second: string, times: number): string =>
      `Difference: ${first}, ${second}${times === 1 ? '' : ` × ${times}`}`,
  },
  overlayEdges: 'Edges on top',
  edgeColour: 'Colour of the edges',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  actualSize: '1:1',
  percent: (zoom: number): string => `${zoom < 0.1 ? (zoom * 100).toFixed(1) : Math.round(zoom * 100)} %`,
  viewOf: (title: string, file: string): string => `${title} of ${file}, viewer`,
  viewHint: 'Arrow keys move the image, plus and minus zoom. Press the question mark for all keys.',
  probe: 'Values at the pixel',
  position: 'x, y',
  gradient: 'Gradient',
  /** What a pixel holds, in the file, and what that stands for there. */
  storedValue: 'Stored',
  modalityValue: 'Value',
  sampleValue: (value: number, unit: string): string => `${Number(value.toPrecision(7))}${unit && ` ${unit}`}`,
  /** How wide and how high a pixel is shown, where that is not the same. */
  shownAspect: ({ x, y }: PixelShape): string =>
    `Shown at ${[x, y].map((side) => Number(side.toPrecision(4))).join(':')} pixel aspect`,
  /** Of the button that has one pointer move the window. */
  windowTool: 'Window by dragging and arrow keys: width to the sides, centre up and down',
  fullScreen: 'Full screen',
  more: 'More',
  rotate: 'Turn the view by a quarter',
  flip: 'Mirror the view left to right',
  smooth: 'Smooth',
  /** Of a picture that is. */
  smoothed: 'Smoothed',
  smoothTip: 'Enlarged pixels blend instead of being squares',
  /** How the image is seen, by degrees clockwise first; empty as the file has it. */
  orientation: (degrees: number, mirrored: boolean): string => {
    const parts = [degrees ? `rotated ${degrees}°` : '', mirrored ? 'mirrored' : ''].filter(Boolean).join(', ');
    return parts.slice(0, 1).toUpperCase() + parts.slice(1);
  },
  /** Said when it is so again. */
  upright: 'As in the file',
  /** Over the picture, where the page takes the wheel. */
  wheelHint: 'Hold Ctrl or ⌘ to zoom with the wheel',
  number: (value: number): string => String(Math.round(value * 10) / 10),
  /** Stages where there is little room. */
  stageNames: STAGE_NAMES,
  /** Of the names by which one goes from image to image. */
  stageRow: 'Images',
  /** Tools that measure, and what they tell. */
  measuring: {
    title: 'Measure',
    none: 'No tool',
    kinds: {
      length: 'Length',
      angle: 'Angle',
      cobb: 'Cobb angle',
      rectangle: 'Rectangle',
      ellipse: 'Ellipse',
      profile: 'Line profile',
      point: 'Point',
      arrow: 'Arrow',
    },
    list: 'Measurements',
    point: 'Point',
    text: 'Text',
    snap: 'Snap to edges',
    copyText: 'Copy as text',
    copyTable: 'Copy as table',
    saveAnnotated: 'Save with measurements',
    uncalibrated: 'Not calibrated, sizes in pixels: draw a length that you know.',
    byKnownLength: 'by a known length',
    knownLength: 'Known length, mm',
    calibrateAs: 'Calibrate as',
    asInFile: 'As in the file',
    mean: 'mean',
    deviation: 'standard deviation',
    min: 'lowest',
    max: 'highest',
    pixels: 'px',
    stored: 'Stored values',
    modality: 'Modality values',
  },
  frames: 'Frames',
  /** From 1. */
  frameOf: (frame: number, frames: number): string => `Frame ${frame} of ${frames}`,
  frame: 'Frame',
  ofFrames: (frames: number): string => `of ${frames}`,
  previousFrame: 'Previous frame',
  nextFrame: 'Next frame',
  histogram: 'Histogram',
  logarithmic: 'Logarithmic',
  histogramOf: (name: string, { min, max, mean }: HistogramSummary): string =>
    `Histogram of ${name}: values from ${min} to ${max}, mean ${mean.toFixed(1)}`,
  /** Values so common that their bars do not fit, with their shares. */
  histogramCut: (peaks: readonly { readonly value: number; readonly share: number }[]): string =>
    `cut off at the top: ${peaks.map(({ value, share }) => `value ${value}, ${Math.round(share * 100)}\u00a0% of the pixels`).join('; ')}`,
  histogramValue: 'Value to read',
  histogramNoValue: 'Point at a value, or move the slider',
  histogramReading: (value: number, counts: readonly BinCount[]): string =>
    `Value ${value}: ${counts
      .map(
        ({ name, count, share }) => `${name} ${grouped(count)}\u00a0px, ${(share * 100).toFixed(1)}\u00a0% up to here`,
      )
      .join('; ')}`,
  /** Of the values that a film stores, with the window over them. */
  windowHistogram: 'Histogram of the stored values, with the window',
  windowEdges: { from: 'Lower edge of the window', to: 'Upper edge of the window' },
  imageDetails: 'Image details',
  fileInformation: 'File information',
  informationNote: 'All that the header of the file says. It may tell who the patient is; it is never exported.',
  moreFields: 'The rest is not listed.',
  /** Millimetres a pixel; `at` is where they were measured. */
  spacing: (row: number, column: number, at: PixelSpacing['at'], magnification: number | null): string =>
    `${row === column ? row : `${row} × ${column}`} mm a pixel, ${SPACINGS[at]}${magnification ? `, enlarged ${magnification} times` : ''}`,
  size: (width: number, height: number): string => `${width} × ${height} px`,
  /** How files store their colours. */
  colorTypes: {
    gray: 'gray',
    'gray-alpha': 'gray with alpha',
    rgb: 'colour',
    rgba: 'colour with alpha',
    palette: 'colour by palette',
    cmyk: 'colour in CMYK',
  } as Readonly<Record<SourceColorType, string>>,
  /** The parameters of the window. */
  window: { title: WINDOW.title, purpose: WINDOW.purpose },
  /** Said where not all values that there could be are shown. */
  shownValues: (from: number, to: number, unit: string): string => `Shown from ${from} to ${to}${unit && ` ${unit}`}.`,
  /** `colours` is of the {@link colorTypes}. */
  depth: (bitDepth: number, colours: string): string => `${bitDepth}-bit ${colours}`,
  reducedDepth: (bitDepth: number, colours: string): string => `${bitDepth}-bit ${colours}, shown in 8`,
  computedOn: (backend: 'webgl2' | 'cpu', milliseconds: number): string =>
    `Computed on ${backend === 'cpu' ? 'CPU' : 'GPU'} · ${formatDuration(milliseconds)}`,
  tooLargeForGpu: 'Too large for this GPU: the CPU computes it.',
  gpuLost: 'The GPU stopped: the CPU took over.',
  readyToProcess: 'Ready to process',
  files: 'Files',
  previousFilm: 'Previous film',
  nextFilm: 'Next film',
  dismiss: 'Dismiss',
  moreProblems: (count: number): string => `and ${count} more`,
  waiting: 'Waiting',
  working: 'Processing…',
  workingOn: (ready: number, total: number): string => `Processing… ${ready} of ${total}`,
  otherParameters: 'Other parameters',
  /** Over what went wrong: of files alone, or of anything. */
  notRead: (files: number): string => `${files} could not be read`,
  problems: (count: number): string => `${count} problems`,
  processAgain: 'Process again',
  /** Asked before results are saved: of `all`, `outdated` were made with other parameters than are set. */
  madeWithOthers: (outdated: number, all: number): string =>
    `${outdated} of ${all} ${outdated === 1 ? 'was' : 'were'} made with other parameters.`,
  processAndSave: 'Process again and save',
  saveAsTheyAre: 'Save as they are',
  cancelSaving: 'Cancel',
  /** Of a file that does not answer. */
  tryAgain: 'Try again',
  leaveOut: 'Leave out',
  remove: (file: string): string => `Remove ${file}`,
  removeAll: 'Remove all',
  /** Which keys the list of files has. */
  rowKeys: 'Up and Down go from file to file, Left and Right along the buttons of one; Delete removes it.',
  /** Said as long as it can be taken back. */
  removedAll: (files: number): string => (files === 1 ? '1 file removed' : `${files} files removed`),
  /** Of the button that ends that. */
  letGo: 'Remove for good',
  cancelled: 'Cancelled',
  cancel: (file: string): string => `Cancel ${file}`,
  cancelAll: 'Cancel all',
  processFileAgain: (file: string): string => `Process ${file} again`,
  summary: (done: number, total: number, failed: number, cancelled: number): string => {
    const others = [failed > 0 ? `, ${failed} failed` : '', cancelled > 0 ? `, ${cancelled} cancelled` : ''];
    return `${done} of ${total} done${others.join('')}`;
  },
  timeLeft: (milliseconds: number): string => `about ${formatRoughly(milliseconds)} left`,
  fileSize: formatBytes,
  skipped: (files: number, formats: readonly string[]): string => {
    const names = alternatives(formats, 'or');
    return files === 1
      ? `1 file that is not ${names} was skipped`
      : `${files} files that are not ${names} were skipped`;
  },
  noneInFolder: (formats: readonly string[]): string => `There is no ${alternatives(formats, 'or')} there`,
};

/** Every string of the interface; functions where a text has values. */
export type Messages = Readonly<typeof MESSAGES>;

/** Some of the {@link Messages}: what is left out stays English. */
export type MessageOverrides = Overrides<Messages>;

/** Languages and texts that hosts have asked for: the same words for the same overrides, so that nothing is rendered anew. */
const made = new WeakMap<MessageOverrides, Messages>();

/** English with `overrides` laid over it. */
export function messagesWith(overrides: MessageOverrides): Messages {
  const known = made.get(overrides) ?? overlaid(MESSAGES, overrides);
  made.set(overrides, known);
  return known;
}
