import { loadPart } from '../../base/load-part.ts';
import { XrayError } from '../../base/xray-error.ts';
import type { FrameChoice, FrameChoiceNeeds } from './frame-choice.ts';

/** Which frame of the file on show is to be seen. What brings another one is loaded when one is chosen. */
export class Frames {
  private choice: FrameChoice | null = null;

  constructor(private readonly needs: FrameChoiceNeeds) {}

  /** Shows these frames of files that are here, or come, by their SHA-256; once each, where they are not those that are made. */
  async expect(frames: ReadonlyMap<string, number>): Promise<void> {
    (await this.load())?.expect(frames);
  }

  /** From 0: the one that was chosen, which may be on its way. */
  get chosen(): number {
    const { entry } = this.needs.shown;
    return entry ? (this.choice?.chosenOf(entry) ?? entry.frame) : 0;
  }

  /** One beyond the ends is the first or the last. Settles when it is there, or another in its place; what fails is noticed. */
  async choose(frame: number): Promise<void> {
    await (await this.load())?.choose(frame);
  }

  /** To another frame, so many further. */
  async step(by: number): Promise<void> {
    await this.choose(this.chosen + by);
  }

  private async load(): Promise<FrameChoice | null> {
    try {
      const { FrameChoice } = await this.needs.track(loadPart('decode-failed', () => import('./frame-choice.ts')));
      return (this.choice ??= new FrameChoice(this.needs));
    } catch (error) {
      if (!(error instanceof XrayError)) throw error;
      this.needs.notify(error);
      return null;
    }
  }
}
