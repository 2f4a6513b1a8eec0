import { property } from 'lit/decorators.js';
import { MESSAGES, type Messages } from '../words/messages.ts';
import { partsComplete } from './parts-complete.ts';
import { inTurn } from './render-turns.ts';
import { StyledElement } from './styled-element.ts';

/** A part of the interface: what it says comes from its element. */
export class LabPart extends StyledElement {
  @property({ attribute: false }) words: Messages = MESSAGES;

  protected override scheduleUpdate(): Promise<unknown> | undefined {
    if (!this.hasUpdated) return inTurn(() => void super.scheduleUpdate());
    super.scheduleUpdate();
    return undefined;
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const settled = await super.getUpdateComplete();
    await partsComplete(this.renderRoot);
    return settled;
  }
}
