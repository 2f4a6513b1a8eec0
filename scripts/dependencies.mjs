// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './run-npm.mjs';

/**
 * Runs `npm ci` when node_modules is absent or holds other versions than the lockfile asks for. Uses nothing but Node
 * itself, because it runs before anything is installed.
 * @param {string} root the repository's folder
 */
export function ensureDependencies(root) {
  if (installedAsLocked(root)) return;
  console.log('Installing dependencies (npm ci) …');
  const { status, error } = runNpm(['ci', '--no-audit', '--no-fund'], { cwd: root });
  if (error) throw new Error(`npm could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`npm ci failed (exit code ${status}).`);
}

/**
 * Whether every package of the lockfile is in node_modules in the version it names. Optional packages are left out:
 * most are for other systems.
 * @param {string} root
 */
function installedAsLocked(root) {
  const locked = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!locked || !installed) return false;
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string; optional?: boolean }> | null} null when there is no such file
 */
function readPackages(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return null;
  }
}
