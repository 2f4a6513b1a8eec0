import { property } from 'lit/decorators.js';
import type { FirstWords } from '../words/first-words.ts';
import type { Messages } from '../words/messages.ts';
import { partsComplete } from './parts-complete.ts';
import { inTurn } from './render-turns.ts';
import { StyledElement } from './styled-element.ts';

/** A part of the interface: what it says comes from its element. Parts of the first paint know {@link FirstWords} alone. */
export class LabPart<Words extends FirstWords = Messages> extends StyledElement {
  @property({ attribute: false }) words!: Words;
  /** Whether it is rendered first when its turn comes: not where others stand by the room that it takes. */
  protected readonly waits: boolean = true;

  protected override scheduleUpdate(): Promise<unknown> | undefined {
    if (!this.hasUpdated && this.waits) return inTurn(() => void super.scheduleUpdate());
    super.scheduleUpdate();
    return undefined;
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const settled = await super.getUpdateComplete();
    await partsComplete(this.renderRoot);
    return settled;
  }
}
