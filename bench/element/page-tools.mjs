// @ts-check

/**
 * @typedef {import('../../src/element.ts').XrayLab} XrayLab
 *
 * @typedef {object} Tools what pages that are measured have, as `window.tools`
 * @property {() => XrayLab} lab
 * @property {<E extends Element>(selector: string) => E[]} all in the page and in every shadow root
 * @property {(results: number) => Promise<void>} settled once so many files have results, and nothing is at work
 * @property {(text: string) => void} press the button with this text
 * @property {() => Promise<void>} painted once a frame that holds what is drawn now was handed on
 * @property {(source: HTMLCanvasElement, side?: number) => number} fingerprint of a canvas, 0 where nothing is drawn; of
 *   `side`² of its pixels, spread evenly, or of all
 * @property {{ start: number; end: number }[]} long tasks of more than 50 ms, in milliseconds since 1970
 */

/** Runs in the page, before its own scripts. */
export function pageTools() {
  /** @type {Tools['all']} */
  const all = (selector) => {
    const found = /** @type {Element[]} */ ([]);
    /** @param {ParentNode} root */
    const look = (root) => {
      found.push(...root.querySelectorAll(selector));
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) look(element.shadowRoot);
    };
    look(document);
    return /** @type {never[]} */ (found);
  };
  const copy = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d', { willReadFrequently: true }));
  /** @type {Tools} */
  const tools = {
    lab: () => /** @type {XrayLab} */ (document.querySelector('xray-lab')),
    all,
    async settled(results) {
      const lab = tools.lab();
      while (lab.busy || lab.results.length < results) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    press(text) {
      const button = all('button').find((each) => each.textContent?.trim() === text);
      if (!button) throw new Error(`There is no button "${text}".`);
      /** @type {HTMLButtonElement} */ (button).click();
    },
    painted: () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(0);
        });
      }),
    fingerprint(source, side) {
      const width = side ?? source.width;
      const height = side ?? source.height;
      if (source.width === 0 || source.height === 0) return 0;
      if (copy.width !== width || copy.height !== height) Object.assign(copy, { width, height });
      context.imageSmoothingEnabled = false;
      context.clearRect(0, 0, width, height);
      context.drawImage(source, 0, 0, width, height);
      const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
      let hash = 0;
      let any = 0;
      for (const pixel of pixels) {
        any |= pixel;
        hash = (Math.imul(hash, 31) + pixel) | 0;
      }
      return any === 0 ? 0 : hash || 1;
    },
    long: [],
  };
  Object.assign(window, { tools });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      const start = performance.timeOrigin + startTime;
      tools.long.push({ start, end: start + duration });
    }
  }).observe({ type: 'longtask', buffered: true });
}
