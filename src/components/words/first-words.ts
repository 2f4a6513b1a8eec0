import { alternatives } from '../../base/alternatives.ts';
import type { XrayErrorCode, XrayErrorReason, XrayErrorValues } from '../../base/xray-error.ts';
import { STAGE_IDS } from '../../pipeline/standard-graph.ts';
import { formatBytes, inWords } from './format.ts';

/** What is said of an error, without its file's name, and what can be done about it; `formats` are the names of those that are read. */
export type ErrorWords = (
  values: XrayErrorValues,
  formats: readonly string[],
) => readonly [message: string, hint?: string];

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
  announceCopied: (title: string): string => `${title}: copied`,
  savingTo: (folder: string, written: number, total: number, failed: number): string =>
    `Saving to ${folder}: ${written} of ${total} written${failed === 0 ? '' : `, ${failed} failed`}`,
  /** A file that was gone to, from 1. */
  filmOf: (name: string, film: number, films: number): string => `${name}, ${film} of ${films}`,
  announceMeasurements: (file: string): string => `${file}: its measurements were read`,
  progress: 'Progress',
  exporting: 'Preparing the ZIP',
  announceProcessing: (file: string): string => `Processing ${file}`,
  announceReady: (file: string): string => `${file}: ${inWords(STAGE_IDS.length)} images ready`,
  announceSetting: (file: string, sets: number): string =>
    sets === 1 ? `${file}: its parameters are set` : `${file}: ${sets} sets of parameters; the first is set`,
  announceExported: (zips: number): string => (zips === 1 ? 'The ZIP is ready' : `${zips} ZIP files are ready`),
  formRequired: 'Choose an X-ray image.',
  formNotReady: 'The images are still being processed. Try again in a moment.',
  unnamed: 'image',
};

/** The texts that the element itself says; all are in messages.ts. */
export type FirstWords = Readonly<typeof FIRST_WORDS>;
