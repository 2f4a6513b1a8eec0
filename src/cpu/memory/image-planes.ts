import { XrayError } from '../../base/xray-error.ts';
import type { OperatorId } from '../../operators/operators.ts';

export interface ImageShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** An image and what is computed from it, as data that can be posted to a worker. */
export interface ImageLayout {
  readonly shape: ImageShape;
  /** Bits of a sample as it comes. Those of 16 are no picture: they lie beside the planes. */
  readonly bitDepth: 8 | 16;
  /** The node of the graph that is the image itself. */
  readonly given: string;
  /** The computed nodes, inputs first. */
  readonly stages: readonly StageLayout[];
}

export interface StageLayout {
  readonly id: string;
  readonly operator: OperatorId;
  readonly inputs: readonly string[];
}

/** Samples of 8 bits, interleaved and without padding: gray values, a mask, or the given image. */
export interface Plane extends ImageShape {
  /** 16: two bytes a sample, as they lie in memory. */
  readonly bitDepth: 8 | 16;
  readonly data: Uint8Array;
}

/** The plane of the samples of 16 bits, which are no node of a graph. */
export const SAMPLES = '';

/** One open image's memory: the given image's samples, and a plane for each computed stage. */
export type ImagePlanes = ReadonlyMap<string, Plane>;

/** Of all planes together. */
export function bytesOf(planes: ImagePlanes): number {
  let bytes = 0;
  new Set(planes.values()).forEach(({ data }) => (bytes += data.length));
  return bytes;
}

/** For each node of a graph the one whose plane it is: itself, or the node that it only passes on. */
export type PlaneOwners = ReadonlyMap<string, string>;

/** The planes of a layout; `dataOf` is asked once for each node that has one of its own, and for the samples. */
export function makePlanes(
  { shape, bitDepth, given }: ImageLayout,
  owners: PlaneOwners,
  dataOf: (owner: string, bytes: number) => Uint8Array,
): ImagePlanes {
  const { width, height } = shape;
  const planes = new Map<string, Plane>();
  if (bitDepth === 16) {
    planes.set(SAMPLES, { ...shape, bitDepth, data: dataOf(SAMPLES, 2 * width * height * shape.channels) });
  }
  for (const [id, owner] of owners) {
    const channels = owner === given ? shape.channels : 1;
    const data = (): Uint8Array => dataOf(owner, width * height * channels);
    const plane: Plane = planes.get(owner) ?? { width, height, channels, bitDepth: 8, data: data() };
    planes.set(id, plane);
  }
  return planes;
}

/**
 * Makes room for all stages, so that an image that is too large fails when it is opened.
 * @throws XrayError `image-too-large` when the memory cannot be had.
 */
export function allocatePlanes(layout: ImageLayout, owners: PlaneOwners): ImagePlanes {
  try {
    return makePlanes(layout, owners, (_owner, bytes) => new Uint8Array(bytes));
  } catch (error) {
    const { width, height } = layout.shape;
    throw new XrayError('image-too-large', `${width} × ${height} pixels is too large for this device's memory.`, {
      cause: error,
      reason: 'device-limit',
      values: { width, height },
    });
  }
}
