/** Alternatives as a sentence names them: "JPG, TIFF or PNG". */
export function alternatives(names: readonly string[], or: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${or} ${names[names.length - 1]}`;
}
