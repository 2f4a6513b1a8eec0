import { FakeFolder } from '../../unit/export/folder/fake-folder.ts';
import { Gate } from '../../support/gate.ts';
import { watchWorkers } from '../../support/crashing-workers.ts';
import { GPU_TROUBLES } from '../../support/gpu-troubles.ts';

/** Addresses that are answered here, not by a server. */
export const ADDRESS = '/walk/';

/**
 * What the element depends on, and what may go wrong with it: workers, the network, the clipboard, dialogs, downloads, the
 * GPU. One for each walk.
 */
export class Outside {
  /** How many of the next requests crash their workers. */
  crashes = 0;
  /** What is at an address; nothing at others. */
  readonly served = new Map<string, Blob>();
  readonly network = new Gate();
  readonly dialog = new Gate();
  readonly clipboard = new Gate();
  /** What the clipboard got. */
  readonly copied: Blob[] = [];
  readonly folders: FakeFolder[] = [];
  private readonly held: (() => void)[] = [];
  private holds = false;
  private readonly restores: (() => void)[] = [];
  /** Whether WebGL2 failed once. */
  troubled = false;
  private trouble: (() => void) | null = null;

  /** @param onHeld told of what is kept from a worker */
  constructor(onHeld: (worker: Worker, message: unknown) => void) {
    const watched = watchWorkers({ crashesAt: () => this.crashes > 0 && this.crashes-- > 0 });
    this.restores.push(watched.restore);
    this.replace(Worker.prototype, 'postMessage', (own) => {
      const send = (worker: Worker, message: unknown[]): unknown => Reflect.apply(own, worker, message);
      const { held } = this;
      const holds = (): boolean => this.holds;
      return function (this: Worker, ...message: unknown[]) {
        if (!holds()) return send(this, message);
        held.push(() => send(this, message));
        onHeld(this, message[0]);
      };
    });
    this.replace(window, 'fetch', (own) => async (input: unknown, init?: RequestInit) => {
      const address = String(input);
      if (!address.includes(ADDRESS)) return Reflect.apply(own, window, [input, init]);
      await this.network.pass(init?.signal);
      const blob = this.served.get(address);
      return blob ? new Response(blob) : new Response('', { status: 404 });
    });
    this.holdDownloads(window);
    this.replace(window, 'showDirectoryPicker', () => async () => {
      await this.dialog.pass();
      const folder = new FakeFolder();
      this.folders.push(folder);
      return folder.handle;
    });
    if (typeof Clipboard === 'function') {
      this.replace(Clipboard.prototype, 'write', () => async (items: ClipboardItem[]) => {
        await this.clipboard.pass();
        this.copied.push(await items[0].getType('image/png'));
      });
    }
  }

  /** Nothing is downloaded from there. */
  holdDownloads(view: Window & typeof globalThis): void {
    this.replace(view.HTMLAnchorElement.prototype, 'click', () => () => undefined);
  }

  /** Keeps from workers what they are sent. */
  holdWorkers(): void {
    this.holds = true;
  }

  releaseWorkers(): void {
    this.holds = false;
    for (const send of this.held.splice(0)) send();
  }

  /** Has WebGL2 fail in one way or another, until that ends. */
  troubleGpu(index: number): string {
    this.endTrouble();
    this.troubled = true;
    const { name, install } = GPU_TROUBLES[index % GPU_TROUBLES.length];
    this.trouble = install();
    return name;
  }

  endTrouble(): void {
    this.trouble?.();
    this.trouble = null;
  }

  /** All is well. */
  calm(): void {
    this.crashes = 0;
    this.endTrouble();
    for (const gate of [this.network, this.dialog, this.clipboard]) gate.open();
    for (const folder of this.folders) folder.fail = null;
    this.releaseWorkers();
  }

  restore(): void {
    for (const restore of this.restores.reverse()) restore();
  }

  private replace(owner: object, name: string, make: (own: (...args: never[]) => unknown) => unknown): void {
    const before = Reflect.getOwnPropertyDescriptor(owner, name);
    const own = (Reflect.get(owner, name) ?? (() => undefined)) as (...args: never[]) => unknown;
    Reflect.defineProperty(owner, name, { configurable: true, writable: true, value: make(own) });
    this.restores.push(() => {
      if (before) Reflect.defineProperty(owner, name, before);
      else Reflect.deleteProperty(owner, name);
    });
  }
}
