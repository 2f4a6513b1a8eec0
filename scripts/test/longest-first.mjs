// @ts-check
import { relative, sep } from 'node:path';
import { BaseSequencer } from 'vitest/node';

/**
 * Files that take many times as long as others (1), in seconds on two slow cores. Begun last, one of them would go on alone
 * while the other processors have nothing to do. A clone has no record of earlier runs.
 * @type {Record<string, number>}
 */
const SECONDS = {
  'test/parity/cpu-plain.test.ts': 19,
  'test/unit/cpu/kernels/kernels.test.ts': 9,
  'test/unit/decode/png/native-inflation.test.ts': 6,
  'test/unit/contributing.test.ts': 15,
  'test/unit/contributing-language-format.test.ts': 15,
  'test/unit/samples/sample-images.test.ts': 5,
  'test/unit/decode/corpus.test.ts': 5,
  'test/unit/fuzz/png.test.ts': 5,
  'test/e2e/examples.test.ts': 39,
  'test/e2e/csp.test.ts': 39,
  'test/e2e/memory.test.ts': 37,
  'test/e2e/old-browsers.test.ts': 37,
  'test/e2e/corpus.test.ts': 34,
  'test/e2e/package.test.ts': 31,
  'test/e2e/soak.test.ts': 30,
  'test/e2e/offline.test.ts': 29,
  'test/e2e/large.test.ts': 28,
  'test/e2e/page.test.ts': 24,
  'test/e2e/docs-site.test.ts': 20,
  'test/e2e/errors.test.ts': 23,
  'test/e2e/privacy.test.ts': 20,
  'test/e2e/installed.test.ts': 13,
  'test/e2e/batch.test.ts': 12,
  'test/e2e/single-file.test.ts': 11,
  'test/e2e/docs-playground.test.ts': 13,
  'test/e2e/docs-snippets.test.ts': 9,
  'test/e2e/start.test.ts': 8,
  'test/e2e/docs-versions.test.ts': 6,
};

/** Order of vitest's test files: projects one after the other, those that start a process for each file first; the longest first. */
export class LongestFirst extends BaseSequencer {
  /** @override @type {BaseSequencer['sort']} */
  async sort(specs) {
    const sorted = await super.sort(specs);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    const key = (/** @type {(typeof sorted)[number]} */ { project, moduleId }) => [
      project.config.sequence.groupOrder,
      project.config.isolate ? 0 : 1,
      projects.indexOf(project),
      -(SECONDS[relative(this.ctx.config.root, moduleId).split(sep).join('/')] ?? 1),
    ];
    return sorted.sort((a, b) => {
      const [one, other] = [key(a), key(b)];
      const first = one.findIndex((value, i) => value !== other[i]);
      return first < 0 ? 0 : one[first] - other[first];
    });
  }
}
