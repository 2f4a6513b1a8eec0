/** So many values of 255 fit a 16-bit sum. */
const ROWS_A_SUM: usize = 257;

let samples: usize = 0;
let rowBytes: usize = 0;
let channels: usize = 1;
/** Where the sums along columns lie, 32 bits each, and the spans of the picture's columns, four numbers each. */
let sums: usize = 0;
let columns: usize = 0;
let columnsEnd: usize = 0;
let wholeColumn: u32 = 0;
let wholeRow: u32 = 0;

/** Tells what is to be drawn: samples, `width` × `channels` a row, to a row of `count` pixels whose spans lie at `spans`. */
export function startScale(
  plane: usize,
  width: i32,
  channelCount: i32,
  scratch: usize,
  spans: usize,
  count: i32,
  column: i32,
  row: i32,
): void {
  samples = plane;
  channels = channelCount;
  rowBytes = width * channels;
  sums = scratch;
  columns = spans;
  columnsEnd = spans + (count << 4);
  wholeColumn = column;
  wholeRow = row;
}

/** Opaque RGBA of a row of the picture that spans the image's rows `first` to `last`. */
export function scaleRow(first: i32, last: i32, firstWeight: i32, lastWeight: i32, target: usize): void {
  const from = load<u32>(columns) * channels;
  const to = (load<u32>(columnsEnd - 16, 4) + 1) * channels;
  sumRows(samples + first * rowBytes, samples + last * rowBytes, firstWeight, lastWeight, from, to);
  let rows: u32 = firstWeight;
  if (last > first) rows += (last - first - 1) * wholeRow + lastWeight;
  for (let span = columns; span < columnsEnd; span += 16, target += 4) {
    const red = mean(span, 0, rows);
    const colours = channels == 1 ? red * 0x010101 : red | (mean(span, 1, rows) << 8) | (mean(span, 2, rows) << 16);
    store<u32>(target, colours | 0xff000000);
  }
}

/** As {@link scaleRow} of gray values, the most of them in place of the mean. */
export function mostOfRows(first: i32, last: i32, target: usize): void {
  const from: usize = load<u32>(columns);
  const to: usize = load<u32>(columnsEnd - 16, 4);
  const lastRow = samples + last * rowBytes;
  for (let at = from; at <= to; at += 16) {
    let most = i8x16.splat(0);
    for (let row = samples + first * rowBytes; row <= lastRow; row += rowBytes)
      most = i8x16.max_u(most, v128.load(row + at));
    v128.store(sums + at, most);
  }
  for (let span = columns; span < columnsEnd; span += 16, target += 4) {
    const end = sums + load<u32>(span, 4);
    let most: u32 = 0;
    for (let place = sums + load<u32>(span); place <= end; place++) most = max(most, load<u8>(place));
    store<u32>(target, (most * 0x010101) | 0xff000000);
  }
}

/** Adds the values of 16 columns, 16 bits each, to their sums of 32 bits. */
function add(low: v128, high: v128, weight: u32, sum: usize): void {
  const factor = i16x8.splat(<i16>weight);
  v128.store(sum, i32x4.add(v128.load(sum), i32x4.extmul_low_i16x8_u(low, factor)));
  v128.store(sum, i32x4.add(v128.load(sum, 16), i32x4.extmul_high_i16x8_u(low, factor)), 16);
  v128.store(sum, i32x4.add(v128.load(sum, 32), i32x4.extmul_low_i16x8_u(high, factor)), 32);
  v128.store(sum, i32x4.add(v128.load(sum, 48), i32x4.extmul_high_i16x8_u(high, factor)), 48);
}

function addRow(row: usize, weight: u32, sum: usize): void {
  const values = v128.load(row);
  add(i16x8.extend_low_i8x16_u(values), i16x8.extend_high_i8x16_u(values), weight, sum);
}

/** Sums the samples `from`…`to` − 1 of the rows from `first` to `last`, 16 columns at a time. */
function sumRows(first: usize, last: usize, firstWeight: u32, lastWeight: u32, from: usize, to: usize): void {
  const none = i16x8.splat(0);
  for (let at = from; at < to; at += 16) {
    const sum = sums + (at << 2);
    for (let part: usize = 0; part < 64; part += 16) v128.store(sum + part, none);
    addRow(first + at, firstWeight, sum);
    if (last == first) continue;
    const lastRow = last + at;
    for (let row = first + at + rowBytes; row < lastRow;) {
      const end = min(lastRow, row + ROWS_A_SUM * rowBytes);
      let low = none;
      let high = none;
      for (; row < end; row += rowBytes) {
        const values = v128.load(row);
        low = i16x8.add(low, i16x8.extend_low_i8x16_u(values));
        high = i16x8.add(high, i16x8.extend_high_i8x16_u(values));
      }
      add(low, high, wholeRow, sum);
    }
    addRow(lastRow, lastWeight, sum);
  }
}

/** The mean of what a pixel of the picture spans, rounded half up. */
function mean(span: usize, channel: usize, rows: u32): u32 {
  const first = load<u32>(span);
  const last = load<u32>(span, 4);
  const step = channels << 2;
  let weight = load<u32>(span, 8);
  let place = sums + ((first * channels + channel) << 2);
  let sum = load<u32>(place) * weight;
  if (last > first) {
    const end = sums + ((last * channels + channel) << 2);
    const lastWeight = load<u32>(span, 12);
    let inner: u32 = 0;
    for (place += step; place < end; place += step) inner += load<u32>(place);
    sum += inner * wholeColumn + load<u32>(end) * lastWeight;
    weight += (last - first - 1) * wholeColumn + lastWeight;
  }
  const count = weight * rows;
  return (sum + (count >> 1)) / count;
}
