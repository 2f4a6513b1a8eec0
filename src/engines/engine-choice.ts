import type { XrayError } from '../base/xray-error.ts';
import type { createEngine } from './create-engine.ts';
import { EngineSupply, type BackendChoice } from './engine-supply.ts';

/** A session's engines: those of the choice of now, made when they are first wanted, and of former ones while needed. */
export class ChosenEngines {
  private current: EngineSupply | null = null;
  /** Those of another choice, which images may still be on: until there is an engine of the new choice. */
  private readonly former: EngineSupply[] = [];

  constructor(
    private readonly choice: () => BackendChoice,
    private readonly onLost: (error: XrayError) => void,
    /** Replaced in tests. */
    private readonly create?: typeof createEngine,
  ) {}

  /** Whether there are any. */
  get used(): boolean {
    return this.current !== null;
  }

  use(): EngineSupply {
    this.current ??= new EngineSupply(this.choice(), { onLost: this.onLost, create: this.create });
    return this.current;
  }

  /**
   * After the choice has changed: has an engine of the new one come up, then frees the former ones with all their images.
   * Returns whether that was done: not where the choice changed once more meanwhile.
   * @param settled waits for what the former ones are still needed for
   * @throws XrayError `engine-unavailable`, and the former ones stay; AbortError.
   */
  async change(settled: () => Promise<void>): Promise<boolean> {
    if (this.current) this.former.push(this.current);
    this.current = null;
    const engines = this.use();
    await engines.ready();
    await settled();
    if (engines !== this.current) return false;
    this.disposeFormer();
    return true;
  }

  dispose(): void {
    this.disposeFormer();
    this.current?.dispose();
    this.current = null;
  }

  private disposeFormer(): void {
    for (const engines of this.former.splice(0)) engines.dispose();
  }
}
