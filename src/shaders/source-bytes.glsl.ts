/** How the original's bytes lie in their texture: 32-bit words a texel, in memory's own order. */
export type WordsPerTexel = 1 | 4;

/**
 * The original's bytes lie in a texture exactly as in memory, row after row without padding, and 2^sourceShift texels a
 * texture row: nothing is repacked on the way up, whatever the width. A texel is four bytes (RGBA8UI), or sixteen
 * (RGBA32UI) where textures end too early for that.
 *
 * `alignedWord(index)` is the index-th 32-bit little-endian word, `sourceWord(offset)` the one at any byte offset.
 */
export function sourceBytes(words: WordsPerTexel): string {
  return `
uniform usampler2D source;
uniform int sourceShift;
uvec4 sourceTexel(int index) {
  return texelFetch(source, ivec2(index & ((1 << sourceShift) - 1), index >> sourceShift), 0);
}
uint alignedWord(int index) {
  ${ALIGNED_WORD[words]}
}
/* The 32 bits from a byte on in two words; << 1 apart, as a shift by 32 is undefined. */
uint sourceBetween(uint low, uint high, int offset) {
  int shift = (offset & 3) << 3;
  return (low >> shift) | ((high << 1) << (31 - shift));
}
uint sourceWord(int offset) {
  int index = offset >> 2;
  return sourceBetween(alignedWord(index), alignedWord(index + 1), offset);
}
`;
}

const ALIGNED_WORD: Record<WordsPerTexel, string> = {
  1: `uvec4 bytes = sourceTexel(index);
  return bytes.x | (bytes.y << 8) | (bytes.z << 16) | (bytes.w << 24);`,
  4: 'return sourceTexel(index >> 2)[index & 3];',
};
