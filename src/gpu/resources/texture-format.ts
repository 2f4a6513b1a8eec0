/** The colour-renderable integer formats in use. All are read by texelFetch and never filtered or blended. */
export type TextureFormat = 'R8UI' | 'RGBA8UI' | 'RGBA16UI' | 'RGBA32UI';

interface FormatFacts {
  /** Name of the client format and type on the WebGL2 context. */
  readonly format: 'RED_INTEGER' | 'RGBA_INTEGER';
  readonly type: 'UNSIGNED_BYTE' | 'UNSIGNED_SHORT' | 'UNSIGNED_INT';
  readonly bytesPerTexel: number;
}

export const TEXTURE_FORMATS: Record<TextureFormat, FormatFacts> = {
  R8UI: { format: 'RED_INTEGER', type: 'UNSIGNED_BYTE', bytesPerTexel: 1 },
  RGBA8UI: { format: 'RGBA_INTEGER', type: 'UNSIGNED_BYTE', bytesPerTexel: 4 },
  RGBA16UI: { format: 'RGBA_INTEGER', type: 'UNSIGNED_SHORT', bytesPerTexel: 8 },
  RGBA32UI: { format: 'RGBA_INTEGER', type: 'UNSIGNED_INT', bytesPerTexel: 16 },
};
