/**
 * The original's bytes lie in an RGBA8UI texture exactly as in memory, row after row without padding, four bytes a
 * texel and 2^sourceShift texels a texture row: nothing is repacked on the way up, whatever the width.
 * `sourceWord(offset)` is the 32-bit little-endian word at any byte offset.
 */
export const SOURCE_BYTES = `
uniform usampler2D source;
uniform int sourceShift;
uint sourceTexel(int index) {
  uvec4 bytes = texelFetch(source, ivec2(index & ((1 << sourceShift) - 1), index >> sourceShift), 0);
  return bytes.x | (bytes.y << 8) | (bytes.z << 16) | (bytes.w << 24);
}
/* The 32 bits from a byte on in two texels; << 1 apart, as a shift by 32 is undefined. */
uint sourceBetween(uint low, uint high, int offset) {
  int shift = (offset & 3) << 3;
  return (low >> shift) | ((high << 1) << (31 - shift));
}
uint sourceWord(int offset) {
  int index = offset >> 2;
  return sourceBetween(sourceTexel(index), sourceTexel(index + 1), offset);
}
`;
