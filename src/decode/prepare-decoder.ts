import { FORMATS } from './source/formats.ts';

/** Has the decoding worker start while the header of a file is read that it will be wanted for. */
export async function prepareDecoder({ type }: Blob): Promise<void> {
  const types: readonly string[] = FORMATS.jpeg.types;
  if (!types.includes(type)) return;
  // That it cannot be loaded is told when it is wanted.
  await import('./decode-client.ts').then(
    ({ startDecoder }) => startDecoder(),
    () => undefined,
  );
}
