/**
 * Code lengths of a Huffman code for `counts`, none above `limit`; 0 where a symbol does not occur. A single symbol gets
 * one bit. At least as many symbols as occur must fit: 2^`limit`.
 *
 * The lengths are those of an unlimited code (Moffat and Katajainen, "In-place calculation of minimum-redundancy codes",
 * 1995); those beyond the limit are cut to it, and as many shorter codes made longer as that takes. The outcome may be
 * a little longer than the best limited code, for a fraction of the work.
 */
export function huffmanLengths(counts: Uint32Array, limit: number): Uint8Array {
  const lengths = new Uint8Array(counts.length);
  const order = symbolsByCount(counts);
  const used = order.length;
  if (used === 0) return lengths;
  if (used === 1) {
    lengths[order[0]] = 1;
    return lengths;
  }
  const weights = new Uint32Array(used);
  for (let i = 0; i < used; i++) weights[i] = counts[order[i]];
  const numberOf = lengthNumbers(depths(weights), limit);
  // The rarest symbols come first and get the longest codes.
  let next = 0;
  for (let length = limit; length > 0; length--) {
    for (let i = numberOf[length]; i > 0; i--) lengths[order[next++]] = length;
  }
  return lengths;
}

/** The symbols that occur, the rarest first. */
function symbolsByCount(counts: Uint32Array): Uint32Array {
  const keys = new Float64Array(counts.length);
  let used = 0;
  for (let symbol = 0; symbol < counts.length; symbol++) {
    if (counts[symbol] > 0) keys[used++] = counts[symbol] * 512 + symbol;
  }
  const sorted = keys.subarray(0, used).sort();
  // Made by hand here and below: `from` takes ten times as long.
  const order = new Uint32Array(used);
  for (let i = 0; i < used; i++) order[i] = sorted[i] % 512;
  return order;
}

/** Replaces ascending `weights`, two at least, by the depths of their leaves, descending. */
function depths(weights: Uint32Array): Uint32Array {
  const count = weights.length;
  // Inner nodes are made in ascending order from the two lightest of leaves and nodes; each leaves its parent's index.
  let leaf = 0;
  let root = 0;
  for (let next = 0; next < count - 1; next++) {
    let weight = 0;
    for (let child = 0; child < 2; child++) {
      if (leaf >= count || (root < next && weights[root] < weights[leaf])) {
        weight += weights[root];
        weights[root++] = next;
      } else {
        weight += weights[leaf++];
      }
    }
    weights[next] = weight;
  }
  // From parents to depths, from the root down.
  weights[count - 2] = 0;
  for (let node = count - 3; node >= 0; node--) weights[node] = weights[weights[node]] + 1;
  // At each depth, what is no inner node is a leaf.
  let available = 1;
  let depth = 0;
  let node = count - 2;
  let into = count - 1;
  while (available > 0) {
    let inner = 0;
    for (; node >= 0 && weights[node] === depth; node--) inner++;
    for (; available > inner; available--) weights[into--] = depth;
    available = 2 * inner;
    depth++;
  }
  return weights;
}

/** How many codes have each length, once none is longer than `limit`. */
function lengthNumbers(leafDepths: Uint32Array, limit: number): Uint32Array {
  const numberOf = new Uint32Array(limit + 1);
  for (const depth of leafDepths) numberOf[Math.min(depth, limit)]++;
  // Of the 2^limit longest codes, a code of `length` takes 2^(limit − length).
  let taken = 0;
  for (let length = 1; length <= limit; length++) taken += numberOf[length] << (limit - length);
  for (; taken > 1 << limit; taken--) {
    // A longest code moves beside a shorter one, which gives up half of its room.
    let length = limit - 1;
    while (numberOf[length] === 0) length--;
    numberOf[length]--;
    numberOf[length + 1] += 2;
    numberOf[limit]--;
  }
  return numberOf;
}
