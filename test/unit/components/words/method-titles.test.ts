import { expect, it } from 'vitest';
import { MESSAGES, messagesWith } from '../../../../src/components/words/messages.ts';
import { withMethodTitles } from '../../../../src/components/words/method-titles.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';

const clahe = resolveParams({ enhance: { method: 'clahe' } });
const both = resolveParams({ enhance: { method: 'clahe' }, blur: { method: 'median' } });

it('stages are called by the method that computes them', () => {
  const titles = (words: typeof MESSAGES): string[] => STAGE_IDS.map((stage) => words.stages[stage].title);
  expect(titles(withMethodTitles(MESSAGES, DEFAULT_PARAMS))).toEqual([
    'Original Image',
    'Grayscale',
    'Enhanced (Histogram Equalization)',
    'Blurred (Gaussian)',
    'Canny Edge Detection',
  ]);
  expect(titles(withMethodTitles(MESSAGES, clahe)).slice(2, 4)).toEqual(['Enhanced (CLAHE)', 'Blurred (Gaussian)']);
  expect(titles(withMethodTitles(MESSAGES, both)).slice(2, 4)).toEqual(['Enhanced (CLAHE)', 'Blurred (Median)']);
  const german = messagesWith(GERMAN);
  expect(titles(withMethodTitles(german, both)).slice(2, 4)).toEqual(['Verstärkt (CLAHE)', 'Geglättet (Median)']);
});

it('the words are the same ones as long as the methods are', () => {
  expect(withMethodTitles(MESSAGES, DEFAULT_PARAMS)).toBe(MESSAGES);
  const words = withMethodTitles(MESSAGES, clahe);
  expect(withMethodTitles(MESSAGES, resolveParams({ enhance: { method: 'clahe', clipLimit: 4 } }))).toBe(words);
  expect(withMethodTitles(MESSAGES, both)).not.toBe(words);
});
