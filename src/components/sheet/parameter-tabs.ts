import type { PipelineParams } from '../../pipeline/params.ts';
import { STAGE_IDS, STAGES, type StageId } from '../../pipeline/standard-graph.ts';
import type { Tab } from './tab-list.ts';
import type { Messages } from '../words/messages.ts';

/** The tab of settings to start from. */
export const PRESETS = 'presets';

/** Settings to start from, and each stage that has parameters. */
export function tabsOf(words: Messages, groups: readonly (keyof PipelineParams)[]): Tab[] {
  const nameOf = (group: keyof PipelineParams): string => {
    const stage = group === 'window' ? null : stageOf(group);
    return stage ? words.stageNames[stage] : words.window.title;
  };
  return [{ id: PRESETS, name: words.preset }, ...groups.map((group) => ({ id: group, name: nameOf(group) }))];
}

/** The stage whose parameters are in the panel `id`. */
export function stageOf(id: string): StageId | null {
  return STAGE_IDS.find((stage) => STAGES[stage].params === id) ?? null;
}

/** The tab to begin with where the image of `seen` is in sight: its own, unless that is a window that is seldom wanted; else the `last`. */
export function tabAt(seen: StageId, groups: readonly (keyof PipelineParams)[], last: string): string {
  const own = groups.find((group) => group === STAGES[seen].params);
  return own && (own !== 'window' || own === groups[0]) ? own : last;
}

/** What the parameters of a group belong to is called, and good for. */
export function wordsOfGroup(
  { stages, window }: Messages,
  group: keyof PipelineParams,
): { readonly title: string; readonly purpose: string } {
  const stage = group === 'window' ? null : stageOf(group);
  return stage ? stages[stage] : window;
}
