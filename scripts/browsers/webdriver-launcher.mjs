// @ts-check
import { WebDriverClient } from './webdriver-client.mjs';
import { webDriverInput } from './webdriver-input.mjs';

/**
 * Runs test pages in a browser by WebDriver, one after the other. Each has a browser of its own: what one leaves behind
 * does not reach the next, and a crash ends one file's tests, not all.
 *
 * @param {{ name: string; driver: string; capabilities: Record<string, unknown> }} options
 * @returns {import('@web/test-runner').BrowserLauncher & { getPage(id: string): object }}
 */
export function webDriverLauncher({ name, driver, capabilities }) {
  /** @type {Map<string, { client: WebDriverClient; url: string; input: ReturnType<typeof webDriverInput> }>} */
  const sessions = new Map();

  /** @param {string} id */
  const end = async (id) => {
    const client = sessions.get(id)?.client;
    sessions.delete(id);
    await client?.close();
  };

  return {
    name,
    // By this the commands for keys and mouse know that there are pages such as Playwright's.
    type: 'playwright',
    concurrency: 1,
    async startSession(id, url) {
      const client = await WebDriverClient.start(driver, capabilities);
      sessions.set(id, { client, url, input: webDriverInput((actions) => client.perform(actions)) });
      await client.open(url);
    },
    isActive: (id) => sessions.has(id),
    getBrowserUrl: (id) => sessions.get(id)?.url,
    async stopSession(id) {
      await end(id);
      return {};
    },
    getPage(id) {
      const session = sessions.get(id);
      if (!session) throw new Error(`There is no page of the session ${id}.`);
      return session.input;
    },
    startDebugSession: () => Promise.reject(new Error(`${name} is not started for debugging.`)),
    async stop() {
      await Promise.all([...sessions.keys()].map(end));
    },
  };
}
