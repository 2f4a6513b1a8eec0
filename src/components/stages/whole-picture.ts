/** So many pixels are painted, and made a file, within the moment that a menu or the beginning of a drag takes. */
export const QUICK = 2 ** 24;

/**
 * The image's own pixels on a canvas that shows it reduced, while the browser's menu may be open over it: the menu saves and copies
 * what is on the canvas when the reader has chosen. What is seen meanwhile is a copy over it, through which pointers go.
 */
export class WholePicture {
  /** Whether the canvas is to have all pixels. */
  wanted = false;
  private still: HTMLElement | null = null;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly repaint: () => void,
  ) {}

  /** Until something else is pressed in `page`. */
  show(page: Window): void {
    const { canvas } = this;
    const still = canvas.cloneNode() as HTMLCanvasElement;
    still.getContext('2d')?.drawImage(canvas, 0, 0);
    still.style.pointerEvents = 'none';
    still.setAttribute('aria-hidden', 'true');
    this.still?.remove();
    this.still = still;
    canvas.after(still);
    this.wanted = true;
    const onPress = ({ button }: PointerEvent): void => {
      // The menu may be asked for again.
      if (button === 2) return;
      page.removeEventListener('pointerdown', onPress, true);
      this.wanted = false;
      this.repaint();
    };
    page.addEventListener('pointerdown', onPress, true);
    this.repaint();
  }

  /** The picture is another one. */
  end(): void {
    this.wanted = false;
    this.painted();
  }

  /** The canvas was painted: where it is as it was, what is over it may go. */
  painted(): void {
    if (!this.wanted) this.still?.remove();
  }
}
