/** What computes: the driver's own name where the browser tells it, else what it tells instead. */
export function rendererName(gl: WebGL2RenderingContext): string {
  const masked = String(gl.getParameter(gl.RENDERER));
  // Firefox tells the name here and warns about the extension; Chromium and Safari answer with their engine's name.
  if (!/^(webkit|mozilla|apple)?\s*(webgl|mozilla)?$/i.test(masked)) return masked;
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  return extension ? String(gl.getParameter(extension.UNMASKED_RENDERER_WEBGL)) : masked;
}

/** Renderers that only imitate a GPU on the CPU: several times slower than the CPU engine. */
export function isSoftwareRenderer(name: string): boolean {
  return /swiftshader|llvmpipe|softpipe|basic render|software|\bwarp\b/i.test(name);
}
