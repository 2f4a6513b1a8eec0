/**
 * How long a page may take to do what a test waits for: to load, to take a click, to compute a file. Two slow processors
 * with WebGL in software, which other programs use too, or which are halted for a while, need many times what is usual;
 * whoever waits for longer waits for what never comes.
 */
export const PATIENCE_MS = 240_000;
