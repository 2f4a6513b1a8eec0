import { describe, expect, it } from 'vitest';
import { namesOfPrivates, withShortProperties } from '../../../scripts/short-names.mjs';

describe('names that only private members have', () => {
  it.each([
    [
      'of a field, a method, an accessor and a parameter',
      ['alpha', 'beta', 'delta', 'gamma'],
      [
        'class A { private alpha = 1; private beta(): void {} private get gamma() { return this.alpha; } constructor(private readonly delta: string) {} }',
      ],
    ],
    [
      'taken apart from this',
      ['alpha'],
      ['class A { private alpha = 1; use() { const { alpha: a } = this; return a; } }'],
    ],
    ['not where another object has it too', [], ['class A { private alpha = 1; }', 'export const b = { alpha: 2 };']],
    [
      'not where an interface tells of it',
      [],
      ['class A { private alpha = 1; }', 'export interface B { alpha: number }'],
    ],
    [
      'not where somebody reaches for it',
      [],
      ['class A { private alpha = 1; }', 'export const c = (a: any) => a.alpha;'],
    ],
    [
      'not where it is taken from something else',
      [],
      ['class A { private alpha = 1; }', 'export const c = ({ alpha }: any) => alpha;'],
    ],
    ['not where it is written as a string', [], ["class A { private alpha = 1; has = ['alpha']; }"]],
    ['not where it is public elsewhere', [], ['class A { private alpha = 1; }', 'class B { alpha = 1; }']],
  ])('%s', (_, names, sources) => {
    expect(namesOfPrivates(sources)).toEqual(names);
  });
});

describe('names of custom properties that are the element’s own', () => {
  it('are short, the same for each use, and no others', () => {
    const code = '`a{--_line:var(--xray-line,red);color:var(--_line)}`;b.setProperty("--_ratio","1")';
    expect(withShortProperties(code)).toBe('`a{--_a:var(--xray-line,red);color:var(--_a)}`;b.setProperty("--_b","1")');
  });
});
