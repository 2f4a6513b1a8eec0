import { describe, expect, it } from 'vitest';
import { looksLikePath, testsAt } from '../../../scripts/test/paths.mjs';
import { STEPS, stepsForFiles } from '../../../scripts/test/steps.mjs';

const ROOT = new URL('../../../', import.meta.url).pathname;
const at = (...paths: string[]): ReturnType<typeof testsAt> => testsAt(paths, ROOT, ROOT);

describe('npm test -- <path>', () => {
  it('finds for every kind of test its runner', () => {
    expect(
      at(
        'test/unit/version.test.ts',
        'test/parity/cpu-plain.test.ts',
        'test/parity/webgl2.test.ts',
        'test/browser/abort.test.ts',
        'test/browser/components/files/file-list.test.ts',
        'test/e2e/drop.test.ts',
      ),
    ).toEqual({
      node: ['test/unit/version.test.ts', 'test/parity/cpu-plain.test.ts'],
      pages: [
        'test/parity/webgl2.test.ts',
        'test/browser/abort.test.ts',
        'test/browser/components/files/file-list.test.ts',
      ],
      e2e: ['test/e2e/drop.test.ts'],
    });
  });

  it('takes folders for what is in them, each file once, and paths from the folder it is called in', () => {
    const { node } = at('test/unit/scripts', './test/unit/scripts/test-paths.test.ts');
    expect(node).toContain('test/unit/scripts/static-server.test.ts');
    expect(node.filter((path) => path === 'test/unit/scripts/test-paths.test.ts')).toHaveLength(1);
    expect(node.every((path) => path.startsWith('test/unit/scripts/'))).toBe(true);
    expect(testsAt(['scripts/test-paths.test.ts'], ROOT, `${ROOT}test/unit`).node).toEqual([
      'test/unit/scripts/test-paths.test.ts',
    ]);
    const all = at('test');
    expect(all.e2e.length).toBeGreaterThan(10);
    expect(all.pages.length).toBeGreaterThan(30);
  });

  it.each([
    ['src/version.ts', 'src/version.ts is no test: they are called *.test.ts. Did you mean test/unit/version.test.ts?'],
    ['test/e2e/version.test.ts', 'There is no test/e2e/version.test.ts. Did you mean test/unit/version.test.ts?'],
    [
      'test/support',
      'There are no tests in test/support: they are in test/unit, test/parity, test/browser and test/e2e.',
    ],
    ['nowhere/at-all.ts', 'There is no nowhere/at-all.ts.'],
  ])('says of %s that it is no test, and which may be meant', (path, message) => {
    expect(() => at(path)).toThrow(message);
  });

  it('tells paths from steps', () => {
    expect(Object.keys(STEPS).filter(looksLikePath)).toEqual([]);
    expect(['test/unit', './a.test.ts', 'a.test.ts'].every(looksLikePath)).toBe(true);
  });

  it('builds before tests of what is built, and only then', () => {
    const names = (...paths: string[]): string[] => stepsForFiles(at(...paths)).map(([name]) => name);
    expect(names('test/e2e/drop.test.ts')).toEqual(['build', 'e2e']);
    expect(names('test/unit/version.test.ts', 'test/browser/abort.test.ts')).toEqual(['unit', 'browser']);
  });
});
