/** Whether a file that was dropped or chosen says that it is a manifest. */
export function isManifestFile(file: Blob): boolean {
  const { name = '' } = file as Partial<File>;
  return file.type === 'application/json' || /\.json$/i.test(name);
}
