import { formatByName } from './source/formats.ts';

/** Has the decoding worker start while the header of a file is read that it will be wanted for. */
export async function prepareDecoder(file: Blob): Promise<void> {
  const format = formatByName((file as Partial<File>).name ?? '', file.type);
  // PNGs may be decoded elsewhere.
  if (format === null || format === 'png') return;
  // That it cannot be loaded is told when it is wanted.
  await import('./decode-client.ts').then(
    ({ startDecoder }) => startDecoder(),
    () => undefined,
  );
}
