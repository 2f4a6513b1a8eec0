// @ts-check
import { findBrowser } from '../find-browser.mjs';
import { findFirefox } from './find-firefox.mjs';
import { findWebKit } from './find-webkit.mjs';
import { hasScreen } from './virtual-screen.mjs';

/**
 * @typedef {object} BrowserKind one of the browsers that tests run in
 * @property {string} title
 * @property {() => string[]} missing what has to be installed before it can be started; empty when nothing
 * @property {string[]} debian packages that give it
 * @property {string} advice where there is no apt-get
 * @property {boolean} needsScreen
 * @property {string[]} [part] what of the suite `npm test` has time for in it, where that is not {@link USUAL_PART}
 * @property {Record<string, string>} leavesOut folders and files of tests for what it does not have, and why
 */

const NO_SCREEN = 'Xvfb';

/** Tests of WebGL2 itself. Of all others those that need it skip themselves, and the rest has to pass. */
const WITHOUT_WEBGL2 = {
  'test/parity/webgl2.test.ts': 'it has no WebGL2',
  'test/browser/gpu/': 'it has no WebGL2',
};

/**
 * What `npm test` has time for: exactness on both engines, decoding, the choice of an engine, and the element at its usual
 * work.
 */
export const USUAL_PART = [
  'test/parity/cpu-simd.test.ts',
  'test/parity/webgl2.test.ts',
  'test/browser/engines/auto-engine.test.ts',
  'test/browser/decode/decode-jpeg.test.ts',
  'test/browser/decode/own-jpeg.test.ts',
  'test/browser/decode/dicom-corpus.test.ts',
  'test/browser/components/lab/results.test.ts',
];

/** @type {Record<string, BrowserKind>} */
export const BROWSER_KINDS = {
  chromium: {
    title: 'Chromium',
    missing: () => (findBrowser() ? [] : ['Chrome, Chromium or Edge']),
    debian: ['chromium'],
    advice: 'Install Chrome, Chromium or Edge, or name one: CHROME_PATH=/path/to/chrome',
    needsScreen: false,
    leavesOut: {},
  },
  'chromium-without-webgl2': {
    title: 'Chromium without WebGL2',
    missing: () => (findBrowser() ? [] : ['Chrome, Chromium or Edge']),
    debian: ['chromium'],
    advice: 'Install Chrome, Chromium or Edge, or name one: CHROME_PATH=/path/to/chrome',
    needsScreen: false,
    // Kernels and decoders are Chromium's, which are tested anyway: here it is what has to do without WebGL2.
    part: [
      'test/browser/engines/auto-engine.test.ts',
      'test/browser/deadlines.test.ts',
      'test/browser/components/lab/modes.test.ts',
      'test/browser/components/lab/results.test.ts',
    ],
    leavesOut: WITHOUT_WEBGL2,
  },
  firefox: {
    title: 'Firefox',
    missing: () => [...(findFirefox() ? [] : ['Firefox']), ...(hasScreen() ? [] : [NO_SCREEN])],
    debian: ['firefox-esr', 'xvfb', 'libgl1-mesa-dri'],
    advice: 'Install Firefox, or name one: FIREFOX_PATH=/path/to/firefox; on Linux also Xvfb and Mesa',
    needsScreen: true,
    // Its kernels, and what it does when the GPU fails, are tried without WebGL2.
    part: [
      'test/parity/webgl2.test.ts',
      'test/browser/decode/decode-jpeg.test.ts',
      'test/browser/decode/own-jpeg.test.ts',
      'test/browser/components/lab/results.test.ts',
    ],
    leavesOut: {},
  },
  'firefox-without-webgl2': {
    title: 'Firefox without WebGL2',
    missing: () => (findFirefox() ? [] : ['Firefox']),
    debian: ['firefox-esr'],
    advice: 'Install Firefox, or name one: FIREFOX_PATH=/path/to/firefox',
    needsScreen: false,
    // Its JPEG decoder is that of Firefox with WebGL2, where it is tried.
    part: [
      'test/parity/cpu-simd.test.ts',
      'test/browser/engines/auto-engine.test.ts',
      'test/browser/components/lab/results.test.ts',
    ],
    leavesOut: WITHOUT_WEBGL2,
  },
  webkit: {
    title: 'WebKit (WebKitGTK)',
    missing: () => [...(findWebKit() ? [] : ['WebKitGTK with its driver']), ...(hasScreen() ? [] : [NO_SCREEN])],
    debian: ['webkit2gtk-driver', 'xvfb', 'libgl1-mesa-dri'],
    advice: 'On Linux install WebKitWebDriver, MiniBrowser (both of WebKitGTK) and Xvfb. Elsewhere there is none',
    needsScreen: true,
    leavesOut: {
      'test/browser/components/window-drag/right-button.test.ts':
        'its driver lets go of the left button, whichever was pressed (2.50)',
    },
  },
};
