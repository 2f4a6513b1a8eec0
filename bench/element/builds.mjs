// @ts-check
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Build what is measured: a checkout as it is built
 * @property {string} name
 * @property {string} site address of the page, served by the checkout's own server
 * @property {string} library address of dist/cdn/xray-lab.js, served without a policy, as OpenCV.js needs it
 * @property {string} node_modules address
 */

/**
 * @param {string} own this checkout
 * @param {readonly string[]} others
 * @param {{ built: boolean; library: boolean }} options whether `own` is taken as it is, and whether its single file is needed
 * @returns {Promise<{ builds: Build[]; close: () => Promise<void> }>}
 */
export async function openBuilds(own, others, { built, library }) {
  if (!built) {
    const { buildCdn, buildSite } = await import('../../scripts/build-steps.mjs');
    await buildSite(own);
    if (library) await buildCdn(own);
  }
  const roots = [own, ...others.map((root) => resolve(root))];
  /** @type {{ close(): Promise<void> }[]} */
  const servers = [];
  const builds = [];
  for (const root of roots) {
    const missing = ['dist/site/index.html', ...(library ? ['dist/cdn/xray-lab.js'] : [])].find(
      (path) => !existsSync(join(root, path)),
    );
    if (missing) throw new Error(`${join(root, missing)} is missing: run \`npm run build\` in ${root} first.`);
    /** @type {typeof import('../../scripts/static-server.mjs')} */
    const { startStaticServer } = await import(pathToFileURL(join(root, 'scripts', 'static-server.mjs')).href);
    const site = await startStaticServer({ root: join(root, 'dist', 'site') });
    const plain = await startStaticServer({ root: join(root, 'dist', 'cdn'), headers: {} });
    const modules = await startStaticServer({
      root: join(own, 'node_modules'),
      headers: { 'Access-Control-Allow-Origin': '*' },
    });
    servers.push(site, plain, modules);
    const name = others.length === 0 ? 'xray-lab' : basename(root);
    builds.push({ name, site: site.url, library: plain.url, node_modules: modules.url });
  }
  return {
    builds,
    close: async () => {
      for (const server of servers) await server.close();
    },
  };
}
