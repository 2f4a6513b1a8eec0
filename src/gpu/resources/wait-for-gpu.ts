import { nextTask } from '../../base/next-task.ts';
import { XrayError } from '../../base/xray-error.ts';

/** The rejection of everything that a lost context took with it. */
export function contextLost(): XrayError {
  return new XrayError('engine-lost', 'The connection to the GPU was lost.', {
    hint: 'The work can be repeated, or done by the CPU engine.',
  });
}

/**
 * Resolves when the GPU has done all that was issued so far.
 * @param check throws when that is no longer waited for
 * @throws XrayError `engine-lost`
 */
export async function gpuFinished(gl: WebGL2RenderingContext, check?: () => void): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!fence) throw contextLost();
  gl.flush();
  try {
    await until(
      gl,
      () => {
        const status = gl.clientWaitSync(fence, 0, 0);
        if (status === gl.WAIT_FAILED) throw contextLost();
        return status !== gl.TIMEOUT_EXPIRED;
      },
      check,
    );
  } finally {
    gl.deleteSync(fence);
  }
}

/**
 * Whether `draw` made any fragment.
 * @param check throws when that is no longer waited for
 * @throws XrayError `engine-lost`
 */
export async function anyFragmentDrawn(
  gl: WebGL2RenderingContext,
  draw: () => void,
  check?: () => void,
): Promise<boolean> {
  const query = gl.createQuery();
  if (!query) throw contextLost();
  try {
    gl.beginQuery(gl.ANY_SAMPLES_PASSED, query);
    draw();
    gl.endQuery(gl.ANY_SAMPLES_PASSED);
    gl.flush();
    await until(gl, () => gl.getQueryParameter(query, gl.QUERY_RESULT_AVAILABLE) === true, check);
    // Some drivers give the count, some a boolean.
    return Boolean(gl.getQueryParameter(query, gl.QUERY_RESULT));
  } finally {
    gl.deleteQuery(query);
  }
}

/**
 * Resolves when `done` returns true, without holding up the thread.
 * @param check asked before `done`; what it throws ends the waiting
 * @throws XrayError `engine-lost`
 */
export async function until(gl: WebGL2RenderingContext, done: () => boolean, check?: () => void): Promise<void> {
  // The first looks are cheap and nearly free of delay; after them, do not steal time from the page.
  for (let look = 0; ; look++) {
    if (look < 8 || isHidden()) await nextTask();
    else await new Promise((resolve) => setTimeout(resolve, 1));
    if (gl.isContextLost()) throw contextLost();
    check?.();
    if (done()) return;
  }
}

/** Timers of hidden pages are held back to a second. */
function isHidden(): boolean {
  return typeof document !== 'undefined' && document.hidden;
}
