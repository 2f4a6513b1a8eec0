import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbortError } from '../image/xray-error.ts';

/** What the element has for a form. */
export interface FormContent {
  /** Other results have another key; empty while there are none. */
  readonly key: string;
  /** Whether the results are about to change. */
  readonly busy: boolean;
  /** The results as files. */
  files(): Promise<File[]>;
  /** Where the browser shows what is wrong; it must be able to take the focus. */
  readonly anchor: HTMLElement | undefined;
  readonly words: { readonly formRequired: string; readonly formNotReady: string };
}

interface FormHost extends ReactiveControllerHost, HTMLElement {
  readonly name: string;
  readonly required: boolean;
}

/**
 * Gives the form around the element its results under the element's `name`, as files. A form asks for values at once,
 * so they are made as soon as results have settled; until then the element is not valid. Does nothing where the browser
 * has no form-associated custom elements (Firefox before 98, Safari before 16.4).
 */
export class FormValue implements ReactiveController {
  readonly internals: ElementInternals | null;
  /** Of the files that the form has, and of those that are being made. */
  private given = '';
  private making = '';
  private failure: string | null = null;

  constructor(
    private readonly host: FormHost,
    private readonly content: () => FormContent,
  ) {
    this.internals = internalsOf(host);
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.internals) return;
    const { wanted } = this;
    if (wanted === '' && this.given !== '') this.give('', null);
    else if (wanted !== '' && wanted !== this.given && wanted !== this.making && !this.content().busy) {
      void this.make(wanted);
    }
    this.validate(this.internals);
  }

  /** What the form should have: empty for nothing. */
  private get wanted(): string {
    const { name } = this.host;
    const { key } = this.content();
    return name === '' || key === '' ? '' : `${name} ${key}`;
  }

  private async make(wanted: string): Promise<void> {
    this.making = wanted;
    this.failure = null;
    const { name } = this.host;
    try {
      const data = new FormData();
      for (const file of await this.content().files()) data.append(name, file, file.name);
      if (this.wanted === wanted) this.give(wanted, data);
    } catch (error) {
      if (!isAbortError(error)) this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.making === wanted && this.failure === null) this.making = '';
      this.host.requestUpdate();
    }
  }

  private give(key: string, data: FormData | null): void {
    this.given = key;
    this.internals?.setFormValue(data);
  }

  private validate(internals: ElementInternals): void {
    const { key, busy, anchor, words } = this.content();
    const named = this.host.name !== '';
    if (this.failure !== null && this.making === this.wanted) {
      internals.setValidity({ customError: true }, this.failure, anchor);
    } else if (named && (busy || this.wanted !== this.given)) {
      internals.setValidity({ customError: true }, words.formNotReady, anchor);
    } else if (this.host.required && key === '') {
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
