/** As assembly/parts/state.ts lays a scan's state out: places in bytes. */
export const STATE = {
  failed: 28,
  kind: 32,
  first: 36,
  last: 40,
  lowBit: 44,
  components: 48,
  order: 64,
  component: 192,
} as const;

export const COMPONENT = {
  bytes: 32,
  dcTable: 8,
  acTable: 12,
  blocks: 16,
  rowBytes: 20,
  across: 24,
  down: 28,
} as const;

export const STATE_BYTES = STATE.component + 4 * COMPONENT.bytes;

/** A Huffman table: words, and then values. */
export const TABLE_WORDS = 1024 + 17 + 17;
export const TABLE_BYTES = 4 * TABLE_WORDS + 256;

/** Kinds of scans. */
export const KIND = { sequential: 0, dcFirst: 1, dcRefining: 2, acFirst: 3, acRefining: 4 } as const;
