import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, sharedBrowser } from './browser.ts';
import { serveSite, type StaticServer } from './site.ts';

/** A browser and the built page, for the tests of a file. */
export interface ServedPage {
  readonly browser: Browser;
  /** Of the page, with a slash at its end. */
  readonly url: string;
}

/**
 * To be called where the tests of a file are declared: what it gives is there when they run, and gone after them. The
 * browser is one with WebGL2 or one as on a machine without a GPU.
 */
export function servePage({ webgl = true } = {}): ServedPage {
  let browser: Browser | null = null;
  let site: StaticServer | null = null;
  beforeAll(async () => {
    site = await serveSite();
    browser = await (webgl ? sharedBrowser() : launchBrowser({ webgl }));
  });
  afterAll(async () => {
    if (!webgl) await browser?.close();
    await site?.close();
  });
  const there = <Thing>(thing: Thing | null): Thing => {
    if (thing === null) throw new Error('The page is served while tests run, not before.');
    return thing;
  };
  return {
    get browser() {
      return there(browser);
    },
    get url() {
      return there(site).url;
    },
  };
}
