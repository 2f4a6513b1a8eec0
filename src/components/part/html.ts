import { html as litHtml, noChange, type TemplateResult } from 'lit';
import { Directive, directive, PartType, type ChildPart, type DirectiveParameters, type Part } from 'lit/directive.js';

/**
 * A text whose place is looked at before it is changed. Translators put nodes of their own where a text was; Lit alone
 * would go on writing into the node that it made, which nobody sees any more.
 */
class ShownText extends Directive {
  private node: Text | null = null;
  private text = '';

  override render(text: string | number): unknown {
    return text;
  }

  override update(part: Part, [value]: DirectiveParameters<this>): unknown {
    return part.type === PartType.CHILD ? this.write(part, String(value)) : value;
  }

  private write(part: ChildPart, text: string): unknown {
    // What a translator made of the same text stays.
    if (this.node && text === this.text) return noChange;
    this.text = text;
    if (!this.node || part.startNode?.nextSibling !== this.node) return (this.node = document.createTextNode(text));
    this.node.data = text;
    return noChange;
  }
}

const shownText = directive(ShownText);

/** Lit's templates, with texts that stay true whatever a translator does to them: for everything that is rendered. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  const isText = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';
  return litHtml(strings, ...values.map((value) => (isText(value) ? shownText(value) : value)));
}
