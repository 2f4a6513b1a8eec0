/** Newer than the library that the sources are checked against, which old browsers have. */
interface WeakReference {
  deref(): object | undefined;
}

const { WeakRef } = globalThis as unknown as { WeakRef: new (target: object) => WeakReference };

/** Objects that others should let go of: holds none of them. */
export class WeakRefs {
  private readonly refs: WeakReference[] = [];
  private readonly known = new WeakSet<object>();

  add(target: object | null): void {
    if (!target || this.known.has(target)) return;
    this.known.add(target);
    this.refs.push(new WeakRef(target));
  }

  get size(): number {
    return this.refs.length;
  }

  /** How many somebody still holds, or that were not collected yet. */
  get held(): number {
    return this.refs.filter((ref) => ref.deref()).length;
  }

  /** What is held, by its class. */
  get names(): string {
    const held = this.refs.flatMap((ref) => ref.deref() ?? []);
    return held.map(({ constructor }) => constructor.name).join(', ');
  }
}
