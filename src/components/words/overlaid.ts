/** Some of a table's texts, and of those of the tables in it. */
export type Overrides<T> = {
  // Functions are objects too, and are replaced whole.
  readonly [Key in keyof T]?: T[Key] extends (...values: never[]) => unknown
    ? T[Key]
    : T[Key] extends readonly unknown[]
      ? T[Key]
      : T[Key] extends object
        ? Overrides<T[Key]>
        : T[Key];
};

/** `base` with `overrides` laid over it. */
export function overlaid<T extends object>(base: T, overrides: Overrides<T>): T {
  return laidOver(base, overrides) as T;
}

function laidOver(base: object, overrides: object): object {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overrides) as [string, unknown][]) {
    const below = result[key];
    if (isTable(value) && isTable(below)) result[key] = laidOver(below, value);
    else if (value !== undefined) result[key] = value;
  }
  return result;
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
