import { render } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';

class RenderedInto extends Directive {
  override render(node: HTMLElement, className: string, content: unknown): HTMLElement {
    node.className = className;
    render(content, node);
    return node;
  }
}

/**
 * `content` in `node`, which the caller keeps: in whichever template and place it is next, it keeps its state. Rendered
 * when its place is.
 */
export const renderedInto: (node: HTMLElement, className: string, content: unknown) => DirectiveResult =
  directive(RenderedInto);
