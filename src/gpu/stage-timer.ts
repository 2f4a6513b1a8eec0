/** What is used of EXT_disjoint_timer_query_webgl2; TypeScript's DOM types do not have it. */
interface TimerExtension {
  readonly TIME_ELAPSED_EXT: number;
  readonly GPU_DISJOINT_EXT: number;
}

interface Measurement {
  readonly stage: string;
  readonly run: number;
  readonly query: WebGLQuery;
}

/** Queries under way at a time: those of a few updates. */
const MAX_PENDING = 32;

/**
 * GPU time by stage, from the device's own clock, where the browser lets it be read. Results arrive some tasks after
 * the draws, so they are collected when somebody asks, or when many are waiting; asking the driver each time would cost
 * more than it is worth.
 */
export class StageTimer {
  private readonly gl: WebGL2RenderingContext;
  private readonly extension: TimerExtension | null;
  private pending: Measurement[] = [];
  private readonly times = new Map<string, { run: number; ms: number }>();

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.extension = gl.getExtension('EXT_disjoint_timer_query_webgl2') as TimerExtension | null;
  }

  /** Runs `draw` and adds what the GPU spends on it to `stage`'s time in the run of that number. */
  measure(stage: string, run: number, draw: () => void): void {
    if (this.pending.length >= MAX_PENDING) this.collect();
    // A GPU that is that far behind is not measured.
    const query = this.pending.length < MAX_PENDING ? this.extension && this.gl.createQuery() : null;
    if (!this.extension || !query) {
      draw();
      return;
    }
    this.gl.beginQuery(this.extension.TIME_ELAPSED_EXT, query);
    try {
      draw();
    } finally {
      this.gl.endQuery(this.extension.TIME_ELAPSED_EXT);
    }
    this.pending.push({ stage, run, query });
  }

  /** Milliseconds by stage, of each stage's last run that is known by now. */
  collect(): Record<string, number> {
    const { gl, extension } = this;
    if (extension) {
      // The clock jumped (a power state changed, say): what was measured meanwhile means nothing.
      const disjoint = gl.getParameter(extension.GPU_DISJOINT_EXT) === true;
      this.pending = this.pending.filter(({ stage, run, query }) => {
        if (!disjoint && gl.getQueryParameter(query, gl.QUERY_RESULT_AVAILABLE) !== true) return true;
        if (!disjoint) this.add(stage, run, Number(gl.getQueryParameter(query, gl.QUERY_RESULT)) / 1e6);
        gl.deleteQuery(query);
        return false;
      });
    }
    return Object.fromEntries([...this.times].map(([stage, { ms }]) => [stage, ms]));
  }

  dispose(): void {
    for (const { query } of this.pending) this.gl.deleteQuery(query);
    this.pending = [];
  }

  private add(stage: string, run: number, ms: number): void {
    const known = this.times.get(stage);
    this.times.set(stage, { run, ms: known?.run === run ? known.ms + ms : ms });
  }
}
