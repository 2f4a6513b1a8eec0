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
