import type { GpuDevice } from './gpu-device.ts';
import type { StageRun } from './passes/gpu-operator.ts';
import { forEachTexel, type Grid } from './passes/grid.ts';
import type { RenderPass, ResourceTable } from './passes/render-graph.ts';
import { readBack } from './read-back.ts';
import { anyFragmentDrawn } from './resources/wait-for-gpu.ts';

/** What of an image on a device an operator's second half works with. */
export interface StageRunHost {
  readonly device: GpuDevice;
  readonly table: ResourceTable;
  /** How the image's bit masks lie. */
  readonly mask: Grid;
  /** Throws when the run is no longer wanted. */
  check(): void;
  /** Compiles what `passes` draw with. */
  prepare(passes: readonly Pick<RenderPass, 'program'>[]): Promise<void>;
  /** Draws; of what `passes` use, only what `keep` names and the planes stay. */
  execute(passes: readonly RenderPass[], keep: readonly string[]): void;
  /** Does what draws, and adds the time that the GPU takes for it to the stage's. */
  measure(draw: () => void): void;
}

export function stageRun({ device, table, mask, check, prepare, execute, measure }: StageRunHost): StageRun {
  const { gl } = device;
  return {
    check,
    draw: async (passes, keep = []) => {
      await prepare(passes);
      check();
      measure(() => execute(passes, keep));
    },
    drawsAny: async (pass) => {
      await prepare([pass]);
      check();
      const any = await anyFragmentDrawn(gl, () => execute([pass], Object.values(pass.reads)), check);
      check();
      return any;
    },
    readMask: async (resource) => {
      check();
      const words = new Uint32Array(mask.width * mask.height * 4);
      await readBack(device, table.get(resource).framebuffer, mask.width, mask.height, words, check);
      check();
      if (mask.fold === 'flat') return words;
      const unfolded = new Uint32Array(mask.columns * mask.rows * 4);
      forEachTexel(mask, (index, address) => unfolded.set(words.subarray(address * 4, address * 4 + 4), index * 4));
      return unfolded;
    },
    writeMask: (resource, words) => {
      check();
      let folded = words;
      if (mask.fold !== 'flat') {
        folded = new Uint32Array(mask.width * mask.height * 4);
        forEachTexel(mask, (index, address) => folded.set(words.subarray(index * 4, index * 4 + 4), address * 4));
      }
      gl.bindTexture(gl.TEXTURE_2D, table.get(resource).texture);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, mask.width, mask.height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, folded);
    },
  };
}
