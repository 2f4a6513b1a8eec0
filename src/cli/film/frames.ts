/** Which frames of a file of several are wanted: all, or ranges that count from 0, both ends included. */
export type FrameChoice = 'all' | readonly (readonly [from: number, to: number])[];

/** `all`, or numbers and ranges as `0,2-5`; null for anything else. */
export function framesIn(text: string): FrameChoice | null {
  if (text.trim().toLowerCase() === 'all') return 'all';
  const ranges: (readonly [number, number])[] = [];
  for (const part of text.split(',')) {
    const [, first, last = first] = /^\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first)) return null;
    ranges.push([Number(first), Number(last)]);
  }
  return ranges;
}

/** The frames of a file of `count`, in order, each once; none beyond its last. */
export function framesOf(choice: FrameChoice | null, count: number): number[] {
  if (choice === null) return [0];
  const wanted = (frame: number): boolean =>
    choice === 'all' || choice.some(([from, to]) => from <= frame && frame <= to);
  return Array.from({ length: count }, (_, frame) => frame).filter(wanted);
}

/** The lowest that may be wanted. */
export function firstFrame(choice: FrameChoice): number {
  return choice === 'all' ? 0 : Math.min(...choice.map(([from]) => from));
}
