/** Whether this browser can take a whole folder in a file dialog. */
export const FOLDERS_CAN_BE_CHOSEN =
  typeof HTMLInputElement === 'function' && 'webkitdirectory' in HTMLInputElement.prototype;

/** The browser's dialog for a folder. It has an input of its own: the element's takes files. */
export class FolderDialog {
  private input: HTMLInputElement | null = null;

  /** @param onFiles is given every file of the folder and of those in it. */
  constructor(private readonly onFiles: (files: File[]) => void) {}

  /** To be called while a person's action is handled. */
  open(): void {
    this.input ??= this.makeInput();
    // The same folder may be chosen again.
    this.input.value = '';
    this.input.click();
  }

  private makeInput(): HTMLInputElement {
    const input = document.createElement('input');
    input.type = 'file';
    input.webkitdirectory = true;
    input.addEventListener('change', () => this.onFiles([...(input.files ?? [])]));
    return input;
  }
}
