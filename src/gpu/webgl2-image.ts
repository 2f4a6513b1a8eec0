import { abortError, isAbortError, throwIfAborted } from '../base/xray-error.ts';
import { grayRaster, type Raster8 } from '../image/raster-image.ts';
import { assertDrawable, type DrawOptions, type ImagePipeline, type UpdateOptions } from '../pipeline/engine.ts';
import { DEFAULT_PARAMS, resolveParams, type DeepPartial, type PipelineParams } from '../pipeline/params.ts';
import {
  COMPUTED_STAGE_IDS,
  STAGES,
  STANDARD,
  type ComputedStageId,
  type StageId,
} from '../pipeline/standard-graph.ts';
import { staleStages } from '../pipeline/stale-stages.ts';
import { CANNY_COMPARE } from '../shaders/canny.compare.frag.ts';
import type { GpuDevice } from './gpu-device.ts';
import { gpuStages, type GpuStages } from './operators/gpu-operators.ts';
import { forEachTexel } from './passes/grid.ts';
import type { ImageGeometry } from './passes/image-geometry.ts';
import { readBack } from './read-back.ts';
import { ResourceTable, type RenderPass, type Target, type Uniforms } from './passes/render-graph.ts';
import { displayProgram, showOnCanvas } from './show-on-canvas.ts';
import { StageTimer } from './stage-timer.ts';
import type { StageRun, TargetCount } from './passes/gpu-operator.ts';
import { histogramPasses, histogramTarget } from './operators/histogram.ts';
import { streamPass, streamTarget } from './passes/stream.ts';
import { SOURCE_FORMATS, uploadSource } from './upload.ts';
import { anyFragmentDrawn } from './resources/wait-for-gpu.ts';

/** Textures that outlive the passes that make them. */
const KEPT: readonly string[] = ['original', ...COMPUTED_STAGE_IDS];

/** One image on the GPU. */
export class Webgl2Pipeline implements ImagePipeline {
  readonly width: number;
  readonly height: number;
  params: PipelineParams = DEFAULT_PARAMS;

  private readonly device: GpuDevice;
  private readonly targets: TargetCount;
  private readonly stages: GpuStages;
  private readonly image: Raster8;
  private readonly geometry: ImageGeometry;
  private readonly table: ResourceTable;
  private readonly uniforms: Uniforms;
  private readonly onDispose: () => void;
  private readonly timer: StageTimer;
  /** What planes are valid for: the parameters of the newest update, finished or not. */
  private requested: PipelineParams = DEFAULT_PARAMS;
  private readonly valid = new Set<StageId>(['original']);
  /** For each lasting resource that is valid, what it was made with. */
  private readonly lasting = new Map<string, string>();
  /** Counts runs; a run that is not the newest stops at its next check. */
  private turn = 0;
  private running: Promise<void> | null = null;
  private disposed = false;

  /** @param targets fewer than the device has, for tests */
  constructor(
    device: GpuDevice,
    image: Raster8,
    geometry: ImageGeometry,
    onDispose: () => void,
    targets: TargetCount = device.targets,
  ) {
    this.device = device;
    this.targets = targets;
    this.stages = targets === device.targets ? device.stages : gpuStages(targets);
    this.image = image;
    this.geometry = geometry;
    this.onDispose = onDispose;
    this.width = image.width;
    this.height = image.height;
    this.table = new ResourceTable(device.pool);
    this.timer = new StageTimer(device.gl);
    const { plane, mask, source } = geometry;
    this.uniforms = {
      imageSize: [image.width, image.height],
      sourceShift: source.shift,
      planeFold: [plane.columns, plane.rows, plane.span],
      maskFold: [mask.columns, mask.rows, mask.span],
    };
  }

  get timings(): Partial<Record<StageId, number>> {
    return this.timer.collect();
  }

  /** Copies the image to the GPU. */
  async upload(signal: AbortSignal | undefined): Promise<void> {
    const { words, width, height } = this.geometry.source;
    const texture = this.table.ensure({ resource: 'original', format: SOURCE_FORMATS[words], width, height });
    await uploadSource(this.device.gl, texture, this.geometry, this.image.data, () => {
      throwIfAborted(signal);
      this.assertUsable();
    });
  }

  async update(changes: DeepPartial<PipelineParams> = {}, options: UpdateOptions = {}): Promise<void> {
    const next = resolveParams(changes, this.requested);
    throwIfAborted(options.signal);
    this.invalidate(staleStages(STANDARD, this.requested, next));
    this.requested = next;
    await this.start(COMPUTED_STAGE_IDS, options);
  }

  async read(stage: StageId): Promise<Raster8> {
    if (stage === 'original') {
      this.assertUsable();
      return this.image;
    }
    const { width, height } = this;
    const pass = streamPass(this.geometry, stage);
    await this.prepare([pass]);
    const data = new Uint8Array(width * height);
    await this.whenValid(stage, () => this.drawAndRead([pass], streamTarget(this.geometry), data));
    return grayRaster(width, height, data);
  }

  async histogram(stage: StageId): Promise<Uint32Array> {
    const plane = stage === 'original' ? 'grayscale' : stage;
    const target = histogramTarget('histogram.read');
    const passes = histogramPasses(this.geometry, plane, target.resource, this.targets);
    await this.prepare(passes);
    const bins = new Uint32Array(256);
    await this.whenValid(plane, () => this.drawAndRead(passes, target, bins));
    return bins;
  }

  async draw(stage: StageId, canvas: HTMLCanvasElement, options: DrawOptions = {}): Promise<void> {
    const { width = this.width, height = this.height, part = { x: 0, y: 0, width, height } } = options;
    assertDrawable(width, height, part);
    await this.prepare([{ program: displayProgram(stage, this.geometry) }]);
    const picture = { resource: stage, width, height, part };
    await this.whenValid(stage, () =>
      showOnCanvas(this.device, this.table, this.geometry, this.uniforms, picture, canvas),
    );
    // What a context that was lost meanwhile gave is blank.
    this.assertUsable();
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.turn++;
    this.timer.dispose();
    this.table.releaseAll();
    this.onDispose();
  }

  private invalidate(stale: readonly ComputedStageId[]): void {
    for (const id of stale) {
      this.valid.delete(id);
      const { input } = STAGES[id];
      const lasting = this.stages[id].lasting;
      if (lasting && stale.some((other) => other === input)) this.lasting.delete(lasting.resource);
    }
  }

  private rollBack(): void {
    this.invalidate(staleStages(STANDARD, this.requested, this.params));
    this.requested = this.params;
  }

  /**
   * Waits for, or starts, what makes `stage` valid; then does `use` at once: a moment later the image may be closed, or
   * another update may draw into the stage.
   */
  private async whenValid<T>(stage: StageId, use: () => T | Promise<T>): Promise<T> {
    this.assertUsable();
    while (!this.valid.has(stage)) {
      const needed = COMPUTED_STAGE_IDS.slice(0, COMPUTED_STAGE_IDS.indexOf(stage as ComputedStageId) + 1);
      const run = this.running ?? this.start(needed, {});
      // A superseded run is followed by another one, which is waited for in the next round.
      await run.catch((error: unknown) => {
        if (!isAbortError(error)) throw error;
      });
      this.assertUsable();
    }
    return use();
  }

  /** Draws `passes` and copies the `target` that they end with to memory. */
  private drawAndRead(
    passes: readonly RenderPass[],
    target: Target,
    destination: Uint8Array | Uint32Array,
  ): Promise<void> {
    const { resource, width, height } = target;
    this.device.graph.execute(passes, this.table, this.uniforms, [...KEPT, resource]);
    const arrived = readBack(this.device, this.table.get(resource).framebuffer, width, height, destination);
    // The copy is queued; what is drawn into the texture from now on comes after it.
    this.table.release(resource);
    return this.untilClosed(arrived);
  }

  /** Computes those of `stages` that are not valid, as the newest run. */
  private start(stages: readonly ComputedStageId[], options: UpdateOptions): Promise<void> {
    const turn = ++this.turn;
    const check = (): void => {
      if (turn !== this.turn) throw abortError('A newer update took its place.');
      throwIfAborted(options.signal);
      this.assertUsable();
    };
    const params = this.requested;
    const run = this.untilClosed(this.compute(stages, check, options.onStage))
      .then(
        () => void (this.params = params),
        (error: unknown) => {
          // A newer update builds on what it superseded; one that was aborted or failed is as if it had not been asked for.
          if (turn === this.turn) this.rollBack();
          throw error;
        },
      )
      .finally(() => {
        if (turn === this.turn) this.running = null;
      });
    this.running = run;
    return run;
  }

  private async compute(
    stages: readonly ComputedStageId[],
    check: () => void,
    onStage: UpdateOptions['onStage'],
  ): Promise<void> {
    const params = this.requested;
    const stale = stages.filter((id) => !this.valid.has(id)).map((id) => ({ id, passes: this.passesOf(id, params) }));
    await this.prepare(
      stale.flatMap(({ id, passes }) => [
        ...passes,
        ...(this.stages[id].finishPrograms?.(this.geometry) ?? []).map((program) => ({ program })),
      ]),
    );
    for (const { id, passes } of stale) {
      check();
      const { lasting, handsOver = [], finish } = this.stages[id];
      const keep = lasting ? [lasting.resource, ...handsOver] : handsOver;
      const run = this.turn;
      this.timer.measure(id, run, () => {
        this.device.graph.execute(passes, this.table, this.uniforms, [...KEPT, ...keep]);
      });
      if (lasting) this.lasting.set(lasting.resource, lasting.dependsOn(params));
      await finish?.(this.geometry, this.stageRun(id, check));
      // A newer update may have come meanwhile, even where nothing was waited for: then the stage is stale again.
      check();
      for (const resource of handsOver) this.table.release(resource);
      this.valid.add(id);
      onStage?.(id);
    }
    this.device.assertMemory();
  }

  private passesOf(id: ComputedStageId, params: PipelineParams): RenderPass[] {
    const { passes, lasting } = this.stages[id];
    const all = passes(this.geometry, params);
    if (!lasting || this.lasting.get(lasting.resource) !== lasting.dependsOn(params)) return all;
    return all.filter((pass) => pass.writes.every(({ resource }) => resource !== lasting.resource));
  }

  private stageRun(id: StageId, check: () => void): StageRun {
    const { gl, graph } = this.device;
    const run = this.turn;
    return {
      check,
      draw: async (passes, keep = []) => {
        await this.prepare(passes);
        check();
        this.timer.measure(id, run, () => graph.execute(passes, this.table, this.uniforms, [...KEPT, ...keep]));
      },
      differ: async (before, after) => {
        const { mask } = this.geometry;
        const compare: RenderPass = {
          program: CANNY_COMPARE,
          reads: { before, after },
          writes: [{ resource: 'canny.changed', format: 'R8UI', width: mask.width, height: mask.height }],
        };
        await this.prepare([compare]);
        check();
        const draw = (): void => graph.execute([compare], this.table, this.uniforms, [...KEPT, before, after]);
        const differs = await anyFragmentDrawn(gl, draw, check);
        check();
        return differs;
      },
      readMask: async (resource) => {
        check();
        const { mask } = this.geometry;
        const words = new Uint32Array(mask.width * mask.height * 4);
        await readBack(this.device, this.table.get(resource).framebuffer, mask.width, mask.height, words, check);
        check();
        if (mask.fold === 'flat') return words;
        const unfolded = new Uint32Array(mask.columns * mask.rows * 4);
        forEachTexel(mask, (index, address) => unfolded.set(words.subarray(address * 4, address * 4 + 4), index * 4));
        return unfolded;
      },
      writeMask: (resource, words) => {
        check();
        const { mask } = this.geometry;
        let folded = words;
        if (mask.fold !== 'flat') {
          folded = new Uint32Array(mask.width * mask.height * 4);
          forEachTexel(mask, (index, address) => folded.set(words.subarray(index * 4, index * 4 + 4), address * 4));
        }
        gl.bindTexture(gl.TEXTURE_2D, this.table.get(resource).texture);
        gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, mask.width, mask.height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, folded);
      },
    };
  }

  private async prepare(passes: readonly Pick<RenderPass, 'program'>[]): Promise<void> {
    await this.untilClosed(this.device.programs.prepare(passes.map(({ program }) => program)));
    this.assertUsable();
  }

  /** What fails after the image was closed, even because the context went with it, was ended and is not lost. */
  private async untilClosed<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.assertOpen();
      throw error;
    }
  }

  private assertOpen(): void {
    if (this.disposed) throw abortError('The image was closed.');
  }

  private assertUsable(): void {
    this.assertOpen();
    this.device.assertUsable();
  }
}
