// @ts-check
import { spawn } from 'node:child_process';
import { onPath } from './on-path.mjs';

/** Whether a browser with a window can be shown here: on a screen of its own, or on the one there is. */
export function hasScreen() {
  return process.platform !== 'linux' || onPath('Xvfb') !== null || Boolean(process.env.DISPLAY);
}

/**
 * A screen in memory, so that windows disturb no one and have the same size everywhere. Where there is no Xvfb the real
 * screen serves.
 * @returns {Promise<{ environment: NodeJS.ProcessEnv; close(): void }>}
 */
export async function openScreen() {
  const xvfb = process.platform === 'linux' ? onPath('Xvfb') : null;
  if (!xvfb) return { environment: {}, close: () => undefined };
  const args = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
  const server = spawn(xvfb, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let said = '';
  server.stderr?.on('data', (text) => (said += text));
  const display = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended (exit code ${code}). ${said}`)));
    // It writes the number of its display once it is ready.
    server.stdio[3]?.once('data', (number) => resolve(`:${String(number).trim()}`));
  });
  // It has no graphics card; Mesa draws on the CPU.
  return { environment: { DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1' }, close: () => server.kill() };
}
