/** What `make` gives for 0 … `count` − 1. `Array.from` has another meaning where old libraries put one of their own there. */
export function listOf<T>(count: number, make: (index: number) => T): T[] {
  const list: T[] = [];
  for (let index = 0; index < count; index++) list.push(make(index));
  return list;
}
