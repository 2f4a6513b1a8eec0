import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbortError } from '../../base/xray-error.ts';

/** What the element has for a form. */
export interface FormContent {
  /** Whether there are results. */
  readonly filled: boolean;
  /** Other results have another key. */
  readonly key: string;
  /** Whether the results are about to change. */
  readonly busy: boolean;
  /** The results as files. Ends early when `signal` is aborted. */
  files(signal: AbortSignal): Promise<File[]>;
  /** Where the browser shows what is wrong; it must be able to take the focus. */
  readonly anchor: HTMLElement | undefined;
  readonly words: { readonly formRequired: string; readonly formNotReady: string };
}

interface FormHost extends ReactiveControllerHost, HTMLElement {
  readonly name: string;
  readonly required: boolean;
}

/** The making of files, from the moment at which they are wanted. */
interface Job {
  readonly wanted: string;
  readonly stop: AbortController;
}

/** Somebody who moves a slider has not settled on each value at which it rests for a moment. */
const SETTLING_MS = 300;

/**
 * Gives the form around the element its results under the element's `name`, as files. A form asks for values at once, so
 * they are made when results have settled, once for many changes in a row; until then the element is not valid. Without a
 * form or a name nothing is made. Does nothing where the browser has no form-associated custom elements (Firefox before
 * 98, Safari before 16.4).
 */
export class FormValue implements ReactiveController {
  readonly internals: ElementInternals | null;
  /** Of the files that the form has. */
  private given = '';
  private job: Job | null = null;
  /** The newest making of files, over or not: one ends before the next begins. */
  private made: Promise<void> = Promise.resolve();
  private failure: { readonly wanted: string; readonly message: string } | null = null;

  constructor(
    private readonly host: FormHost,
    private readonly content: () => FormContent,
  ) {
    this.internals = internalsOf(host);
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.internals) return;
    const wanted = this.wantedNow();
    if (this.job && this.job.wanted !== wanted) {
      this.job.stop.abort();
      this.job = null;
    }
    if (this.failure?.wanted !== wanted) this.failure = null;
    if (wanted === '') {
      if (this.given !== '') this.give('', null);
    } else if (wanted !== null && wanted !== this.given && !this.job && !this.failure && !this.content().busy) {
      this.job = { wanted, stop: new AbortController() };
      this.made = this.make(this.job, this.made);
    }
    this.validate(this.internals, wanted);
  }

  /** Whether there is a form to submit the results to. */
  private get submits(): boolean {
    return this.host.name !== '' && !!this.internals?.form;
  }

  /**
   * What the form should have: empty for nothing; null while that does not matter, as results change. Of thousands it takes
   * its time to tell.
   */
  private wantedNow(): string | null {
    const content = this.content();
    if (!this.submits || !content.filled) return '';
    return this.job || this.failure || !content.busy ? `${this.host.name} ${content.key}` : null;
  }

  private async make(job: Job, before: Promise<void>): Promise<void> {
    const { signal } = job.stop;
    const { name } = this.host;
    await before;
    // Superseded while it waited: what comes after it need not wait for another rest.
    if (signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
    if (signal.aborted) return;
    try {
      const data = new FormData();
      for (const file of await this.content().files(signal)) data.append(name, file, file.name);
      if (!signal.aborted) this.give(job.wanted, data);
    } catch (error) {
      // What is not wanted any more may fail as it likes.
      if (signal.aborted || isAbortError(error)) return;
      this.failure = { wanted: job.wanted, message: error instanceof Error ? error.message : String(error) };
    } finally {
      if (this.job === job) this.job = null;
      this.host.requestUpdate();
    }
  }

  private give(key: string, data: FormData | null): void {
    this.given = key;
    this.internals?.setFormValue(data);
  }

  private validate(internals: ElementInternals, wanted: string | null): void {
    const { filled, busy, anchor, words } = this.content();
    if (this.failure) {
      internals.setValidity({ customError: true }, this.failure.message, anchor);
    } else if (this.submits && (busy || wanted !== this.given)) {
      internals.setValidity({ customError: true }, words.formNotReady, anchor);
    } else if (this.host.required && !filled) {
      internals.setValidity({ valueMissing: true }, words.formRequired, anchor);
    } else {
      internals.setValidity({});
    }
  }
}

function internalsOf(host: HTMLElement): ElementInternals | null {
  const { ElementInternals: Internals } = globalThis as { ElementInternals?: typeof ElementInternals };
  return Internals && 'setFormValue' in Internals.prototype ? host.attachInternals() : null;
}
