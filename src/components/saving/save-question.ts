import { nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { html } from '../part/html.ts';
import { controls } from '../part/controls.styles.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { tell, type SaveAnswer } from '../part/part-events.ts';
import type { Messages } from '../words/messages.ts';
import type { Made } from './give-out.ts';
import { saveQuestionStyles } from './save-question.styles.ts';

/** Asks what is to be done with results of different parameters that are to be saved. It has the focus until it is answered. */
export class XraySaveQuestion extends LabPart {
  static override styles = [controls, saveQuestionStyles];

  @property({ attribute: false }) made: Made = { outdated: 0, all: 0 };

  /** What the reader pressed, which has the focus again then. */
  private pressed: HTMLElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const { activeElement = null } = this.getRootNode() as Partial<ShadowRoot>;
    this.pressed = activeElement as HTMLElement | null;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  protected override render(): TemplateResult {
    const { words, made } = this;
    return html`<div class="question" role="group" aria-labelledby="asked" @keydown=${this.onKey}>
      ${ICONS.warning}
      <p id="asked" class="numbers">${words.madeWithOthers(made.outdated, made.all)}</p>
      <div class="answers">
        ${this.answerButton('again', words.processAndSave)} ${this.answerButton('as-is', words.saveAsTheyAre)}
        ${this.answerButton('cancel', words.cancelSaving)}
      </div>
    </div>`;
  }

  private answerButton(answer: SaveAnswer, label: string): TemplateResult {
    const look = answer === 'again' ? 'primary' : answer === 'cancel' ? 'quiet' : '';
    return html`<button type="button" class=${look} @click=${() => this.answer(answer)}>${label}</button>`;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // Not also for what is around it.
    event.preventDefault();
    event.stopPropagation();
    this.answer('cancel');
  }

  private answer(answer: SaveAnswer): void {
    this.pressed?.focus();
    tell(this, 'part-answer-save', { answer });
  }
}

/** The question, where there is one. */
export function saveQuestion(words: Messages, made: Made | null): TemplateResult | typeof nothing {
  return made ? html`<xray-save-question .words=${words} .made=${made}></xray-save-question>` : nothing;
}
