import type { CreateEngineOptions } from '../../src/engines/create-engine.ts';
import { grayRaster } from '../../src/image/raster-image.ts';
import { XrayError, type XrayErrorCode } from '../../src/base/xray-error.ts';
import type { Backend, Engine, ImagePipeline } from '../../src/pipeline/engine.ts';
import type { StageId } from '../../src/pipeline/standard-graph.ts';

export interface Failures {
  /** What the GPU's engines refuse to open images with. */
  readonly open?: XrayErrorCode;
  /** How many of them do; default all. */
  readonly times?: number;
  /** The stage at whose reading the GPU is lost. */
  readonly lostAt?: StageId;
}

/** Engines that compute nothing and note what is done with them. The first value of a stage says who gave it. */
export function fakeEngines({ open: refusal, times = Infinity, lostAt }: Failures = {}) {
  const made: Backend[] = [];
  const disposed: Backend[] = [];
  const closed: Backend[] = [];
  let refusals = 0;

  const create = ({ backend }: CreateEngineOptions = {}): Promise<Engine> => {
    const kind: Backend = backend === 'cpu' ? 'cpu' : 'webgl2';
    made.push(kind);
    const pipeline = {
      update: () => Promise.resolve(),
      read: async (stage: StageId) => {
        if (kind === 'webgl2' && stage === lostAt) throw new XrayError('engine-lost', 'Gone.');
        return grayRaster(1, 1, Uint8Array.of(kind === 'cpu' ? 1 : 2));
      },
      dispose: () => void closed.push(kind),
    } as unknown as ImagePipeline;
    const open = (async (): Promise<ImagePipeline> => {
      if (kind === 'webgl2' && refusal && refusals++ < times) throw new XrayError(refusal, 'No.');
      return pipeline;
    }) as Engine['open'];
    return Promise.resolve({ backend: kind, description: kind, open, dispose: () => void disposed.push(kind) });
  };
  return { made, disposed, closed, create };
}
