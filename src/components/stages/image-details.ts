import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { html } from '../part/html.ts';
import type { SampleValues } from '../../image/sample-values.ts';
import { chosenPreset } from '../../image/window-table.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import type { FallbackReason } from '../../engines/cpu-fallback.ts';
import { controls } from '../part/controls.styles.ts';
import type { ImageFacts } from '../../session/files/computation.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import { imageDetailsStyles } from './image-details.styles.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { tell } from '../part/part-events.ts';

const FALLBACK_NOTES: Readonly<Record<FallbackReason, 'tooLargeForGpu' | 'gpuLost'>> = {
  'too-large-for-gpu': 'tooLargeForGpu',
  'gpu-lost': 'gpuLost',
};

/** The small print of an image: its name, size and depth, and who computed it. */
export class XrayImageDetails extends LabPart {
  static override styles = [controls, imageDetailsStyles];

  @property({ attribute: false }) entry: FileEntry | null = null;
  /** What the samples of the image on show mean; null of colours. */
  @property({ attribute: false }) values: SampleValues | null = null;
  @property({ attribute: false }) params: PipelineParams = DEFAULT_PARAMS;
  /** What it is computed with, a line a stage: for paper, where there are no controls. */
  @property() settings = '';
  /** Whether all that the file says is looked at. */
  @state() private informs = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Of another file it was not asked for.
    if (changed.has('entry') && changed.get('entry')?.id !== this.entry?.id) this.informs = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { entry, words } = this;
    if (!entry) return nothing;
    const { facts, state } = entry;
    return html`
      <section aria-label=${this.words.imageDetails} part="details" class="numbers">
        <p class="name"><bdi translate="no">${entry.name}</bdi></p>
        ${
          facts
            ? html`<p><bdi>${this.words.size(facts.width, facts.height)}</bdi></p>
                <p><bdi>${this.depthOf(facts)}</bdi></p>
                ${this.renderTold(entry)} ${this.renderWindow(entry, facts)}`
            : nothing
        }
        ${
          state.kind === 'done'
            ? html`<p><bdi>${this.words.computedOn(state.computed.backend, state.computed.milliseconds)}</bdi></p>`
            : html`<p>${state.kind === 'waiting' ? this.words.readyToProcess : this.words.working}</p>`
        }
        ${
          state.kind === 'done' && state.computed.fallback
            ? html`<p class="note">${words[FALLBACK_NOTES[state.computed.fallback]]}</p>`
            : nothing
        }
        <p class="set">${this.settings}</p>
        ${
          entry.opened?.header.told
            ? html`<button type="button" class="quiet inform" @click=${() => (this.informs = true)}>
                ${ICONS.info}${words.fileInformation}
              </button>`
            : nothing
        }
        <button type="button" class="quiet keys" @click=${() => tell(this, 'part-show-keys', { open: true })}>
          ${ICONS.keys}${words.showKeys}
        </button>
      </section>
      ${
        this.informs
          ? html`<xray-file-information
              .words=${words}
              .opened=${entry.opened}
              @close=${this.endInforming}
            ></xray-file-information>`
          : nothing
      }
    `;
  }

  /** What a DICOM file says of its pixels; spacing, of its frame. */
  private renderTold({ frame, opened }: FileEntry): TemplateResult | typeof nothing {
    const { values, words } = this;
    const { frames = 1, told } = opened?.header ?? {};
    if (!told) return nothing;
    const spacing = values ? values.spacing : told.spacing;
    return html`
      ${frames > 1 ? html`<p><bdi>${words.frameOf(frame + 1, frames)}</bdi></p>` : nothing}
      ${
        spacing
          ? html`<p>${words.spacing(spacing.row, spacing.column, spacing.at, spacing.magnification ?? null)}</p>`
          : nothing
      }
      <p><bdi>${told.photometric}</bdi>, <bdi>${told.syntax}</bdi></p>
    `;
  }

  private endInforming(): void {
    this.informs = false;
    this.renderRoot.querySelector<HTMLElement>('.inform')?.focus();
  }

  /** Which of more than 256 values are shown; where that was not asked for, with a way to all. */
  private renderWindow(
    { opened, state }: FileEntry,
    { bitDepth, colorType }: ImageFacts,
  ): TemplateResult | typeof nothing {
    const { params, words } = this;
    if (bitDepth <= 8) return nothing;
    const values = this.values ?? (state.kind === 'done' ? state.computed.values : null);
    // Most such films use a part of their bits: its place is kept until that is known, as what stands under it would move.
    if (!values) return colorType === 'gray' && !opened?.header.told ? html`<p class="part"></p>` : nothing;
    const { kind, ...shown } = chosenPreset(values, params.window);
    if (kind !== 'extent' || !('from' in shown)) return nothing;
    const full = { ...params, window: { ...params.window, source: 'full' as const } };
    return html`
      <p class="part">
        ${words.shownValues(shown.from, shown.to, values.unit ?? '')}
        <button type="button" class="quiet" @click=${() => tell(this, 'part-parameters', { params: full })}>
          ${words.parameterTexts.window.source.names.full}
        </button>
      </p>
    `;
  }

  private depthOf({ bitDepth, colorType }: ImageFacts): string {
    const { colorTypes, depth, reducedDepth } = this.words;
    return (bitDepth > 8 ? reducedDepth : depth)(bitDepth, colorTypes[colorType]);
  }
}
