import { expect } from '@open-wc/testing';
import { GERMAN } from '../../../../src/messages/de.ts';
import { findAll, openLab, pngFile } from '../support/lab-fixture.ts';

describe('titles of images', () => {
  for (const messages of [{}, GERMAN])
    for (const width of [620, 1900]) {
      it(`are one line, the whole name where that fits, else the short one (${messages === GERMAN ? 'de' : 'en'}, ${width} px)`, async () => {
        const lab = await openLab({}, width);
        lab.messages = messages;
        lab.style.setProperty('--xray-stage-width', '150px');
        await lab.process(await pngFile('film.png'));
        await lab.updateComplete;
        const titles = findAll(lab, '.title');
        expect(titles).to.have.length(5);
        for (const title of titles) {
          const [short, whole] = [...title.children].map((child) => child.getBoundingClientRect());
          const { bottom, height, right } = title.getBoundingClientRect();
          expect(height).to.be.closeTo(16, 1);
          const text = title.textContent ?? '';
          // Its figure is called so, whatever is seen.
          expect(title.closest('figure')?.getAttribute('aria-label')).to.equal(text.trim());
          if (whole.top < bottom) {
            expect(whole.right, text).to.be.at.most(right + 1);
            expect(short.width, text).to.be.lessThan(1);
          } else expect(short.width, text).to.be.greaterThan(40);
        }
        // Of the longest there is room in a wide box only.
        const enhanced = titles[2].children[1].getBoundingClientRect();
        expect(enhanced.top < titles[2].getBoundingClientRect().bottom).to.equal(width === 1900);
      });
    }
});
