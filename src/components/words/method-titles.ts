import type { PipelineParams } from '../../pipeline/params.ts';
import type { Messages } from './messages.ts';

/** By the words they are made of and by what is chosen: the same words as long as it is the same, so that nothing is rendered anew. */
const made = new WeakMap<Messages, Map<string, Messages>>();

/** `words` with stages called by the methods that they are computed by, where these are not the default ones. */
export function withMethodTitles(words: Messages, { enhance, blur }: PipelineParams): Messages {
  const titles: Readonly<Record<string, string>> = words.methodTitles;
  const enhanced = titles[enhance.method];
  const blurred = titles[blur.method];
  if (!enhanced && !blurred) return words;
  const known = made.get(words) ?? new Map<string, Messages>();
  made.set(words, known);
  const key = `${enhanced} ${blurred}`;
  const { stages } = words;
  const changed = known.get(key) ?? {
    ...words,
    stages: {
      ...stages,
      ...(enhanced && { enhanced: { ...stages.enhanced, title: enhanced } }),
      ...(blurred && { blurred: { ...stages.blurred, title: blurred } }),
    },
  };
  known.set(key, changed);
  return changed;
}
