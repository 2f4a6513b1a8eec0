/** A fragment program as text. Programs are cached by their text, so the same variant is compiled once. */
export interface ShaderProgram {
  /** Named after its stage, for error messages and timings: `canny.suppress`. */
  readonly name: string;
  readonly fragment: string;
}

/** A triangle that covers the target: every program's vertex shader. */
export const FULL_TARGET_VERTEX = `#version 300 es
in vec2 position;
void main() { gl_Position = vec4(position, 0.0, 1.0); }
`;

/**
 * Precision is always stated: fragment shaders default to mediump integers, which are 16 bits wide on phones.
 * All arithmetic that reaches a pixel is in integers; see docs/decisions for why.
 */
const HEADER = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
`;

export function shaderProgram(name: string, ...parts: string[]): ShaderProgram {
  return { name, fragment: HEADER + parts.join('\n') };
}
