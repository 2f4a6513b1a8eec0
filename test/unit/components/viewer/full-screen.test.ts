import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { describe, expect, it } from 'vitest';
import { FullScreen } from '../../../../src/components/viewer/full-screen.ts';

/** A page that gives the screen, refuses it, or knows nothing of it; answers come when the test says so. */
class FakePage extends EventTarget {
  whole: object | null = null;
  exits = 0;
  private asked: { element: object; answer: (given: boolean) => void } | null = null;
  constructor(readonly fullscreenEnabled: boolean | undefined) {
    super();
  }

  ask(element: object): Promise<void> {
    return new Promise((resolve, reject) => {
      this.asked = { element, answer: (given) => (given ? resolve() : reject(new TypeError('Not allowed'))) };
    });
  }

  answer(given: boolean): void {
    const { asked } = this;
    if (given) this.become(asked?.element ?? null);
    asked?.answer(given);
  }

  exitFullscreen(): Promise<void> {
    this.exits++;
    this.become(null);
    return Promise.resolve();
  }

  /** By the browser. */
  become(whole: object | null): void {
    this.whole = whole;
    this.dispatchEvent(new Event('fullscreenchange'));
  }

  get wasAsked(): boolean {
    return this.asked !== null;
  }
}

function open(fullscreenEnabled: boolean | undefined): { page: FakePage; full: FullScreen; attribute: () => boolean } {
  const page = new FakePage(fullscreenEnabled);
  const lab = {
    requestFullscreen: () => page.ask(lab),
    matches: () => page.whole === lab,
  };
  let attribute = false;
  const viewer = {
    ownerDocument: page,
    getRootNode: () => ({ host: lab }),
    toggleAttribute: (_name: string, on: boolean) => (attribute = on),
    requestUpdate: () => undefined,
    addController: (controller: ReactiveController) => controller.hostConnected?.(),
  };
  const full = new FullScreen(viewer as unknown as ReactiveControllerHost & HTMLElement);
  return { page, full, attribute: () => attribute };
}

describe('a viewer that takes all the screen', () => {
  it('has the whole element shown there, and gives it back', () => {
    const { page, full, attribute } = open(true);
    full.toggle();
    page.answer(true);
    expect([full.on, attribute(), page.whole !== null]).toEqual([true, true, true]);
    full.toggle();
    expect([full.on, attribute(), page.whole, page.exits]).toEqual([false, false, null, 1]);
  });

  it('has all of the window where that is refused, or cannot be', () => {
    const refused = open(true);
    refused.full.enter();
    refused.page.answer(false);
    const unknown = open(undefined);
    unknown.full.enter();
    for (const { full, page, attribute } of [refused, unknown]) {
      expect([full.on, attribute()]).toEqual([true, true]);
      full.leave();
      expect([full.on, attribute(), page.exits]).toEqual([false, false, 0]);
    }
    expect(unknown.page.wasAsked).toBe(false);
  });

  it('is over when the browser ends it, as at Escape', () => {
    const { page, full, attribute } = open(true);
    full.enter();
    page.answer(true);
    page.become(null);
    expect([full.on, attribute(), page.exits]).toEqual([false, false, 0]);
  });

  it('does not come back when it was left before the browser answered', () => {
    const { page, full } = open(true);
    full.enter();
    full.leave();
    page.answer(true);
    expect([full.on, page.whole, page.exits]).toEqual([false, null, 1]);
  });

  it('lets another element’s full screen be', () => {
    const { page, full } = open(true);
    page.become({});
    page.become(null);
    expect([full.on, page.exits]).toEqual([false, 0]);
  });

  it('gives the screen back when the viewer is removed', () => {
    const { page, full } = open(true);
    full.enter();
    page.answer(true);
    full.hostDisconnected();
    expect([full.on, page.whole, page.exits]).toEqual([false, null, 1]);
  });
});
