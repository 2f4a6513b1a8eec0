import { abortError, throwIfAborted } from '../base/xray-error.ts';
import { countSteps, rangeSteps } from '../image/given-samples.ts';
import { bytesOf, grayRaster, type Raster8, type RasterImage } from '../image/raster-image.ts';
import type { SampleValues } from '../image/sample-values.ts';
import type { FoundParams } from '../operators/operator.ts';
import { assertDrawable, type DrawOptions, type ImagePipeline, type UpdateOptions } from '../pipeline/engine.ts';
import { GivenWindow } from '../pipeline/given-window.ts';
import type { AnyGraph, ParamsOf, StageIdOf } from '../pipeline/graph.ts';
import type { DeepPartial } from '../pipeline/params.ts';
import { ScheduledImage, type Run } from '../pipeline/scheduled-image.ts';
import { grayOfGiven, planOf, reductionOf } from '../pipeline/stage-plan.ts';
import { Pacer } from '../worker/pacer.ts';
import type { GpuDevice } from './gpu-device.ts';
import { GIVEN, GraphResources } from './graph-resources.ts';
import { LastingResources, passesAfter } from './lasting-resources.ts';
import { histogramPasses, histogramTarget, inCounted } from './operators/histogram.ts';
import type { TargetCount } from './passes/gpu-operator.ts';
import { geometryUniforms, type ImageGeometry } from './passes/image-geometry.ts';
import { ResourceTable, type RenderPass, type Target, type Uniforms } from './passes/render-graph.ts';
import { streamPass, streamTarget } from './passes/stream.ts';
import { readBack } from './read-back.ts';
import { displayProgram, showOnCanvas } from './show-on-canvas.ts';
import { stageRun } from './stage-run.ts';
import { StageTimer } from './stage-timer.ts';
import { trialOf } from './trials.ts';
import { putRows, SOURCE_FORMATS, uploadSource } from './upload.ts';
import type { Webgl2PipelineOptions } from './webgl2-pipeline-options.ts';

/** One image on the GPU. */
export class Webgl2Pipeline<G extends AnyGraph> implements ImagePipeline<G> {
  readonly width: number;
  readonly height: number;
  private readonly graph: G;
  private readonly device: GpuDevice;
  private readonly targets: TargetCount;
  private readonly image: RasterImage;
  private readonly geometry: ImageGeometry;
  private readonly resources: GraphResources<G>;
  private readonly table: ResourceTable;
  private readonly window: GivenWindow<G>;
  private readonly lasting: LastingResources<G>;
  private readonly uniforms: Uniforms;
  private readonly options: Webgl2PipelineOptions;
  private readonly timer: StageTimer;
  private readonly schedule: ScheduledImage<G>;
  private disposed = false;

  /** @throws TypeError when `graph` has an operator that is not in the list */
  constructor(
    graph: G,
    device: GpuDevice,
    image: RasterImage,
    geometry: ImageGeometry,
    options: Webgl2PipelineOptions = {},
  ) {
    this.graph = graph;
    this.device = device;
    this.targets = options.targets ?? device.targets;
    this.image = image;
    this.geometry = geometry;
    this.options = options;
    this.width = image.width;
    this.height = image.height;
    this.resources = new GraphResources(graph, this.targets);
    this.table = new ResourceTable(device.pool);
    this.window = new GivenWindow(graph, image, () => options.values ?? null);
    this.resources.windowed = image.bitDepth === 16;
    this.lasting = new LastingResources(graph, this.window);
    this.timer = new StageTimer(device.gl);
    const computer = {
      compute: (run: Run<G>) => this.untilClosed(this.compute(run)),
      assertUsable: () => this.assertUsable(),
    };
    this.schedule = new ScheduledImage(graph, computer, this.window);
    this.uniforms = geometryUniforms(geometry);
  }

  get params(): ParamsOf<G> {
    return this.schedule.params;
  }

  get values(): SampleValues | null {
    return this.window.samples?.values ?? null;
  }

  get timings(): Partial<Record<StageIdOf<G>, number>> {
    return this.timer.collect() as Partial<Record<StageIdOf<G>, number>>;
  }

  /** Copies the image to the GPU. */
  async upload(signal: AbortSignal | undefined): Promise<void> {
    const { words, width, height } = this.geometry.source;
    const texture = this.table.ensure({ resource: GIVEN, format: SOURCE_FORMATS[words], width, height });
    await uploadSource(this.device.gl, texture, this.geometry, bytesOf(this.image.data), () => {
      throwIfAborted(signal);
      this.assertUsable();
    });
    await this.measured(signal);
  }

  update(changes?: DeepPartial<ParamsOf<G>>, options?: UpdateOptions<StageIdOf<G>>): Promise<void> {
    return this.schedule.update(changes, options);
  }

  async read(stage: StageIdOf<G>): Promise<Raster8> {
    const { width, height, image, geometry, resources, schedule } = this;
    if (stage === this.graph.given && image.bitDepth === 8 && this.window.keyOf(schedule.wantedParams) === '') {
      this.assertUsable();
      return image;
    }
    await this.prepare([streamPass(geometry, resources.of(stage))]);
    return schedule.whenValid(stage, async () => {
      // Only now it is known whose plane it is.
      const resource = resources.of(stage);
      if (resource === GIVEN) return image as Raster8;
      const data = new Uint8Array(width * height);
      await this.drawAndRead([streamPass(geometry, resource)], streamTarget(geometry), data);
      return grayRaster(width, height, data);
    });
  }

  async sample(x: number, y: number): Promise<number | null> {
    return this.window.samples && this.image.data[y * this.width + x];
  }

  async histogram(stage: StageIdOf<G>): Promise<Uint32Array> {
    const counted = stage === this.graph.given ? grayOfGiven(this.graph) : stage;
    const target = histogramTarget(inCounted('histogram'));
    const { geometry, resources, targets } = this;
    const passes = (): RenderPass[] => histogramPasses(geometry, resources.of(counted), target, inCounted, targets);
    await this.prepare(passes());
    const bins = new Uint32Array(256);
    await this.schedule.whenValid(counted as StageIdOf<G>, () => this.drawAndRead(passes(), target, bins));
    return bins;
  }

  async sampleCounts(): Promise<Uint32Array | null> {
    this.assertOpen();
    const counts = this.values && (await new Pacer().inSteps(countSteps(this.image)));
    this.assertOpen();
    return counts;
  }

  async found(stage: StageIdOf<G>): Promise<FoundParams | null> {
    this.assertUsable();
    if (stage === this.graph.given) return null;
    const { operator, operands } = this.resources.stage(stage);
    const { found } = operator;
    if (!found) return null;
    const numbers = new Uint32Array(4);
    return this.schedule.whenValid(stage, async () => {
      const plan = this.planOf(stage, this.schedule.wantedParams);
      if (!found.params(numbers, plan)) return null;
      const { framebuffer } = this.table.get(operands.scratch(found.resource));
      await this.untilClosed(readBack(this.device, framebuffer, 1, 1, numbers));
      return found.params(numbers, plan);
    });
  }

  async draw(stage: StageIdOf<G>, canvas: HTMLCanvasElement, options: DrawOptions = {}): Promise<void> {
    const { width = this.width, height = this.height, part = { x: 0, y: 0, width, height } } = options;
    assertDrawable(width, height, part);
    const { device, table, geometry, resources, schedule, uniforms } = this;
    const reduction = reductionOf(this.graph, stage);
    // A window may be laid over the given image while it is waited for.
    const drawn =
      stage === this.graph.given && this.window.samples ? [resources.of(stage), stage] : [resources.of(stage)];
    await this.prepare(drawn.map((resource) => ({ program: displayProgram(resource, geometry, reduction) })));
    await schedule.whenValid(stage, async () => {
      const resource = resources.of(stage);
      await showOnCanvas(device, table, geometry, uniforms, { resource, width, height, part, reduction }, canvas);
    });
    // What a context that was lost meanwhile gave is blank.
    this.assertUsable();
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.schedule.dispose();
    this.timer.dispose();
    this.table.releaseAll();
    this.options.onDispose?.();
  }

  /** Draws `passes` and copies the `target` that they end with to memory. */
  private drawAndRead(
    passes: readonly RenderPass[],
    target: Target,
    destination: Uint8Array | Uint32Array,
  ): Promise<void> {
    const { resource, width, height } = target;
    this.execute(passes, [resource]);
    const arrived = readBack(this.device, this.table.get(resource).framebuffer, width, height, destination);
    // The copy is queued; what is drawn into the texture from now on comes after it.
    this.table.release(resource);
    return this.untilClosed(arrived);
  }

  private async compute(run: Run<G>): Promise<void> {
    const check = (): void => {
      run.check();
      this.assertUsable();
    };
    await this.measured(run.signal, run.params);
    check();
    const begun = run.begin();
    this.resources.windowed = this.image.bitDepth === 16 || this.window.keyOf(run.params) !== '';
    for (const resource of this.resources.unused()) this.table.release(resource);
    const stale = begun.map((id) => ({ id, passes: this.passesOf(id, run.params) }));
    await this.prepare(
      stale.flatMap(({ id, passes }) => {
        const programs = this.resources.stage(id).operator.finishPrograms?.(this.geometry) ?? [];
        return [...passes, ...programs.map((program) => ({ program }))];
      }),
    );
    await this.untilClosed(this.tried(begun, run.params));
    for (const { id, passes } of stale) {
      check();
      await this.computeStage(id, passes, run, check);
      // A newer update may have come meanwhile, even where nothing was waited for: then the stage is stale again.
      check();
      run.finished(id);
    }
    this.device.assertMemory();
  }

  private async computeStage(
    id: StageIdOf<G>,
    passes: readonly RenderPass[],
    run: Run<G>,
    check: () => void,
  ): Promise<void> {
    const { operator, operands } = this.resources.stage(id);
    const { lasting, handsOver = [] } = operator;
    const handedOver = handsOver.map((name) => operands.scratch(name));
    const measure = (draw: () => void): void => this.timer.measure(id, run.number, draw);
    const kept = lasting?.resources.map((name) => operands.scratch(name)) ?? [];
    const found = operator.found ? [operands.scratch(operator.found.resource)] : [];
    this.putTables(id, run.params);
    measure(() => this.execute(passes, [...kept, ...found, ...handedOver]));
    if (lasting) this.lasting.made(id, run.params);
    await operator.finish?.(
      operands,
      this.geometry,
      stageRun({
        device: this.device,
        table: this.table,
        mask: this.geometry.mask,
        check,
        prepare: (more) => this.prepare(more),
        execute: (more, keep) => this.execute(more, keep),
        measure,
      }),
    );
    check();
    for (const resource of handedOver) this.table.release(resource);
  }

  private passesOf(id: StageIdOf<G>, params: ParamsOf<G>): readonly RenderPass[] {
    const { operator, operands } = this.resources.stage(id);
    if (this.resources.windowed && this.resources.sharesPicture(id)) return [];
    const all = operator.passes(operands, this.geometry, this.planOf(id, params));
    const { lasting } = operator;
    if (!lasting || !this.lasting.serves(id, lasting, params, this.geometry)) return all;
    return passesAfter(all, operands, lasting.resources);
  }

  /** What draws for the first time on this device is tried with what is known: a driver may fail at it alone. */
  private async tried(begun: readonly StageIdOf<G>[], params: ParamsOf<G>): Promise<void> {
    const trials = begun.map((id) => trialOf(this.resources.stage(id).operator, this.planOf(id, params)));
    await this.options.tried?.(trials.filter((trial) => trial !== null));
  }

  private planOf(id: StageIdOf<G>, params: ParamsOf<G>): unknown {
    return planOf(this.graph, id, params, { ...this.image, samples: this.window.samples });
  }

  /** What a stage's passes look up, where they do. */
  private putTables(id: StageIdOf<G>, params: ParamsOf<G>): void {
    const { operator, operands } = this.resources.stage(id);
    if (!operator.tables) return;
    for (const { target, bytes } of operator.tables(operands, this.planOf(id, params))) {
      putRows(this.device.gl, this.table.ensure(target), 0, target.width, bytes.length / target.width, bytes);
    }
  }

  /** Has what a window goes by known. */
  private measured(signal: AbortSignal | undefined, params?: ParamsOf<G>): Promise<void> {
    return this.window.measured(() => new Pacer(signal).inSteps(rangeSteps(this.image.data)), params);
  }

  private execute(passes: readonly RenderPass[], keep: readonly string[]): void {
    this.device.graph.execute(passes, this.table, this.uniforms, [...this.resources.kept, ...keep]);
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
