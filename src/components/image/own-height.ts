import type { LitElement } from 'lit';
import { SizeWatch } from '../part/size-watch.ts';

/** By rounding. */
const TOLERANCE = 1;

/**
 * Scrolls what the element holds inside it, where a page gives it less height than that needs, and has images, lists and sheets fitted
 * to that height. An element that is as high as what it holds is left alone: what stays in place there stays in the window.
 */
export class OwnHeight {
  constructor(private readonly host: LitElement) {
    const fit = (): void => this.fit();
    new SizeWatch(host, () => host, fit);
    new SizeWatch(host, () => this.content, fit);
  }

  private get content(): HTMLElement | null {
    return this.host.renderRoot.querySelector('.lab');
  }

  private fit(): void {
    const { content, host } = this;
    if (!content || host.clientHeight === 0) return;
    const { style, scrollTop } = content;
    // As high as it wants to be, for a moment.
    style.cssText = '';
    const room = host.clientHeight - content.offsetTop;
    if (content.offsetHeight <= room + TOLERANCE) return;
    style.cssText = `max-height:${room}px;overflow:auto;--_height:var(--xray-height,${room}px);--_foot:calc(-1*var(--_padding))`;
    content.scrollTop = scrollTop;
  }
}
