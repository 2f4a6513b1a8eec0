import { takesText } from '../part/takes-text.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Takes pasted images while the element, or nothing on the page, has the focus. */
export class PasteTarget implements ReactiveController {
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly onFiles: (files: File[]) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('paste', this.onPaste);
  }

  hostDisconnected(): void {
    document.removeEventListener('paste', this.onPaste);
  }

  private readonly onPaste = (event: ClipboardEvent): void => {
    // Of several elements on a page the first takes it.
    if (event.defaultPrevented || !this.isMeant(event)) return;
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    this.onFiles(files);
  };

  private isMeant(event: ClipboardEvent): boolean {
    const path = event.composedPath();
    const [target] = path;
    if (target instanceof HTMLElement && takesText(target)) return false;
    const focused = document.activeElement;
    return path.includes(this.host) || focused === null || focused === document.body;
  }
}
