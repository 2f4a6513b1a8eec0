import { readBackPackShader } from '../../shaders/read-back.pack.frag.ts';
import type { ImageGeometry } from './image-geometry.ts';
import type { RenderPass, Target } from './render-graph.ts';

/** The resource that holds a plane as a stream of bytes on its way back. */
const STREAM = 'read-back.stream';

const PIXELS_PER_TEXEL = 16;
/** Every device has textures of 2048 a side; 100 megapixels need 3052 rows, which all but the smallest have too. */
const COLUMNS = 2048;

export function streamTarget({ width, height }: ImageGeometry): Target {
  const texels = Math.ceil((width * height) / PIXELS_PER_TEXEL);
  const columns = Math.min(texels, COLUMNS);
  return { resource: STREAM, format: 'RGBA32UI', width: columns, height: Math.ceil(texels / columns) };
}

export function streamPass(geometry: ImageGeometry, plane: string): RenderPass {
  const target = streamTarget(geometry);
  return {
    program: readBackPackShader(geometry.plane.fold, geometry.width % 4 === 0),
    reads: { plane },
    uniforms: { streamColumns: target.width },
    writes: [target],
  };
}
