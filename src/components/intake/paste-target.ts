import { takesText } from '../part/takes-text.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Brought } from '../../session/intake/brought-files.ts';
import { readDropped } from './dropped-files.ts';

/**
 * Takes what is pasted while the element, or nothing on the page, has the focus: images, and files and folders as if they
 * were dropped. What is no image gets its error; text, be it in files, is the page's.
 */
export class PasteTarget implements ReactiveController {
  /** The document that the host is or was in: when it is told that it left, it may be in another one already. */
  private page: Document | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly onPasted: (pasted: Promise<Brought>) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.page = this.host.ownerDocument;
    this.page.addEventListener('paste', this.onPaste);
  }

  hostDisconnected(): void {
    this.page?.removeEventListener('paste', this.onPaste);
  }

  private readonly onPaste = (event: ClipboardEvent): void => {
    // Of several elements on a page the first takes it.
    if (event.defaultPrevented || !this.isMeant(event)) return;
    const { clipboardData } = event;
    const meant = [...(clipboardData?.files ?? [])].some(({ type }) => !type.startsWith('text/'));
    if (!clipboardData || !meant) return;
    event.preventDefault();
    this.onPasted(readDropped(clipboardData));
  };

  private isMeant(event: ClipboardEvent): boolean {
    const path = event.composedPath();
    const [target] = path;
    if (takesText(target)) return false;
    const { activeElement: focused, body } = this.host.ownerDocument;
    return path.includes(this.host) || focused === null || focused === body;
  }
}
