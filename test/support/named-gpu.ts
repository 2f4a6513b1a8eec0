/**
 * `auto` takes WebGL2 only on hardware, and the machines of tests have none: while `work` runs, what is there goes by
 * another name.
 */
export async function withNamedGpu<Result>(work: () => Promise<Result>, name = 'Tested'): Promise<Result> {
  const { getParameter } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.getParameter = function (this: WebGL2RenderingContext, parameter: number): unknown {
    const value: unknown = getParameter.call(this, parameter);
    return parameter === this.RENDERER ? name : value;
  };
  try {
    return await work();
  } finally {
    WebGL2RenderingContext.prototype.getParameter = getParameter;
  }
}
