import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NextNumbers, resultNames, uniqueEntryNames, uniqueStems } from '../../../src/export/result-names.ts';

const stem = (name: string): string => uniqueStems([name])[0];

/** Names as they come from strangers, and the stems they must give. */
const HOSTILE: [name: string, expected: string][] = [
  ['chest.png', 'chest'],
  ['chest.2024.png', 'chest.2024'],
  ['xray', 'xray'],
  ['xray..png', 'xray'],
  ['CON.png', '_CON'],
  ['nul.png', '_nul'],
  ['AUX.jpg.png', '_AUX.jpg'],
  ['COM1.png', '_COM1'],
  ['LPT9 .png', '_LPT9'],
  ['com¹.png', '_com¹'],
  ['console.png', 'console'],
  ['\u202egnp.yarx.exe', 'gnp.yarx'],
  ['xray\u202e\u2066gpj.png', 'xraygpj'],
  ['🩻🦴 x-ray 骨.png', '🩻🦴 x-ray 骨'],
  ['👨\u200d⚕️.png', '👨\u200d⚕️'],
  ['tab\there.png', 'tabhere'],
  ['new\nline.png', 'newline'],
  ['esc\u001b[31mred.png', 'esc[31mred'],
  ['a\u0000b.png', 'ab'],
  [' leading space.png', 'leading space'],
  ['trailing space .png', 'trailing space'],
  ['trailing dot.', 'trailing dot'],
  ['..png', 'image'],
  ['...', 'image'],
  ['', 'image'],
  ['\u0007', 'image'],
  ['.png', 'png'],
  ['.hidden.png', 'hidden'],
  ['../../x.png', 'x'],
  ['/etc/passwd.png', 'passwd'],
  ['..\\..\\x.png', 'x'],
  ['C:\\Windows\\x.png', 'x'],
  ['\\\\server\\share\\x.png', 'x'],
  ['x/../../y.png', 'y'],
  ['folder/', 'image'],
  ['a"quote".png', 'a_quote_'],
  ['<img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_'],
  ['a:b|c*d?e.png', 'a_b_c_d_e'],
  ['%2e%2e%2fx.png', '%2e%2e%2fx'],
  ['\ufeffbom.png', 'bom'],
  ['zero\u200bwidth.png', 'zerowidth'],
  ['ro\u0308ntgen.png', 'röntgen'],
  ['\u2028line.png', 'line'],
  ['\ud83d.png', 'image'],
  ['__proto__.png', '__proto__'],
  ['null', 'null'],
  [`${'a'.repeat(240)}.png`, 'a'.repeat(100)],
  [`${'é'.repeat(120)}.png`, 'é'.repeat(100)],
  [`x${'🩻'.repeat(60)}.png`, `x${'🩻'.repeat(49)}`],
  [`${'骨'.repeat(90)}.png`, '骨'.repeat(66)],
];

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('a', 'A', '.', ' ', '/', '\\', '\u0000', '\ud83d', '🩻', '-', '2', '骨'),
    maxLength: 130,
  }),
  fc.constantFrom(...HOSTILE.map(([name]) => name)),
);

function expectSafe(name: string, maxLength: number, maxBytes: number): void {
  const inspected = JSON.stringify(name);
  expect(name, inspected).not.toBe('');
  expect(name.length, inspected).toBeLessThanOrEqual(maxLength);
  expect(new TextEncoder().encode(name).length, inspected).toBeLessThanOrEqual(maxBytes);
  expect(name, inspected).not.toMatch(/[<>:"|?*/\\\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
  expect(name, inspected).not.toMatch(/^[\s.]|[\s.]$/);
  expect(name, inspected).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
  expect(name.normalize('NFC')).toBe(name);
}

const differ = (names: string[]): boolean => new Set(names.map((name) => name.toLowerCase())).size === names.length;

describe('uniqueStems', () => {
  it.each(HOSTILE)('%j gives %j', (name, expected) => {
    expect(stem(name)).toBe(expected);
  });

  it('tells equal names apart, without regard to case', () => {
    expect(uniqueStems(['same.png', 'SAME.PNG', 'Same.jpg', 'other.png'])).toEqual([
      'same',
      'SAME-2',
      'Same-3',
      'other',
    ]);
  });

  it('leaves a name to the file that brought it', () => {
    expect(uniqueStems(['a.png', 'a.jpg', 'a-2.png'])).toEqual(['a', 'a-3', 'a-2']);
    expect(uniqueStems(['a-2.png', 'a.png', 'A.png'])).toEqual(['a-2', 'a', 'A-3']);
  });

  it('keeps a number within the length', () => {
    const [first, second] = uniqueStems([`${'a'.repeat(120)}.png`, `${'a'.repeat(130)}.png`]);
    expect([first, second]).toEqual(['a'.repeat(100), `${'a'.repeat(98)}-2`]);
  });

  it('gives safe and different stems for any names', () => {
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 12 }), (names) => {
        const stems = uniqueStems(names);
        expect(stems.length).toBe(names.length);
        for (const each of stems) expectSafe(each, 100, 200);
        expect(differ(stems), JSON.stringify(stems)).toBe(true);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('uniqueEntryNames', () => {
  it('keeps names that are safe already', () => {
    const names = uniqueStems(HOSTILE.map(([name]) => name)).map((safe) => `${safe}_grayscale.png`);
    expect(uniqueEntryNames(names)).toEqual(names);
  });

  it('trusts no path, no reserved name and no twin', () => {
    expect(uniqueEntryNames(['../../x.png', 'C:\\x.PNG', 'manifest.json', 'a.<b>'], ['manifest.json'])).toEqual([
      'x.png',
      'x-2.PNG',
      'manifest-2.json',
      'a._b_',
    ]);
  });

  it('gives safe and different names for any names', () => {
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 12 }), (given) => {
        const names = uniqueEntryNames(given, ['manifest.json']);
        for (const each of names) expectSafe(each, 155, 245);
        expect(differ([...names, 'manifest.json']), JSON.stringify(names)).toBe(true);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('resultNames', () => {
  const now = new Date(2025, 0, 31, 4, 5, 9);

  it('goes by the source files', () => {
    expect(resultNames(['chest.png'], { now })).toEqual({
      stems: ['chest'],
      listed: ['chest.png'],
      archive: 'chest_results.zip',
    });
    expect(resultNames(['a/chest.png', 'Chest.jpg'], { naming: 'source', now })).toEqual({
      stems: ['chest', 'Chest-2'],
      listed: ['a/chest.png', 'Chest.jpg'],
      archive: 'xray-lab_20250131_040509_results.zip',
    });
  });

  it('goes by the local time, and tells no file name anywhere', () => {
    const names = resultNames(['Doe, Jane.png', 'Doe, Jane.png', 'x.jpg'], { naming: 'timestamp', now });
    const stems = ['medical_20250131_040509', 'medical_20250131_040509-2', 'medical_20250131_040509-3'];
    expect(names).toEqual({ stems, listed: stems, archive: 'medical_20250131_040509_results.zip' });
  });
});

describe('names that come thousands of times', () => {
  it('get numbers, in any case', () => {
    const names = Array.from({ length: 5000 }, (_, i) => (i % 2 ? 'Image.PNG' : 'image.png'));
    const stems = uniqueStems(names);
    expect(stems.slice(0, 4)).toEqual(['image', 'Image-2', 'image-3', 'Image-4']);
    expect([stems[4999], new Set(stems.map((stem) => stem.toLowerCase())).size]).toEqual(['Image-5000', 5000]);
    expect(uniqueStems([...names, 'image-5001.png']).slice(-2)).toEqual(['Image-5000', 'image-5001']);
  });

  it('are not tried with the numbers that were given before', () => {
    const numbers = new NextNumbers();
    const taken = new Set([4]);
    let tries = 0;
    const take = (n: number): string | null => {
      tries++;
      if (taken.has(n)) return null;
      taken.add(n);
      return `image-${n}`;
    };
    const names = Array.from({ length: 1000 }, () => numbers.first('image', take));
    expect([names.slice(0, 3), names[999]]).toEqual([['image-2', 'image-3', 'image-5'], 'image-1002']);
    expect(tries).toBe(1001);
    expect(numbers.first('other', (n) => String(n))).toBe('2');
  });
});
