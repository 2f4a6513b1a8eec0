/** What is written as whole vectors may reach so many bytes beyond its end. */
const SLACK = 64;

/** Addresses above are not handed out: 32 bits must do, with room for what reaches beyond an end. */
const END = 0xffff0000;

const PAGE = 1 << 16;

/** Lays out the memory of an instance of the kernels: first everything is given its address, then the room is made. */
export class SimdMemory {
  private readonly shared = new Map<string, number>();
  private readonly zeroed: { readonly address: number; readonly bytes: number }[] = [];
  private end: number;

  /** @param first the first address that is free */
  constructor(first: number) {
    this.end = first;
  }

  /** Bytes that nobody else writes to. What they hold at first is not known. */
  reserve(bytes: number): number {
    const address = this.end;
    this.end += Math.ceil((bytes + SLACK) / 64) * 64;
    return address;
  }

  /** As {@link reserve}, but one place for all that ask by this name: for what is used in turns. It begins as zeros. */
  share(name: string, bytes: number): number {
    const address = this.shared.get(name) ?? this.reserve(bytes);
    if (!this.shared.has(name)) this.zero(address, bytes);
    this.shared.set(name, address);
    return address;
  }

  /** Has what was reserved begin as zeros. */
  zero(address: number, bytes: number): void {
    this.zeroed.push({ address, bytes });
  }

  /**
   * Makes the room. Null when it cannot be had, else the end of all that is used.
   * @param used the end of what an earlier layout has written to: what lies behind is still new, and zeros
   * @throws RangeError when the browser has no memory
   */
  makeRoom(memory: WebAssembly.Memory, used: number): number | null {
    if (this.end >= END) return null;
    const pages = Math.ceil(this.end / PAGE) - memory.buffer.byteLength / PAGE;
    if (pages > 0) memory.grow(pages);
    const bytes = new Uint8Array(memory.buffer);
    for (const { address, bytes: length } of this.zeroed) bytes.fill(0, address, Math.min(address + length, used));
    return Math.max(this.end, used);
  }
}
