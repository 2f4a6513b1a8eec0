import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { withOwnExports } from '../../../scripts/own-exports.mjs';

/** The helper as the bundler writes it, and minified. */
const HELPERS = {
  written: `var make = (all) => {
    let target = {};
    for (var name in all) defProp(target, name, {
      get: all[name],
      enumerable: true
    });
    return target;
  };`,
  minified: `var make=e=>{let t={};for(var n in e)defProp(t,n,{get:e[n],enumerable:!0});return t};`,
};

it.each(Object.entries(HELPERS))(
  'the helper for namespaces, %s, takes nothing that all objects inherit',
  (_how, helper) => {
    // The bundler's own text, which a build puts into the file.
    const exports = Object.assign(Object.create({ siteVersion: () => '1.2' }) as object, { one: () => 1 });
    const names = (code: string): unknown =>
      runInNewContext(`${code} Object.keys(make(exports)).join()`, { defProp: Object.defineProperty, exports });
    expect(names(helper)).toEqual('one,siteVersion');
    expect(names(withOwnExports(helper))).toEqual('one');
  },
);
