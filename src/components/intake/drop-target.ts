import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Brought } from '../../session/intake/brought-files.ts';
import { readDropped } from './dropped-files.ts';
import { bringsAddress, carriesFiles, mayCarryAddress } from './transfers.ts';

/** Who is told of what comes. */
export interface Dropping {
  /** Files are over the element, and may be dropped. */
  expect(): void;
  refuseAddress(): void;
}

/**
 * Makes the whole element a place to drop files and folders on. An address alone is no file: a link, or an image of another
 * page. The browser would go there, in this page's place.
 */
export class DropTarget implements ReactiveController {
  /** Whether files hover over the element. */
  active = false;
  /** Elements entered and not left: each child reports for itself, but one that was removed meanwhile never does. */
  private entered: Node[] = [];
  /** Whether an image of the element itself is dragged: that is no film to be added. */
  private own = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly onDropped: (dropped: Promise<Brought>) => void,
    private readonly intake: Dropping,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener('dragstart', this.onOwn);
    this.host.addEventListener('dragend', this.onOwn);
    this.host.addEventListener('dragenter', this.onEnter);
    this.host.addEventListener('dragover', this.onOver);
    this.host.addEventListener('dragleave', this.onLeave);
    this.host.addEventListener('drop', this.onDrop);
  }

  hostDisconnected(): void {
    this.host.removeEventListener('dragstart', this.onOwn);
    this.host.removeEventListener('dragend', this.onOwn);
    this.host.removeEventListener('dragenter', this.onEnter);
    this.host.removeEventListener('dragover', this.onOver);
    this.host.removeEventListener('dragleave', this.onLeave);
    this.host.removeEventListener('drop', this.onDrop);
    this.setEntered([]);
  }

  private readonly onOwn = (event: DragEvent): void => {
    this.own = event.type === 'dragstart' && carriesFiles(event);
  };

  private readonly onEnter = (event: DragEvent): void => {
    if (!carriesFiles(event) && !mayCarryAddress(event)) return;
    event.preventDefault();
    // The hint promises that it is processed.
    if (!carriesFiles(event) || this.own) return;
    this.setEntered([...this.entered, ...targetOf(event)]);
  };

  private readonly onOver = (event: DragEvent): void => {
    if (!carriesFiles(event) && !mayCarryAddress(event)) return;
    event.preventDefault();
    if (event.dataTransfer && carriesFiles(event)) event.dataTransfer.dropEffect = this.own ? 'none' : 'copy';
  };

  private readonly onLeave = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    const left = targetOf(event);
    this.setEntered(this.entered.filter((node) => !left.includes(node)));
  };

  private readonly onDrop = (event: DragEvent): void => {
    if (bringsAddress(event)) {
      event.preventDefault();
      this.setEntered([]);
      this.intake.refuseAddress();
      return;
    }
    if (!carriesFiles(event)) return;
    event.preventDefault();
    this.setEntered([]);
    if (event.dataTransfer && !this.own) this.onDropped(readDropped(event.dataTransfer));
  };

  private setEntered(entered: Node[]): void {
    this.entered = entered.filter(({ isConnected }) => isConnected);
    const active = this.entered.length > 0;
    if (this.active === active) return;
    this.active = active;
    if (active) this.intake.expect();
    this.host.requestUpdate();
  }
}

/** The innermost element that an event is about, in whatever shadow root it is. */
function targetOf(event: DragEvent): Node[] {
  const [target] = event.composedPath();
  return target && 'nodeType' in target ? [target as Node] : [];
}
