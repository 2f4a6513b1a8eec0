import { expect, fixture, html } from '@open-wc/testing';
import JSZip from 'jszip';
import type { XrayImageDetails } from '../../../../src/components/stages/image-details.ts';
import { noise16 } from '../../../support/images.ts';
import { find, openLab, pngFile } from '../support/lab-fixture.ts';
import { MESSAGES } from '../../../../src/components/words/messages.ts';

interface ManifestImage {
  readonly name: string;
  readonly engine: string;
  readonly source: Record<string, unknown>;
}

async function openZip(blob: Blob): Promise<{ names: string[]; images: ManifestImage[] }> {
  const { files } = await JSZip.loadAsync(blob);
  const { images } = JSON.parse(await files['manifest.json'].async('string')) as { images: ManifestImage[] };
  return { names: Object.keys(files), images };
}

describe('what <xray-lab> knows of a file', () => {
  it('stands beside the images: its depth, when it is reduced', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('deep.png', noise16(20, 10, 1, 4)));
    await lab.updateComplete;
    expect(find(lab, '[part~="details"]').textContent).to.contain('16-bit gray, shown in 8');
  });

  for (const [colorType, bitDepth, words] of [
    ['gray', 8, '8-bit gray'],
    ['gray-alpha', 16, '16-bit gray with alpha, shown in 8'],
    ['rgb', 8, '8-bit colour'],
    ['rgba', 8, '8-bit colour with alpha'],
    ['palette', 4, '4-bit colour by palette'],
    ['cmyk', 8, '8-bit colour in CMYK'],
  ] as const) {
    it(`stands beside the images: ${words}`, async () => {
      const facts = { width: 2, height: 2, bitDepth, colorType };
      const entry = { id: 1, name: 'a.png', file: new Blob(), facts, source: null, kept: null };
      await openLab();
      const details = await fixture<XrayImageDetails>(
        html`<xray-image-details
          .words=${MESSAGES}
          .entry=${{ ...entry, state: { kind: 'waiting' } }}
        ></xray-image-details>`,
      );
      expect([...details.renderRoot.querySelectorAll('p')].map(({ textContent }) => textContent)).to.include(words);
    });
  }
});

describe('names of what <xray-lab> saves', () => {
  it('are the files’ own else, also for a naming that is none', async () => {
    const lab = await openLab({ naming: 'patient' });
    expect(lab.naming).to.equal('source');
    await lab.process(await pngFile('knee.png'));
    const { names } = await openZip(await lab.exportZip());
    expect(names).to.include('knee_edges.png');
  });
});
