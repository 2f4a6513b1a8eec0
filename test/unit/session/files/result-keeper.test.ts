import { describe, expect, it } from 'vitest';
import { grayRaster } from '../../../../src/image/raster-image.ts';
import type { PipelineParams } from '../../../../src/pipeline/params.ts';
import { FileTable } from '../../../../src/session/files/file-table.ts';
import { LiveImage } from '../../../../src/session/files/live-image.ts';
import { ResultKeeper } from '../../../../src/session/files/result-keeper.ts';
import { SteppedEngines } from '../../../support/stepped-engines.ts';
import { blur, png } from '../support/open-session.ts';

async function start() {
  const files = new FileTable(() => undefined);
  const { id } = files.add(png('a.png'), 'a.png');
  const keeper = new ResultKeeper(files);
  const engines = new SteppedEngines();
  const make = async (params: PipelineParams): Promise<LiveImage> => {
    const engine = await engines.create({ backend: 'cpu' });
    const pipeline = await engine.open(grayRaster(4, 1, Uint8Array.of(1, 0, 0, 0)));
    const live = new LiveImage(id, { pipeline, engine, fallback: null }, () => undefined);
    await live.update(params, new AbortController().signal);
    return live;
  };
  return { files, id, keeper, engines, make };
}

describe('images that leave the show', () => {
  it('are kept, then freed; until then their parameters are known', async () => {
    const { files, id, keeper, engines, make } = await start();
    keeper.keepAndFree(await make(blur(9)));
    expect([keeper.paramsOf(id), files.get(id)?.kept, engines.open]).toEqual([blur(9), null, [1]]);
    await keeper.settled(id);
    expect([keeper.paramsOf(id), files.get(id)?.kept?.computed.params, engines.open]).toEqual([null, blur(9), []]);
  });

  it('are kept in turn: the last that left is what stays', async () => {
    const { files, id, keeper, engines, make } = await start();
    const [first, second] = [await make(blur(7)), await make(blur(9))];
    const goOn = engines.holdReads();
    keeper.keepAndFree(first);
    await new Promise((resolve) => setTimeout(resolve));
    const order: (number | undefined)[] = [];
    const { patch } = files;
    files.patch = (...changes) => {
      order.push(changes[1].kept?.computed.params.blur.kernelSize);
      patch.apply(files, changes);
    };
    keeper.keepAndFree(second);
    // The second one could be read at once.
    const { read } = second.pipeline;
    second.pipeline.read = () => Promise.resolve(grayRaster(4, 1, Uint8Array.of(9, 9, 9, 9)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    second.pipeline.read = read;
    goOn();
    await keeper.allSettled();
    expect([order, files.get(id)?.kept?.computed.params, engines.open]).toEqual([[7, 9], blur(9), []]);
  });

  it('are not kept once more with the parameters that are kept already, nor unfinished, nor after all was cleared', async () => {
    const { files, id, keeper, engines, make } = await start();
    keeper.keepAndFree(await make(blur(9)));
    await keeper.settled(id);
    const kept = files.get(id)?.kept;
    keeper.keepAndFree(await make(blur(9)));
    await keeper.allSettled();
    expect([files.get(id)?.kept === kept, engines.open]).toEqual([true, []]);
    keeper.keepAndFree(await make(blur(11)));
    const done = keeper.settled(id);
    keeper.clear();
    await done;
    expect([files.get(id)?.kept === kept, engines.open]).toEqual([true, []]);
  });
});
