import { allocatePlanes, bytesOf, SAMPLES, type ImageLayout, type ImagePlanes } from '../memory/image-planes.ts';
import { SpareMemory } from '../memory/spare-memory.ts';
import type { Computation } from './cpu-operator.ts';
import { cpuOperator, planeOwners } from './cpu-operators.ts';
import { histogramOf } from './histogram.ts';
import { cpuImage, planeOf, type CpuImage, type ImageParts } from './open-image.ts';
import { scaleToRgba } from '../../image/scale-to-rgba.ts';

interface UsedPlanes {
  readonly planes: ImagePlanes;
  /** What they were allocated for, as text. */
  readonly layout: string;
}

/** Opens images for the plain kernels: for wherever WebAssembly or its SIMD instructions are missing or not allowed. */
export class PlainImages {
  private readonly spare = new SpareMemory<UsedPlanes>(({ planes }) => planes.forEach(({ data }) => data.fill(0)));

  /** @throws XrayError `image-too-large` */
  open(layout: ImageLayout): CpuImage {
    const text = JSON.stringify(layout);
    const owners = planeOwners(layout);
    const used = this.spare.take((memory) => memory.layout === text);
    const planes = used?.planes ?? allocatePlanes(layout, owners);
    const computations = new Map<string, Computation>();
    for (const { id, operator, inputs } of layout.stages) {
      if (owners.get(id) !== id) continue;
      const sources = inputs.map((input) => planeOf(planes, input));
      computations.set(id, cpuOperator(operator).create(sources, planeOf(planes, id)));
    }
    const { given } = layout;
    const samples = planes.get(SAMPLES);
    if (samples) computations.set(given, cpuOperator('window').create([samples], planeOf(planes, given)));
    this.spare.opened();
    const count: ImageParts['count'] = (stage, slices) => histogramOf(planeOf(planes, stage).data, slices);
    return cpuImage(
      { planes, given, computations, stages: layout.stages, count, scale: scaleToRgba },
      used !== null,
      () => this.spare.keep({ planes, layout: text }, bytesOf(planes)),
    );
  }
}
