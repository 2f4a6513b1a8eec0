/** Kinds of inputs into which nothing is pasted: pasting while they have the focus is meant for the element. */
const NOT_FOR_TEXT = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

/** Whether keys pressed in `element` write in it. */
export function takesText(element: EventTarget | undefined): boolean {
  const { localName, type = '', isContentEditable = false } = (element ?? {}) as Partial<HTMLInputElement>;
  if (localName === 'input') return !NOT_FOR_TEXT.includes(type);
  return localName === 'textarea' || isContentEditable;
}
