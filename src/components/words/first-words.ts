import { alternatives } from '../../base/alternatives.ts';
import type { XrayErrorCode, XrayErrorReason, XrayErrorValues } from '../../base/xray-error.ts';
import { STAGE_IDS } from '../../pipeline/standard-graph.ts';
import { formatBytes, formatRoughly, inWords } from './format.ts';

/** What is said of an error, without its file's name, and what can be done about it. */
export type ErrorWords = (values: XrayErrorValues) => readonly [message: string, hint?: string];

/** Texts by reason, else by code; what is not there is said as the error itself says it, in English. */
export type ErrorTexts = Readonly<Partial<Record<XrayErrorCode | XrayErrorReason, ErrorWords>>>;

/** What is said before there is an image to be seen, in English: the first paint has no room for more. */
export const FIRST_WORDS = {
  /** Of these texts, as in HTML's `lang`; it says too in which direction they are written. */
  language: 'en',
  errors: {} as ErrorTexts,
  chooseImage: 'Choose X-ray Image',
  chooseFolder: 'Choose folder',
  trySample: 'Try a sample',
  dropHere: 'Drop X-ray images here',
  dropToAdd: 'Drop to process',
  privacy: 'Processed on this device. Nothing is uploaded.',
  limits: (formats: readonly string[], maxFileSize: number): string =>
    `${alternatives(formats, 'or')}, up to ${formatBytes(maxFileSize)} each`,
  files: 'Files',
  announceCopied: (title: string): string => `${title}: copied`,
  savingTo: (folder: string, written: number, total: number, failed: number): string =>
    `Saving to ${folder}: ${written} of ${total} written${failed === 0 ? '' : `, ${failed} failed`}`,
  /** A file that was gone to, from 1. */
  filmOf: (name: string, film: number, films: number): string => `${name}, ${film} of ${films}`,
  announceMeasurements: (file: string): string => `${file}: its measurements are taken over`,
  dismiss: 'Dismiss',
  moreProblems: (count: number): string => `and ${count} more`,
  waiting: 'Waiting',
  working: 'Processing…',
  workingOn: (ready: number, total: number): string => `Processing… ${ready} of ${total}`,
  otherParameters: 'Made with other parameters',
  processAgain: 'Process again',
  /** Of a file that does not answer. */
  tryAgain: 'Try again',
  leaveOut: 'Leave out',
  remove: (file: string): string => `Remove ${file}`,
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
  progress: 'Progress',
  exporting: 'Preparing the ZIP',
  skipped: (files: number, formats: readonly string[]): string => {
    const names = alternatives(formats, 'or');
    return files === 1
      ? `1 file that is not ${names} was skipped`
      : `${files} files that are not ${names} were skipped`;
  },
  noneInFolder: (formats: readonly string[]): string => `There is no ${alternatives(formats, 'or')} there`,
  announceProcessing: (file: string): string => `Processing ${file}`,
  announceReady: (file: string): string => `${file}: ${inWords(STAGE_IDS.length)} images ready`,
  announceSetting: (file: string, sets: number): string =>
    sets === 1
      ? `${file}: its parameters are set`
      : `${file}: its images have ${sets} different sets of parameters; the first is set`,
  announceExported: (zips: number): string => (zips === 1 ? 'The ZIP is ready' : `${zips} ZIP files are ready`),
  formRequired: 'Choose an X-ray image.',
  formNotReady: 'The images are still being processed. Try again in a moment.',
  unnamed: 'image',
};

/** The texts that the element itself says; all are in messages.ts. */
export type FirstWords = Readonly<typeof FIRST_WORDS>;
