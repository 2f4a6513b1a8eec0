import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { FormValue, type FormContent } from '../../../../src/components/form/form-value.ts';
import { abortError } from '../../../../src/base/xray-error.ts';
import { waitUntil } from '../support/wait-until.ts';

/** One call for files: the test says what comes of it. */
interface Call {
  readonly key: string;
  readonly signal: AbortSignal;
  give(): void;
  fail(message: string): void;
}

/** An element whose results are what a test says they are. */
class FormProbe extends LitElement {
  static readonly formAssociated = true;
  @property() name = 'images';
  @property() key = '';
  @property({ type: Boolean }) busy = false;
  /** How often it was asked which results there are. */
  asked = 0;
  readonly required = false;
  readonly calls: Call[] = [];
  /** How many were under way at once, at the most. */
  most = 0;
  private underWay = 0;
  readonly value = new FormValue(this, () => this.formContent);

  formAssociatedCallback(): void {
    this.requestUpdate();
  }

  /** Another result, once it was noticed. */
  async take(key: string): Promise<void> {
    this.key = key;
    await this.updateComplete;
  }

  private get formContent(): FormContent {
    const { key, busy } = this;
    const ask = (): string => (this.asked++, key);
    return {
      filled: key !== '',
      get key() {
        return ask();
      },
      busy,
      anchor: undefined,
      words: { formRequired: 'required', formNotReady: 'not ready' },
      files: (signal) => this.call(signal),
    };
  }

  private call(signal: AbortSignal): Promise<File[]> {
    const { key } = this;
    this.most = Math.max(this.most, ++this.underWay);
    return new Promise<File[]>((resolve, reject) => {
      this.calls.push({
        key,
        signal,
        give: () => resolve([new File([], key)]),
        fail: (message) => reject(new Error(message)),
      });
      signal.addEventListener('abort', () => reject(abortError()));
    }).finally(() => this.underWay--);
  }
}
customElements.define('form-probe', FormProbe);

async function openForm(): Promise<{ form: HTMLFormElement; probe: FormProbe }> {
  const form = await fixture<HTMLFormElement>(html`<form></form>`);
  const probe = new FormProbe();
  form.append(probe);
  await probe.updateComplete;
  return { form, probe };
}

const called = (probe: FormProbe, times: number): Promise<void> =>
  waitUntil(() => probe.calls.length === times, `files were asked for ${times} times`);

/** No timer begins before the function that is returned is called: however long what comes before it takes. */
function holdTimers(): () => void {
  const { setTimeout } = window;
  const held: (() => void)[] = [];
  window.setTimeout = ((handler: () => void, delay?: number) =>
    held.push(() => void setTimeout(handler, delay))) as typeof setTimeout;
  return () => {
    window.setTimeout = setTimeout;
    for (const begin of held) begin();
  };
}

const submitted = (form: HTMLFormElement): string[] =>
  (new FormData(form).getAll('images') as File[]).map(({ name }) => name);

describe('files for a form', () => {
  before(function () {
    if (!('ElementInternals' in window)) this.skip();
  });

  it('are made once for many results in a row', async () => {
    const { form, probe } = await openForm();
    const goOn = holdTimers();
    try {
      for (let i = 0; i < 20; i++) await probe.take(`r${i}`);
    } finally {
      goOn();
    }
    expect(probe.value.internals?.validationMessage).to.equal('not ready');
    await called(probe, 1);
    probe.calls[0].give();
    await waitUntil(() => probe.value.internals?.validity.valid === true, 'the form has its files');
    expect(probe.calls.map(({ key }) => key)).to.deep.equal(['r19']);
    expect(submitted(form)).to.deep.equal(['r19']);
  });

  it('that are superseded are given up, and over before the next ones begin', async () => {
    const { form, probe } = await openForm();
    for (let i = 1; i <= 3; i++) {
      await probe.take(`r${i}`);
      await called(probe, i);
    }
    expect(probe.calls.map(({ signal }) => signal.aborted)).to.deep.equal([true, true, false]);
    expect(probe.most).to.equal(1);
    probe.calls[2].give();
    await waitUntil(() => submitted(form).length > 0);
    expect(submitted(form)).to.deep.equal(['r3']);
    await probe.take('');
    expect(submitted(form)).to.deep.equal([]);
    await probe.take('r4');
    await called(probe, 4);
    await probe.take('');
    expect(probe.calls[3].signal.aborted).to.equal(true);
  });

  it('are not asked for their names while they change: of thousands that takes its time', async () => {
    const { form, probe } = await openForm();
    probe.busy = true;
    for (let i = 0; i < 20; i++) await probe.take(`r${i}`);
    expect([probe.asked, probe.value.internals?.validationMessage]).to.deep.equal([0, 'not ready']);
    probe.busy = false;
    await called(probe, 1);
    probe.calls[0].give();
    await waitUntil(() => submitted(form).join() === 'r19');
    // What is being made is given up as soon as there are others.
    await probe.take('r20');
    await called(probe, 2);
    probe.busy = true;
    await probe.take('r21');
    expect(probe.calls[1].signal.aborted).to.equal(true);
  });

  it('that failed say so; what fails after it was superseded says nothing of the next ones', async () => {
    const { form, probe } = await openForm();
    await probe.take('r1');
    await called(probe, 1);
    // Does not hear that it is given up.
    await probe.take('r2');
    probe.calls[0].fail('too late');
    await called(probe, 2);
    probe.calls[1].fail('no memory');
    await waitUntil(() => probe.value.internals?.validationMessage === 'no memory', 'it says why');
    // As long as the results are the same.
    await probe.take('r3');
    expect(probe.value.internals?.validationMessage).to.equal('not ready');
    await called(probe, 3);
    probe.calls[2].give();
    await waitUntil(() => submitted(form).length > 0);
    expect(submitted(form)).to.deep.equal(['r3']);
    expect(probe.value.internals?.validity.valid).to.equal(true);
  });

  it('are not made where there is no form, or no name; they are when there are', async () => {
    const { form, probe } = await openForm();
    const outside = await fixture<HTMLElement>(html`<div></div>`);
    outside.append(probe);
    await probe.take('r1');
    // Longer than results take to settle.
    await aTimeout(600);
    expect(probe.calls).to.deep.equal([]);
    expect(probe.value.internals?.validity.valid).to.equal(true);
    form.append(probe);
    await called(probe, 1);
    probe.calls[0].give();
    await waitUntil(() => submitted(form).length > 0);
    probe.name = '';
    await probe.updateComplete;
    expect([...new FormData(form).keys()]).to.deep.equal([]);
    expect(probe.calls).to.have.length(1);
  });
});
