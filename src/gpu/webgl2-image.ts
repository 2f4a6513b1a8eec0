import { abortError, throwIfAborted } from '../base/xray-error.ts';
import { grayRaster, type Raster8 } from '../image/raster-image.ts';
import type { FoundParams } from '../operators/operator.ts';
import { assertDrawable, type DrawOptions, type ImagePipeline, type UpdateOptions } from '../pipeline/engine.ts';
import type { AnyGraph, ComputedStageIdOf, ParamsOf, StageIdOf } from '../pipeline/graph.ts';
import type { DeepPartial } from '../pipeline/params.ts';
import { ScheduledImage, type Run } from '../pipeline/scheduled-image.ts';
import { grayOfGiven, planOf } from '../pipeline/stage-plan.ts';
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
import { SOURCE_FORMATS, uploadSource } from './upload.ts';

/** One image on the GPU. */
export class Webgl2Pipeline<G extends AnyGraph> implements ImagePipeline<G> {
  readonly width: number;
  readonly height: number;
  private readonly graph: G;
  private readonly device: GpuDevice;
  private readonly targets: TargetCount;
  private readonly image: Raster8;
  private readonly geometry: ImageGeometry;
  private readonly resources: GraphResources<G>;
  private readonly table: ResourceTable;
  private readonly lasting: LastingResources<G>;
  private readonly uniforms: Uniforms;
  private readonly onDispose: () => void;
  private readonly timer: StageTimer;
  private readonly schedule: ScheduledImage<G>;
  private disposed = false;

  /**
   * @param targets fewer than the device has, for tests
   * @throws TypeError when `graph` has an operator that is not in the list
   */
  constructor(
    graph: G,
    device: GpuDevice,
    image: Raster8,
    geometry: ImageGeometry,
    onDispose: () => void,
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
    this.lasting = new LastingResources(graph);
    this.timer = new StageTimer(device.gl);
    this.schedule = new ScheduledImage(graph, {
      compute: (run) => this.untilClosed(this.compute(run)),
      assertUsable: () => this.assertUsable(),
    });
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

  get timings(): Partial<Record<StageIdOf<G>, number>> {
    return this.timer.collect() as Partial<Record<StageIdOf<G>, number>>;
  }

  /** Copies the image to the GPU. */
  async upload(signal: AbortSignal | undefined): Promise<void> {
    const { words, width, height } = this.geometry.source;
    const texture = this.table.ensure({ resource: GIVEN, format: SOURCE_FORMATS[words], width, height });
    await uploadSource(this.device.gl, texture, this.geometry, this.image.data, () => {
      throwIfAborted(signal);
      this.assertUsable();
    });
  }

  update(changes?: DeepPartial<ParamsOf<G>>, options?: UpdateOptions<StageIdOf<G>>): Promise<void> {
    return this.schedule.update(changes, options);
  }

  async read(stage: StageIdOf<G>): Promise<Raster8> {
    if (stage === this.graph.given) {
      this.assertUsable();
      return this.image;
    }
    const { width, height } = this;
    const pass = streamPass(this.geometry, this.resources.of(stage));
    await this.prepare([pass]);
    const data = new Uint8Array(width * height);
    await this.schedule.whenValid(stage, () => this.drawAndRead([pass], streamTarget(this.geometry), data));
    return grayRaster(width, height, data);
  }

  async histogram(stage: StageIdOf<G>): Promise<Uint32Array> {
    const counted = stage === this.graph.given ? grayOfGiven(this.graph) : stage;
    const scratch = (name: string): string => `counted/${name}`;
    const target = histogramTarget(scratch('histogram'));
    const passes = histogramPasses(this.geometry, this.resources.of(counted), target, scratch, this.targets);
    await this.prepare(passes);
    const bins = new Uint32Array(256);
    await this.schedule.whenValid(counted as StageIdOf<G>, () => this.drawAndRead(passes, target, bins));
    return bins;
  }

  async found(stage: StageIdOf<G>): Promise<FoundParams | null> {
    this.assertUsable();
    if (stage === this.graph.given) return null;
    const { operator, operands } = this.resources.stage(stage as ComputedStageIdOf<G>);
    const { found } = operator;
    if (!found) return null;
    const numbers = new Uint32Array(4);
    return this.schedule.whenValid(stage, async () => {
      const plan = planOf(this.graph, stage as ComputedStageIdOf<G>, this.schedule.wantedParams, this);
      if (!found.params(numbers, plan)) return null;
      const { framebuffer } = this.table.get(operands.scratch(found.resource));
      await this.untilClosed(readBack(this.device, framebuffer, 1, 1, numbers));
      return found.params(numbers, plan);
    });
  }

  async draw(stage: StageIdOf<G>, canvas: HTMLCanvasElement, options: DrawOptions = {}): Promise<void> {
    const { width = this.width, height = this.height, part = { x: 0, y: 0, width, height } } = options;
    assertDrawable(width, height, part);
    const resource = this.resources.of(stage);
    await this.prepare([{ program: displayProgram(resource, this.geometry) }]);
    const picture = { resource, width, height, part };
    await this.schedule.whenValid(stage, () =>
      showOnCanvas(this.device, this.table, this.geometry, this.uniforms, picture, canvas),
    );
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
    const stale = run.begin().map((id) => ({ id, passes: this.passesOf(id, run.params) }));
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
    id: ComputedStageIdOf<G>,
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

  private passesOf(id: ComputedStageIdOf<G>, params: ParamsOf<G>): readonly RenderPass[] {
    const { operator, operands } = this.resources.stage(id);
    const all = operator.passes(operands, this.geometry, planOf(this.graph, id, params, this.geometry));
    const { lasting } = operator;
    if (!lasting || !this.lasting.serves(id, lasting, params, this.geometry)) return all;
    const kept = lasting.resources.map((name) => operands.scratch(name));
    return all.slice(
      1 +
        Math.max(
          ...all.map((pass, index) => (pass.writes.some(({ resource }) => kept.includes(resource)) ? index : -1)),
        ),
    );
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
