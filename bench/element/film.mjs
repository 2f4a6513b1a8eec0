// @ts-check
import { MeasuredBrowser, reset, rest } from './browser.mjs';
import { film } from './files.mjs';
import { byElement } from './first.mjs';
import { nativeDecoding } from './native.mjs';

/** @typedef {import('./measure-element.mjs').Bench} Bench */

const NEXT_MS = 500;
const REFERENCE = '8-bit PNG';

/** Programs that decode the same files; those that are not there are left out. @type {{ name: string; file: string; command: string[] }[]} */
const NATIVE = [
  { name: 'DCMTK', file: 'DICOM, JPEG lossless', command: ['dcmdjpeg'] },
  { name: 'GDCM', file: 'DICOM, JPEG lossless', command: ['gdcmconv', '--raw'] },
  { name: 'DCMTK', file: 'DICOM, JPEG-LS', command: ['dcmdjpls'] },
  { name: 'GDCM', file: 'DICOM, JPEG-LS', command: ['gdcmconv', '--raw'] },
  { name: 'GDCM', file: 'DICOM, JPEG 2000', command: ['gdcmconv', '--raw'] },
];

/**
 * A film of 12 bits chosen → its first picture, all five pictures, beside the same picture as a PNG of 8 bits.
 * @param {Bench} bench
 */
export async function measureFilm({ begin, builds, runs, backend, progress }) {
  /** @type {Record<string, string>} */
  const files = {
    [REFERENCE]: await film('png', 4000, 3000),
    'DICOM, uncompressed': await film('native', 4000, 3000),
    'DICOM, JPEG lossless': await film('lossless', 4000, 3000),
    'DICOM, JPEG-LS': await film('jpeg-ls', 4000, 3000),
    'DICOM, JPEG 2000': await film('jpeg-2000', 4000, 3000),
  };
  const table = begin(
    'DICOM of 4000 × 3000, 12 bits',
    'From the choice until the frame that holds the picture was handed on; all five: until the last of them no longer changes; processor ' +
      'time of the browser until nothing is at work. Cold: first in a new page of a new browser. Warm: again in the same page, after "Reset". ' +
      'Native: from a file to one without compression, in a process of its own.',
  );
  for (let run = 1; run <= runs; run++) {
    for (const { name, file, command } of NATIVE) {
      progress(`film, run ${run} of ${runs}: ${name}`);
      const used = await nativeDecoding(files[file], command);
      if (used) table.add(`${file}, by ${name}`, used);
    }
    for (const { name: build, site } of builds) {
      for (const [name, file] of Object.entries(files)) {
        progress(`film, run ${run} of ${runs}: ${name}`);
        const opened = await MeasuredBrowser.launch({ webgl: backend === 'webgl2' });
        try {
          const page = await opened.labPage(site, backend);
          for (const [i, state] of /** @type {const} */ (['cold', 'warm']).entries()) {
            if (i > 0) await reset(page);
            await rest(NEXT_MS);
            const { value, processorMs, touchedMB } = await opened.usage.during(() => byElement(page, file));
            const figures = {
              'first picture, ms': value.first,
              'all five, ms': value.all,
              'processor, ms': processorMs,
              'touched anew, MB': touchedMB,
            };
            table.add(`${build}, ${name}, ${state}`, figures, `${build}, ${REFERENCE}, ${state}`);
          }
        } finally {
          await opened.close();
        }
      }
    }
  }
}
