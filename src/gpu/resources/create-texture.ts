import { TEXTURE_FORMATS, type TextureFormat } from './texture-format.ts';

/*
 * Written out although twgl.js has functions for both: these bring its image loading, cube maps and mipmaps along, 7 kB
 * after gzip, of which nothing is used here.
 */

/** An integer texture with undefined contents, and no filter: with any it would be incomplete. */
export function createTexture(
  gl: WebGL2RenderingContext,
  format: TextureFormat,
  width: number,
  height: number,
): WebGLTexture {
  const facts = TEXTURE_FORMATS[format];
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl[format], width, height, 0, gl[facts.format], gl[facts.type], null);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}

/** Draws into all of `textures`, which have one size, at once. Stays bound. */
export function createFramebuffer(gl: WebGL2RenderingContext, textures: readonly WebGLTexture[]): WebGLFramebuffer {
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  const attachments = textures.map((_, index) => gl.COLOR_ATTACHMENT0 + index);
  textures.forEach((texture, index) => {
    gl.framebufferTexture2D(gl.FRAMEBUFFER, attachments[index], gl.TEXTURE_2D, texture, 0);
  });
  gl.drawBuffers(attachments);
  return framebuffer;
}
