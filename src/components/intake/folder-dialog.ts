/** Whether this browser can take a whole folder in a file dialog. */
export const FOLDERS_CAN_BE_CHOSEN =
  typeof HTMLInputElement === 'function' && 'webkitdirectory' in HTMLInputElement.prototype;

/** The browser's dialog for a folder. It has an input of its own: the element's takes files. */
export class FolderDialog {
  private input: HTMLInputElement | null = null;

  constructor(
    /** In whose document the dialog opens: of another one, browsers do not know that a person asks for it. */
    private readonly host: Node,
    /** Is given every file of the folder and of those in it. */
    private readonly onFiles: (files: File[]) => void,
  ) {}

  /** To be called while a person's action is handled. */
  open(): void {
    const page = this.host.ownerDocument ?? document;
    if (this.input?.ownerDocument !== page) this.input = this.makeInput(page);
    this.input.click();
  }

  private makeInput(page: Document): HTMLInputElement {
    const input = page.createElement('input');
    input.type = 'file';
    input.webkitdirectory = true;
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      // It would hold them for as long as there is the element, and the same folder may be chosen again.
      input.value = '';
      this.onFiles(files);
    });
    return input;
  }
}
