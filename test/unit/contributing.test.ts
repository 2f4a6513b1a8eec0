import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfTree, isThere, stepsUnder, type Copy, type Ran } from '../support/worked-example.ts';

/** What the text of a step leaves to its reader: imports, and where a line of it goes. */
const IMPORTS: Readonly<Record<string, string>> = {
  'src/operators/invert.ts': "import { defineOperator } from './operator.ts';",
  'src/gpu/operators/invert.ts':
    "import { INVERT } from '../../shaders/invert.frag.ts';\nimport { gridTarget, type GpuOperator } from '../passes/gpu-operator.ts';",
  'src/cpu/kernels/invert.ts': "import type { CpuOperator } from './cpu-operator.ts';",
  'src/cpu/simd/assembly/invert.ts': '',
};

/** With the browsers and the whole of the tests that the text names: `npm run test:long`. */
const LONG = Boolean(process.env.XRAY_LONG);

let copy: Copy;
beforeAll(() => {
  copy = copyOfTree();
});
afterAll(() => copy.remove());

/** What the build begins with. */
const builtKernels = (): Ran => copy.run('scripts/build-wasm.mjs');

/** As `npm test -- PATH` does, which would install what it needs into the copy first. */
function inBrowser(...files: string[]): Ran {
  const built = builtKernels();
  return built.failed ? built : copy.run('node_modules/@web/test-runner/dist/bin.js', '--files', ...files);
}

describe('CONTRIBUTING.md: how to add an operator', () => {
  const TOUCHED = [
    'src/gpu/operators/gpu-operators.ts',
    'src/cpu/kernels/cpu-operators.ts',
    'src/cpu/simd/simd-operators.ts',
    'test/support/opencv.ts',
  ];
  /** AssemblyScript has a compiler of its own. */
  const NEW = Object.keys(IMPORTS).filter((path) => !path.includes('/assembly/'));
  const steps = stepsUnder('How to add an operator');

  it('has ten steps, five of them with a file that is not there yet', () => {
    const files = steps.map((step) => step.files[0]);
    expect(files).toHaveLength(10);
    expect(files.filter((path) => !isThere(path))).toEqual([
      'src/operators/invert.ts',
      'src/shaders/invert.frag.ts',
      'src/gpu/operators/invert.ts',
      'src/cpu/kernels/invert.ts',
      'src/cpu/simd/assembly/invert.ts',
    ]);
  });

  it('compiles when it is followed, and not before each file that the compiler is said to ask for', () => {
    const codeOf = (path: string): string => steps.find(({ files }) => files[0] === path)?.code ?? '';
    for (const [path, imports] of Object.entries(IMPORTS)) copy.write(path, `${imports}\n\n${codeOf(path)}\n`);
    const glsl = codeOf('src/shaders/invert.frag.ts');
    copy.write(
      'src/shaders/invert.frag.ts',
      `import { shaderProgram } from './shader-program.ts';\n\nexport const INVERT = shaderProgram('invert', \`\n${glsl}\n\`);\n`,
    );
    const line = (path: string, after: string, text = '  invert,'): void => {
      copy.insert(path, after, text);
      const from = path === 'src/operators/operators.ts' || path.includes('/kernels/') || path.includes('/gpu/');
      if (from)
        copy.replace(path, 'import { median } from', "import { invert } from './invert.ts';\nimport { median } from");
    };
    line('src/operators/operators.ts', '  grayscale,');
    const missing = copy.typeErrors(...TOUCHED);
    for (const path of TOUCHED.filter((each) => !each.includes('/simd/'))) expect(missing.join('\n')).toContain(path);
    line('src/gpu/operators/gpu-operators.ts', '  grayscale,');
    line('src/cpu/kernels/cpu-operators.ts', '  grayscale,');
    copy.insert('test/support/opencv.ts', '  equalize,', `  ${codeOf('test/support/opencv.ts')}`);
    copy.insert('test/support/opencv.ts', '  equalizeHist(', '  bitwise_not(source: Mat, target: Mat): void;');
    line('src/cpu/simd/simd-operators.ts', '  grayscale,');
    const call = codeOf('src/cpu/simd/simd-operators.ts');
    copy.replace(
      'src/cpu/simd/simd-operators.ts',
      'function equalize(',
      `function invert(kernels: SimdKernels, _memory: SimdMemory, { width, height, sources: [source], target }: SimdOperands): Computation<null> {\n  return (_plan, slices) =>\n    ${call}\n}\n\nfunction equalize(`,
    );
    const { failed, said } = builtKernels();
    expect(failed, said).toBe(false);
    expect(copy.typeErrors(...TOUCHED, ...NEW, 'src/operators/operators.ts')).toEqual([]);
    expect([...copy.written].sort()).toEqual(steps.map(({ files }) => files[0]).sort());
  });

  it('expects of the shader what OpenCV computes: the fingerprint is right', () => {
    const { failed, said } = copy.vitest('--project', 'unit', 'test/unit/gpu/self-test-image.test.ts');
    expect(failed, said).toBe(false);
    copy.replace('src/gpu/operators/invert.ts', '0x93b1fb0b', '0x93b1fb0c');
    // "… says what it must be."
    expect(copy.vitest('--project', 'unit', 'test/unit/gpu/self-test-image.test.ts').said).toContain('0x93b1fb0b');
    copy.replace('src/gpu/operators/invert.ts', '0x93b1fb0c', '0x93b1fb0b');
  });

  it.runIf(LONG)('computes what OpenCV does, by the plain kernel', () => {
    const { failed, said } = copy.vitest('--project', 'parity');
    expect(failed, said).toBe(false);
    copy.replace('src/cpu/kernels/invert.ts', '255 - source', '254 - source');
    expect(copy.vitest('--project', 'parity').said).toContain('invert');
    copy.replace('src/cpu/kernels/invert.ts', '254 - source', '255 - source');
  });

  it.runIf(LONG)('computes it in the shader and in WebAssembly, in a browser', () => {
    const { failed, said } = inBrowser('test/parity/cpu-simd.test.ts', 'test/parity/webgl2.test.ts');
    expect(failed, said).toBe(false);
  });
});

describe('CONTRIBUTING.md: a first hour', () => {
  it.runIf(LONG)('changes a shader, and the test says what it is said to', () => {
    copy.replace('src/shaders/grayscale.frag.ts', '(9798u *', '(9799u *');
    const { failed, said } = inBrowser('test/browser/gpu/fold.test.ts');
    copy.replace('src/shaders/grayscale.frag.ts', '(9799u *', '(9798u *');
    expect(failed).toBe(true);
    expect(said).toMatch(/The GPU .*does not compute exactly: grayscale differs\./);
  });

  it.runIf(LONG)('changes its twin, and is told which pixel differs', () => {
    const path = 'src/cpu/kernels/grayscale.ts';
    const was = copy.read(path);
    copy.write(path, was.replace('imul(9798', 'imul(9799'));
    const { failed, said } = copy.vitest('--project', 'parity');
    copy.write(path, was);
    expect(failed).toBe(true);
    expect(said).toMatch(/grayscale/);
  });
});

describe('CONTRIBUTING.md: how to add a parameter', () => {
  it('names files that are there', () => {
    const files = stepsUnder('How to add a parameter').flatMap((step) => step.files);
    expect(files.length).toBeGreaterThanOrEqual(5);
    expect(files.filter((path) => !isThere(path))).toEqual([]);
  });

  it('has the compiler ask for the words of a new parameter in each language, as it says', () => {
    const [{ code }, { code: shown }] = stepsUnder('How to add a parameter');
    const path = 'src/operators/gaussian-blur.ts';
    copy.replace(path, '  params: {\n', `  params: {\n${code}\n`);
    copy.replace(path, 'import { number }', 'import { flag, number }');
    copy.replace(path, '({ kernelSize, sigma })', '({ kernelSize, sigma, off })');
    copy.replace(path, 'radius: (kernelSize', 'radius: off ? 0 : (kernelSize');
    copy.replace(
      'src/operators/blur.ts',
      '    kernelSize: number({',
      `    ${shown.split('\n').pop()}\n    kernelSize: number({`,
    );
    expect(copy.typeErrors('src/operators/blur.ts')).toEqual([]);
    const asked = copy.typeErrors(
      'src/messages/de.ts',
      'src/messages/es.ts',
      'src/messages/fr.ts',
      'src/messages/ja.ts',
    );
    for (const language of ['de', 'es', 'fr', 'ja']) expect(asked.join('\n')).toContain(`src/messages/${language}.ts`);
  });
});
