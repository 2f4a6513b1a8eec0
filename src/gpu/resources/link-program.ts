import { contextLost, until } from './wait-for-gpu.ts';

/**
 * Compiles and links a program; where the browser can, off the main thread.
 * @throws XrayError `engine-lost` when the context is lost; Error with the driver's log when it refuses the program.
 */
export async function linkProgram(
  gl: WebGL2RenderingContext,
  vertex: string,
  fragment: string,
  attributes: readonly string[],
): Promise<WebGLProgram> {
  if (gl.isContextLost()) throw contextLost();
  const parallel = gl.getExtension('KHR_parallel_shader_compile');
  const program = gl.createProgram();
  const shaders = [compile(gl, gl.VERTEX_SHADER, vertex), compile(gl, gl.FRAGMENT_SHADER, fragment)];
  for (const shader of shaders) gl.attachShader(program, shader);
  attributes.forEach((name, location) => gl.bindAttribLocation(program, location, name));
  gl.linkProgram(program);
  try {
    await until(gl, () => !parallel || Boolean(gl.getProgramParameter(program, parallel.COMPLETION_STATUS_KHR)));
    if (gl.getProgramParameter(program, gl.LINK_STATUS)) return program;
    if (gl.isContextLost()) throw contextLost();
    const logs = [gl.getProgramInfoLog(program), ...shaders.map((shader) => gl.getShaderInfoLog(shader))];
    gl.deleteProgram(program);
    throw new Error(logs.filter(Boolean).join('\n'));
  } finally {
    // The program keeps what it needs of them.
    for (const shader of shaders) gl.deleteShader(shader);
  }
}

function compile(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (!shader) throw contextLost();
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}
