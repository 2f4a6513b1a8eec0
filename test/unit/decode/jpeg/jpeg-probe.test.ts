import { expect, it } from 'vitest';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { forgetJpegProbe, probeJpeg } from '../../../../src/decode/jpeg/jpeg-probe.ts';

it('a missing part of xray-lab says nothing about the browser, and is asked for again with the next file', async () => {
  forgetJpegProbe();
  const missing = new XrayError('decode-failed', 'xray-lab could not be loaded as a whole.', {
    reason: 'part-missing',
  });
  const withoutDecoder = (): Promise<never> => Promise.reject(missing);
  await expect(probeJpeg(withoutDecoder)).rejects.toBe(missing);
  // Another failure of the decoder's is the browser's own.
  expect(await probeJpeg(() => Promise.reject(new Error('no pixels')))).toBe('hidden');
});
