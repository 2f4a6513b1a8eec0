import { readFile } from 'node:fs/promises';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { XrayLab } from '../../../src/components/lab/xray-lab.ts';
import type { Backend } from '../../../src/pipeline/engine.ts';
import { STAGE_IDS, STAGES } from '../../../src/pipeline/standard-graph.ts';
import { newWatchedPage, type WatchedPage } from './browser.ts';
import { PATIENCE_MS } from './patience.ts';

/** A file as a person would choose it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What `xray-error` said. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
}

/** A page with one `<xray-lab>`, operated as a person does: by what is written on it. */
export class LabPage {
  readonly page: Page;
  /** Everything that went wrong without being caught. */
  readonly problems: string[];
  readonly #watched: WatchedPage;

  private constructor(watched: WatchedPage) {
    this.#watched = watched;
    this.page = watched.page;
    this.problems = watched.problems;
  }

  /** A page that was not loaded yet. */
  static async blank(browser: Browser): Promise<LabPage> {
    return new LabPage(await newWatchedPage(browser));
  }

  static async open(browser: Browser, address: string): Promise<LabPage> {
    const lab = await LabPage.blank(browser);
    await lab.visit(address);
    return lab;
  }

  async visit(address: string): Promise<void> {
    await this.page.addInitScript(() => {
      const record: unknown[] = [];
      Object.assign(window, { reportedErrors: record });
      addEventListener('xray-error', (event) => {
        const { code, message } = (event as CustomEvent<ReportedError>).detail;
        record.push({ code, message });
      });
    });
    await this.page.goto(address);
    await this.button('Choose X-ray Image').waitFor();
  }

  async close(): Promise<void> {
    await this.#watched.context.close();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  figure(name: string): Locator {
    return this.page.getByRole('figure', { name, exact: true });
  }

  /** Chooses files by the button and the browser's file dialog. */
  async choose(...files: ChosenFile[]): Promise<void> {
    const dialog = this.page.waitForEvent('filechooser');
    await this.button('Choose X-ray Image').first().click();
    await (await dialog).setFiles(files);
  }

  /** Drops files, or pastes them, on the element. */
  async transfer(kind: 'drop' | 'paste', ...files: ChosenFile[]): Promise<void> {
    // The browser itself turns what was given to an input into files; an input of our own leaves the page's alone.
    const input = await this.page.evaluateHandle(() =>
      Object.assign(document.createElement('input'), { type: 'file', multiple: true }),
    );
    await input.setInputFiles(files);
    await this.button('Choose X-ray Image')
      .first()
      .evaluate(
        (target, [type, source]) => {
          const data = new DataTransfer();
          for (const file of source.files ?? []) data.items.add(file);
          const options = { bubbles: true, composed: true, cancelable: true };
          if (type === 'paste') {
            target.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
            return;
          }
          for (const step of ['dragenter', 'dragover', 'drop']) {
            target.dispatchEvent(new DragEvent(step, { ...options, dataTransfer: data }));
          }
        },
        [kind, input] as const,
      );
    await input.dispose();
  }

  /** Waits until `count` files have results and nothing is being computed. */
  async waitForResults(count: number): Promise<void> {
    await vi.waitFor(async () => expect(await this.state()).toEqual({ results: count, busy: false }), {
      timeout: PATIENCE_MS,
      interval: 50,
    });
    // What stands in brackets is a method's.
    for (const id of STAGE_IDS) {
      const [name] = STAGES[id].title.split(' (');
      await this.page.getByRole('figure', { name: new RegExp(`^${name}`) }).waitFor();
    }
  }

  async state(): Promise<{ results: number; busy: boolean }> {
    return this.page.locator('xray-lab').evaluate((lab: XrayLab) => ({ results: lab.results.length, busy: lab.busy }));
  }

  async backendInUse(): Promise<Backend | null> {
    return this.page.locator('xray-lab').evaluate((lab: XrayLab) => lab.backendInUse);
  }

  /** The bytes and the name of the ZIP that the download button saves. */
  async downloadZip(): Promise<{ name: string; bytes: Buffer }> {
    const started = this.page.waitForEvent('download');
    await this.button('Download Results (ZIP)').click();
    return savedDownload(await started);
  }

  async reportedErrors(): Promise<ReportedError[]> {
    return this.page.evaluate(() => (window as unknown as { reportedErrors: ReportedError[] }).reportedErrors);
  }
}

/** What a browser saved. */
export async function savedDownload(download: Download): Promise<{ name: string; bytes: Buffer }> {
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
