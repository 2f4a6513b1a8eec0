import { takesText } from '../part/takes-text.ts';

/** The types of a drag by which browsers tell of an address. */
const ADDRESSES = ['text/uri-list', 'text/x-moz-url'];

/** Text that Firefox goes to where it is dropped. */
const WEB_ADDRESS = /^\s*(https?|ftp|file|data|blob):\S+\s*$/i;

export function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/** Whether an address is being dragged, not over a field that it can be dropped into; what it is, is known when it is dropped. */
export function mayCarryAddress(event: DragEvent): boolean {
  return ADDRESSES.some((type) => event.dataTransfer?.types.includes(type)) && !isOverText(event);
}

/** Whether an address was dropped, and no file with it: a link, or an image of a page. To be asked while the event is handled. */
export function bringsAddress(event: DragEvent): boolean {
  const { dataTransfer } = event;
  if (!dataTransfer || hasFiles(dataTransfer)) return false;
  return mayCarryAddress(event) || (!isOverText(event) && WEB_ADDRESS.test(dataTransfer.getData('text/plain')));
}

/** Whether there are files indeed: Firefox tells of some for images of pages too. */
function hasFiles({ items, files }: DataTransfer): boolean {
  return files.length > 0 || [...items].some(({ kind }) => kind === 'file');
}

function isOverText(event: DragEvent): boolean {
  return takesText(event.composedPath()[0]);
}
