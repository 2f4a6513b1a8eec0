// @ts-check
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** Starting a browser on a busy machine takes its time. */
const START_MS = 120_000;

/**
 * A browser that is driven by the WebDriver protocol (https://www.w3.org/TR/webdriver2/): no more of it than opening
 * pages takes.
 */
export class WebDriverClient {
  /**
   * Starts the driver, and the browser by it. A browser that its driver does not get to speak with (WebKitGTK's, now and
   * then) is given up, said, and started once more: no page was opened until then, so nothing that is tested is tried twice.
   * @param {string} driver the driver's path; it takes `--port`
   * @param {Record<string, unknown>} capabilities
   */
  static async start(driver, capabilities) {
    try {
      return await WebDriverClient.startOnce(driver, capabilities);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'TimeoutError')) throw error;
      console.warn(`${driver} did not start a browser within ${START_MS / 1000} seconds: another one is started.`);
      return WebDriverClient.startOnce(driver, capabilities);
    }
  }

  /**
   * @param {string} driver
   * @param {Record<string, unknown>} capabilities
   */
  static async startOnce(driver, capabilities) {
    const port = await freePort();
    const child = spawn(driver, [`--port=${port}`], { stdio: 'ignore' });
    const failure = new Promise((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${driver} ended (exit code ${code}).`)));
    });
    failure.catch(() => undefined);
    try {
      await Promise.race([failure, untilReady(port)]);
      const alwaysMatch = { ...capabilities, pageLoadStrategy: 'none' };
      const created = send(port, 'POST', '/session', { capabilities: { alwaysMatch } });
      const { sessionId } = await Promise.race([failure, created]);
      return new WebDriverClient(child, port, sessionId);
    } catch (error) {
      child.kill();
      throw error;
    }
  }

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {number} port
   * @param {string} sessionId
   */
  constructor(child, port, sessionId) {
    this.child = child;
    this.port = port;
    this.path = `/session/${sessionId}`;
  }

  /** Begins to load a page and does not wait for it. @param {string} url */
  async open(url) {
    await send(this.port, 'POST', `${this.path}/url`, { url });
  }

  /** Does what a person does with keyboard and mouse. @param {object[]} actions */
  async perform(actions) {
    await send(this.port, 'POST', `${this.path}/actions`, { actions });
  }

  /** Ends the browser and its driver; that they have ended already is no error. */
  async close() {
    await send(this.port, 'DELETE', this.path).catch(() => undefined);
    this.child.kill();
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** @param {number} port */
async function untilReady(port) {
  const end = Date.now() + START_MS;
  for (;;) {
    const status = await send(port, 'GET', '/status').catch(() => null);
    if (status?.ready) return;
    if (Date.now() > end) throw new Error('The browser’s driver does not answer.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * @param {number} port
 * @param {'GET' | 'POST' | 'DELETE'} method
 * @param {string} path
 * @param {unknown} [body]
 */
async function send(port, method, path, body) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(START_MS),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebDriver: ${value?.error}: ${value?.message}`);
  return value;
}
