import { describe, expect, it } from 'vitest';
import { KNOWN, run } from '../../../scripts/docs-site/assets/statements.js';

/** What `show` was given while `text` ran. */
async function shown(text: string, given: Record<string, unknown> = {}): Promise<unknown[]> {
  const said: unknown[] = [];
  await run(text, { show: (...values: unknown[]) => said.push(...values), ...given });
  return said;
}

describe('the statements of examples', () => {
  it.each([
    ['show(1, -2, 0.5, true, null, undefined);', [1, -2, 0.5, true, null, undefined]],
    ["show('it\\'s', \"it's\", 'a\\nb');", ["it's", "it's", 'a\nb']],
    ["show([1, [2]], { a: 1, 'b-c': { d: [] } });", [[1, [2]], { a: 1, 'b-c': { d: [] } }]],
    ['const a = { b: [5, 6] }; // a comment\nshow(a.b[1], a.b.length);', [6, 2]],
    ['const a = {};\na.b = 3; show({ ...a, c: 4 });', [{ b: 3, c: 4 }]],
    ['show(1 === 1, 1 !== 1, !true);', [true, false, false]],
    ["const f = (a, b) => [b, a]; show(f(1, 2), (x => x)('y'));", [[2, 1], 'y']],
    ['const f = () => { show(1); show(2); }; f();', [1, 2]],
    ["show(new URL('b', 'https://example.org/a').pathname);", ['/b']],
  ])('%s', async (text, expected) => {
    expect(await shown(text, { URL })).toEqual(expected);
  });

  it('waits for what is awaited, and calls methods on what they are of', async () => {
    const lab = {
      size: 2,
      zip(this: { size: number }, more: number): Promise<number> {
        return Promise.resolve(this.size + more);
      },
    };
    expect(await shown('const zip = await lab.zip(3); show(zip);', { lab })).toEqual([5]);
  });

  it('calls a listener’s first statements before the call is over, as an event needs it', async () => {
    const target = new EventTarget();
    await shown("target.addEventListener('x', (event) => { event.preventDefault(); });", { target });
    expect(target.dispatchEvent(new Event('x', { cancelable: true }))).toBe(false);
  });

  it('imports what it is given a way to', async () => {
    const importFrom = (name: string): Promise<Record<string, unknown>> => Promise.resolve({ A: name });
    expect(await shown("import { A } from 'b'; show(A);", { importFrom })).toEqual(['b']);
  });

  it.each(['show(', 'show(1;', 'if (a) b();', 'show(`a`)', 'unknown();', '1();', '1 = 2'])(
    'refuses %s',
    async (text) => {
      await expect(shown(text)).rejects.toThrow();
    },
  );

  it.each([
    'if (a) b();',
    'for (let i = 0; i < 3; i++) show(i);',
    'while (a) b();',
    'function f() {}',
    'x => { return 1; }',
  ])('tells of %s that it is not understood here, and what would be', async (text) => {
    const f = (): void => undefined;
    await expect(shown(text, { a: f, b: f })).rejects.toThrow(SyntaxError);
    expect(KNOWN).toContain(/^[a-z]+/.exec(text.replace(/.*return/, 'return'))?.[0]);
  });
});
