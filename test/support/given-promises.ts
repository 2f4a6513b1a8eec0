import { isAbortError, XrayError } from '../../src/base/xray-error.ts';

/** Promises that were given: each has to settle, and only to fail as it says. */
export class GivenPromises {
  private readonly open = new Set<{ readonly what: string }>();

  /** @param onProblem told of what rejected as it should not */
  constructor(private readonly onProblem: (problem: string) => void) {}

  /** What `work` gives; null where it rejected. With `told` it may, with what is meant for a person, or aborted. */
  async follow<Result>(what: string, work: Promise<Result>, refusals: 'none' | 'told'): Promise<Result | null> {
    const given = { what };
    this.open.add(given);
    try {
      return await work;
    } catch (error) {
      const told = isAbortError(error) || (error instanceof XrayError && error.reason !== 'unexpected');
      if (refusals === 'none' || !told) this.onProblem(`${what} rejected with ${String(error)}`);
      return null;
    } finally {
      this.open.delete(given);
    }
  }

  get unsettled(): string[] {
    return [...this.open].map(({ what }) => what);
  }
}
