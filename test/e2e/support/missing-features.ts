/**
 * What browsers of the oldest versions served lack, taken away in a page before its scripts run, and at the head of its
 * workers' scripts. Each is the text of a script, because it runs in both.
 */
export const MISSING = {
  OffscreenCanvas: 'delete globalThis.OffscreenCanvas;',
  'CompressionStream and DecompressionStream':
    'delete globalThis.CompressionStream; delete globalThis.DecompressionStream;',
  structuredClone: 'delete globalThis.structuredClone;',
  'WebAssembly SIMD': `{
    const refuse = () => Promise.reject(new WebAssembly.CompileError('SIMD is not supported'));
    WebAssembly.compile = refuse;
    WebAssembly.validate = () => false;
  }`,
  WebAssembly: 'delete globalThis.WebAssembly;',
  WebGL2: `if (globalThis.HTMLCanvasElement) {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind === 'webgl2' ? null : getContext.call(this, kind, ...rest);
    };
    delete globalThis.WebGL2RenderingContext;
  }`,
  'options of createImageBitmap': `{
    const { createImageBitmap } = globalThis;
    globalThis.createImageBitmap = (image, ...rest) =>
      rest.length > 0 ? Promise.reject(new TypeError('Not enough arguments')) : createImageBitmap(image);
  }`,
  createImageBitmap: 'delete globalThis.createImageBitmap; delete globalThis.ImageBitmap;',
  'module workers': `if (globalThis.Worker) {
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker {
      constructor(url, options) {
        if (options && options.type === 'module') throw new TypeError('Module workers are not supported');
        super(url, options);
      }
    };
  }`,
  adoptedStyleSheets: `if (globalThis.Document) {
    delete Document.prototype.adoptedStyleSheets;
    delete ShadowRoot.prototype.adoptedStyleSheets;
    delete CSSStyleSheet.prototype.replace;
    delete CSSStyleSheet.prototype.replaceSync;
  }`,
  ElementInternals: `if (globalThis.HTMLElement) {
    delete HTMLElement.prototype.attachInternals;
    delete globalThis.ElementInternals;
  }`,
  'ClipboardItem and the File System Access API':
    'delete globalThis.ClipboardItem; delete globalThis.showDirectoryPicker; delete globalThis.showSaveFilePicker;',
  'newer built-ins': `
    for (const type of [Array, String, Uint8Array.prototype.__proto__.constructor]) delete type.prototype.at;
    for (const name of ['findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with', 'group']) {
      delete Array.prototype[name];
      delete Uint8Array.prototype.__proto__[name];
    }
    delete Object.hasOwn; delete Object.groupBy; delete Map.groupBy; delete Array.fromAsync; delete Promise.withResolvers;
    delete globalThis.WeakRef; delete globalThis.FinalizationRegistry; delete globalThis.requestIdleCallback;
    delete globalThis.scheduler; delete globalThis.reportError;
    if (globalThis.AbortSignal) {
      delete AbortSignal.timeout; delete AbortSignal.any; delete AbortSignal.abort;
      delete AbortSignal.prototype.throwIfAborted; delete AbortSignal.prototype.reason;
    }
    if (globalThis.crypto) delete Crypto.prototype.randomUUID;
    if (globalThis.HTMLElement) { delete HTMLElement.prototype.inert; delete HTMLDialogElement.prototype.showModal; }`,
} as const;

/** `script` for the page, and for every worker that it starts from text. */
export function takenAway(script: string): string {
  return `(() => {
    const script = ${JSON.stringify(script)};
    const { Blob } = globalThis;
    globalThis.Blob = class extends Blob {
      constructor(parts, options) {
        super(options && options.type === 'text/javascript' ? [script, ...parts] : parts, options);
      }
    };
    Object.defineProperty(globalThis.Blob, Symbol.hasInstance, { value: (value) => value instanceof Blob });
  })();
  ${script}`;
}
