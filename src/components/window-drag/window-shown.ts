import type { SampleValues } from '../../image/sample-values.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { withWindowShown } from '../parameters/window-group.ts';
import type { Messages } from '../words/messages.ts';

/** Centre and width of the window that is looked through, by its name; nothing where there is none, or a picture is shown as it is. */
export function windowShown(
  words: Messages,
  params: PipelineParams,
  values: SampleValues | null,
): Readonly<Record<string, string>> {
  if (!values || (values.bitsStored <= 8 && params.window.source !== 'manual')) return {};
  const { center, width } = withWindowShown(params, values).window;
  return { [words.window.title]: `${words.sampleValue(center, '')} / ${words.sampleValue(width, values.unit ?? '')}` };
}
