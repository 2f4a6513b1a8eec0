// @ts-check

/**
 * A table of figures: rows × columns → what each run gave.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} [against] the row that this one is held against
 * @property {Record<string, number[]>} samples by column
 */

/** The middle one; of an even number the mean of the two in the middle. @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** A number with as many digits as mean something. @param {number} value */
export function short(value) {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return value.toFixed(size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2);
}

/** The median, and from the least to the most. @param {readonly number[]} values */
export function spread(values) {
  if (values.length === 0) return '–';
  const middle = short(median(values));
  if (values.length === 1) return middle;
  return `${middle} (${short(Math.min(...values))}–${short(Math.max(...values))})`;
}

/** Samples of one table, in the order in which rows and columns first came. */
export class Table {
  /** @type {Map<string, Row>} */
  #rows = new Map();

  /** @param {string} title @param {string} [note] */
  constructor(title, note = '') {
    this.title = title;
    this.note = note;
  }

  /**
   * One run's figures of one row.
   * @param {string} name
   * @param {Readonly<Record<string, number>>} figures by column; what is not a number is left out
   * @param {string} [against] the row that it is held against: its medians are given as parts of that one's
   */
  add(name, figures, against) {
    const row = this.#rows.get(name) ?? { name, against, samples: {} };
    this.#rows.set(name, row);
    for (const [column, value] of Object.entries(figures)) {
      if (Number.isFinite(value)) (row.samples[column] ??= []).push(value);
    }
  }

  get rows() {
    return [...this.#rows.values()];
  }

  /** @param {string} row @param {string} column */
  medianOf(row, column) {
    return median(this.#rows.get(row)?.samples[column] ?? []);
  }

  /** As Markdown. */
  toString() {
    const columns = [...new Set(this.rows.flatMap(({ samples }) => Object.keys(samples)))];
    const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
    return [
      `### ${this.title}`,
      '',
      ...(this.note ? [this.note, ''] : []),
      line(['', ...columns]),
      line(['---', ...columns.map(() => '---:')]),
      ...this.rows.map((row) => line([row.name, ...columns.map((column) => this.#cell(row, column))])),
    ].join('\n');
  }

  /** @param {Row} row @param {string} column */
  #cell({ against, samples }, column) {
    const own = samples[column] ?? [];
    const other = against === undefined ? [] : (this.#rows.get(against)?.samples[column] ?? []);
    if (own.length === 0) return '–';
    // Against next to nothing a ratio says nothing.
    const ratio = other.length > 0 && median(other) >= 1 ? `, **${(median(own) / median(other)).toFixed(2)} ×**` : '';
    return spread(own) + ratio;
  }
}
