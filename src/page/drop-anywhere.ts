/**
 * What is dragged beside `lab` is asked of it, and dropped on it: the browser would open files and addresses in the page's
 * place. Returns what ends that.
 */
export function takeDropsAnywhere(lab: HTMLElement): () => void {
  const onDrag = (event: DragEvent): void => {
    const { dataTransfer, type } = event;
    // On the element they are its own.
    if (!dataTransfer || event.composedPath().includes(lab)) return;
    // It is not entered: only whether it would take it is asked.
    const asked = new DragEvent(type === 'drop' ? type : 'dragover', { dataTransfer, cancelable: true });
    if (!lab.dispatchEvent(asked)) event.preventDefault();
  };
  const types = ['dragenter', 'dragover', 'drop'] as const;
  for (const type of types) addEventListener(type, onDrag);
  return () => types.forEach((type) => removeEventListener(type, onDrag));
}
