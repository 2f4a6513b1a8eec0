/**
 * Files that are dropped beside `lab` go to it as well: the browser would open them in the page's place. Returns what ends
 * that.
 */
export function takeDropsAnywhere(lab: HTMLElement): () => void {
  const onDrag = (event: DragEvent): void => {
    const { dataTransfer } = event;
    // On the element they are its own.
    if (!dataTransfer?.types.includes('Files') || event.composedPath().includes(lab)) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
    if (event.type === 'drop') lab.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  };
  const types = ['dragenter', 'dragover', 'drop'] as const;
  for (const type of types) addEventListener(type, onDrag);
  return () => types.forEach((type) => removeEventListener(type, onDrag));
}
