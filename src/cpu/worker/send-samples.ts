import { listOf } from '../../base/list-of.ts';
import type { TaskRunner } from '../../worker/tasks.ts';
import type { CpuTasks } from './cpu-tasks.ts';

/** Bytes that are copied at a time: a fraction of a millisecond's work. */
const PIECE = 1 << 20;

/** Pieces under way at a time, so that both threads have something to do. */
const PIECES_UNDER_WAY = 3;

/**
 * Copies an original into the open image `id`, in pieces whose memory goes back and forth: a copy of the whole would hold
 * up this thread, and take as much memory again.
 */
export async function sendSamples(
  runner: TaskRunner<CpuTasks>,
  id: number,
  samples: Uint8Array | Uint16Array,
  signal: AbortSignal | undefined,
): Promise<void> {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  let sent = 0;
  const sendPieces = async (): Promise<void> => {
    let memory = new ArrayBuffer(Math.min(PIECE, bytes.length));
    while (sent < bytes.length) {
      const offset = sent;
      const end = Math.min(bytes.length, offset + PIECE);
      sent = end;
      const piece = new Uint8Array(memory, 0, end - offset);
      piece.set(bytes.subarray(offset, end));
      const returned = await runner.run('fill', { id, offset, samples: piece }, { signal, transfer: [memory] });
      memory = returned.buffer as ArrayBuffer;
    }
  };
  await Promise.all(listOf(PIECES_UNDER_WAY, sendPieces));
}
