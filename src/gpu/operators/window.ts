import type { WindowPlan } from '../../operators/window.ts';
import { TABLE_SIDE, windowShader } from '../../shaders/window.frag.ts';
import { gridTarget, type GpuOperands, type GpuOperator } from '../passes/gpu-operator.ts';
import type { Target } from '../passes/render-graph.ts';

/** Of samples that are shown as they are nothing is drawn: they are the picture. */
export const window: GpuOperator<WindowPlan> = {
  fingerprint: 0x752221f4,
  tables: (operands, { table }) => (table ? [{ target: tableOf(operands), bytes: table }] : []),
  passes: (operands, { plane, bitDepth, source: { words } }, { table }) => {
    if (!table) return [];
    const { inputs, output } = operands;
    return [
      {
        program: windowShader(bitDepth, words, plane.fold),
        reads: { source: inputs[0], table: tableOf(operands).resource },
        writes: [gridTarget(output, 'RGBA8UI', plane)],
      },
    ];
  },
};

/** 65,536 bytes; of 8 bits only the first row is there. */
function tableOf({ scratch }: GpuOperands): Target {
  return { resource: scratch('table'), format: 'R8UI', width: TABLE_SIDE, height: TABLE_SIDE };
}
