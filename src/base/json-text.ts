/**
 * What `JSON.stringify(value, null, 2)` gives where nobody meddles with it: old libraries give arrays, or all objects, a
 * `toJSON` of their own, after which lists become texts. Of objects, their own enumerable properties.
 */
export function jsonText(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => jsonText(item, inner))
    : Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
        item === undefined ? [] : [`${JSON.stringify(key)}: ${jsonText(item, inner)}`],
      );
  const [open, close] = isList ? '[]' : '{}';
  return items.length === 0 ? open + close : `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
}
