/** Has a picture that is stretched printed in its shape, width divided by height; null for one that is not. */
export function printedAs({ style }: HTMLElement, shape: number | null): void {
  style.setProperty('--_shape', shape === null ? '' : String(shape));
  style.setProperty('--_filling', shape === null ? '' : 'fill');
}
