import { abortError, throwIfAborted } from '../base/xray-error.ts';
import { rangeSteps } from '../image/given-samples.ts';
import { grayRaster, type Raster8, type RasterImage } from '../image/raster-image.ts';
import type { SampleValues } from '../image/sample-values.ts';
import type { FoundParams } from '../operators/operator.ts';
import { assertDrawable, type DrawOptions, type ImagePipeline, type UpdateOptions } from '../pipeline/engine.ts';
import { GivenWindow } from '../pipeline/given-window.ts';
import type { AnyGraph, ParamsOf, StageIdOf } from '../pipeline/graph.ts';
import type { DeepPartial } from '../pipeline/params.ts';
import { ScheduledImage, type Run } from '../pipeline/scheduled-image.ts';
import { grayOfGiven, planOf } from '../pipeline/stage-plan.ts';
import { Pacer } from '../worker/pacer.ts';
import type { GpuDevice } from './gpu-device.ts';
import { GIVEN, GraphResources } from './graph-resources.ts';
import { LastingResources } from './lasting-resources.ts';
import { histogramPasses, histogramTarget } from './operators/histogram.ts';
import type { TargetCount } from './passes/gpu-operator.ts';
import type { ImageGeometry } from './passes/image-geometry.ts';
import { ResourceTable, type RenderPass, type Target, type Uniforms } from './passes/render-graph.ts';
import { streamPass, streamTarget } from './passes/stream.ts';
import { readBack } from './read-back.ts';
import { displayProgram, showOnCanvas } from './show-on-canvas.ts';
import { stageRun } from './stage-run.ts';
import { StageTimer } from './stage-timer.ts';
import { putRows, SOURCE_FORMATS, uploadSource } from './upload.ts';

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
  private readonly onDispose: () => void;
  private readonly timer: StageTimer;
  private readonly schedule: ScheduledImage<G>;
  private disposed = false;

  /**
   * @param values what the samples of a gray image mean; null where it follows from them
   * @param targets fewer than the device has, for tests
   * @throws TypeError when `graph` has an operator that is not in the list
   */
  constructor(
    graph: G,
    device: GpuDevice,
    image: RasterImage,
    geometry: ImageGeometry,
    onDispose: () => void,
    values: SampleValues | null = null,
    targets: TargetCount = device.targets,
  ) {
    this.graph = graph;
    this.device = device;
    this.targets = targets;
    this.image = image;
    this.geometry = geometry;
    this.onDispose = onDispose;
    this.width = image.width;
    this.height = image.height;
    this.resources = new GraphResources(graph, targets);
    this.table = new ResourceTable(device.pool);
    this.window = new GivenWindow(graph, image, () => values);
    this.resources.windowed = image.bitDepth === 16;
    this.lasting = new LastingResources(graph, this.window);
    this.timer = new StageTimer(device.gl);
    const computer = {
      compute: (run: Run<G>) => this.untilClosed(this.compute(run)),
      assertUsable: () => this.assertUsable(),
    };
    this.schedule = new ScheduledImage(graph, computer, this.window);
    const { plane, mask, source } = geometry;
    this.uniforms = {
      imageSize: [image.width, image.height],
      sourceShift: source.shift,
      planeFold: [plane.columns, plane.rows, plane.span],
      maskFold: [mask.columns, mask.rows, mask.span],
    };
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
    const { buffer, byteOffset, byteLength } = this.image.data;
    await uploadSource(this.device.gl, texture, this.geometry, new Uint8Array(buffer, byteOffset, byteLength), () => {
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
    const scratch = (name: string): string => `counted/${name}`;
    const target = histogramTarget(scratch('histogram'));
    const passes = (): RenderPass[] =>
      histogramPasses(this.geometry, this.resources.of(counted), target, scratch, this.targets);
    await this.prepare(passes());
    const bins = new Uint32Array(256);
    await this.schedule.whenValid(counted as StageIdOf<G>, () => this.drawAndRead(passes(), target, bins));
    return bins;
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
    // A window may be laid over the given image while it is waited for.
    const drawn =
      stage === this.graph.given && this.window.samples ? [resources.of(stage), stage] : [resources.of(stage)];
    await this.prepare(drawn.map((resource) => ({ program: displayProgram(resource, geometry) })));
    await schedule.whenValid(stage, async () => {
      const resource = resources.of(stage);
      await showOnCanvas(device, table, geometry, uniforms, { resource, width, height, part }, canvas);
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
    this.onDispose();
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
    const kept = lasting.resources.map((name) => operands.scratch(name));
    const makesKept = all.map(({ writes }) => writes.some(({ resource }) => kept.includes(resource)));
    return all.slice(makesKept.lastIndexOf(true) + 1);
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
