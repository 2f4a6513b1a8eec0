const MIME_TYPES: Readonly<Record<string, readonly string[]>> = {
  png: ['image/png', '.png'],
  jpeg: ['image/jpeg', 'image/jpg', '.jpg', '.jpeg'],
};

/** Whether `accept` (MIME types or extensions, separated by commas, as of a file input) covers a decoded `format`. */
export function acceptsFormat(accept: string, format: string): boolean {
  const wanted = accept.split(',').map((type) => type.trim().toLowerCase());
  if (wanted.every((type) => type === '')) return true;
  const names = MIME_TYPES[format] ?? [`image/${format}`];
  return wanted.some((type) => type === 'image/*' || type === '*/*' || names.includes(type));
}

/** The format that a file's extension, or where it has none the type its browser gave it, speaks of; null for any other. */
export function formatByName(name: string, type: string): 'png' | 'jpeg' | null {
  const [, extension = ''] = /\.([^.]+)$/.exec(name) ?? [];
  const spoken = extension === '' ? type.replace('image/', '') : extension;
  if (/^png$/i.test(spoken)) return 'png';
  return /^(jpe?g|jpe|jfif|pjpe?g)$/i.test(spoken) ? 'jpeg' : null;
}
