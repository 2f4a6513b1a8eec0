/** Kinds of inputs into which nothing is pasted: pasting while they have the focus is meant for the element. */
const NOT_FOR_TEXT = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

/** Whether keys pressed in `element` write in it. */
export function takesText(element: HTMLElement): boolean {
  if (element instanceof HTMLInputElement) return !NOT_FOR_TEXT.includes(element.type);
  return element instanceof HTMLTextAreaElement || element.isContentEditable;
}
