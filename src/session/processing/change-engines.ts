import { unlessAborted, untilEnded } from '../../base/unless-aborted.ts';
import { isAbortError } from '../../base/xray-error.ts';
import type { ChosenEngines } from '../../engines/engine-choice.ts';
import { asXrayError } from '../as-xray-error.ts';
import type { FileTable } from '../files/file-table.ts';
import type { ResultKeeper } from '../files/result-keeper.ts';
import type { Notify } from '../notices.ts';
import type { Track } from '../work-count.ts';
import type { ShownImage } from './shown-image.ts';

/** What a change of engines needs of its surroundings. */
export interface EngineChangeNeeds {
  readonly chosen: Pick<ChosenEngines, 'change' | 'dispose' | 'used'>;
  readonly files: Pick<FileTable, 'size'>;
  readonly keeper: Pick<ResultKeeper, 'keepAll'>;
  readonly shown: Pick<ShownImage, 'entry' | 'live' | 'reopen'>;
  readonly track: Track;
  readonly notify: Notify;
}

/** What ends it. */
export interface EngineChangeSignals {
  /** The wait: an engine that comes up later is taken then. */
  readonly givenUp: AbortSignal;
  /** All of it. */
  readonly reset: AbortSignal;
}

/** Opens the image on show on the engine that is asked for now; without one, it stays where it is. Never rejects. */
export async function changeEngines(
  { chosen, files, keeper, shown, track, notify }: EngineChangeNeeds,
  { givenUp, reset }: EngineChangeSignals,
): Promise<void> {
  if (!chosen.used) return;
  if (files.size === 0) {
    chosen.dispose();
    return;
  }
  const change = async (): Promise<void> => {
    try {
      const isNew = await chosen.change(() => keeper.keepAll(() => shown.live));
      const { entry } = shown;
      if (isNew && !reset.aborted && entry?.state.kind === 'done') await track(shown.reopen(entry));
    } catch (error) {
      if (!isAbortError(error) && !reset.aborted) notify(asXrayError(error, ''));
    }
  };
  await untilEnded(track(unlessAborted(change(), givenUp)));
}
