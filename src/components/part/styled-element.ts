import { adoptStyles, LitElement, supportsAdoptingStyleSheets, type CSSResult, type CSSResultOrNative } from 'lit';

/** Sheets for other documents than the script's, each document's own: sheets cannot be shared among documents. */
const SHEETS = new WeakMap<Document, Map<CSSResultOrNative, CSSStyleSheet>>();

/** An element that keeps its styles in whatever document it comes to: in a window of its own, in a frame, and back. */
export class StyledElement extends LitElement {
  /** As Lit does it, which knows of one document. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const { shadowRootOptions, elementStyles } = this.constructor as typeof StyledElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    dress(root, elementStyles);
    // Where styles are elements, they stand first.
    this.renderOptions.renderBefore ??= root.firstChild;
    return root;
  }

  /** @internal Called by the browser: another document has taken the element, and none of the sheets. */
  adoptedCallback(): void {
    const { elementStyles } = this.constructor as typeof StyledElement;
    if (this.shadowRoot && supportsAdoptingStyleSheets) dress(this.shadowRoot, elementStyles);
  }
}

function dress(root: ShadowRoot, styles: CSSResultOrNative[]): void {
  const { ownerDocument } = root;
  if (ownerDocument === document || !supportsAdoptingStyleSheets) {
    adoptStyles(root, styles);
    return;
  }
  const view = ownerDocument.defaultView;
  // A document without a window shows nothing.
  if (!view) return;
  const sheets = SHEETS.get(ownerDocument) ?? new Map<CSSResultOrNative, CSSStyleSheet>();
  SHEETS.set(ownerDocument, sheets);
  root.adoptedStyleSheets = styles.map((style) => {
    const sheet = sheets.get(style) ?? sheetOf(style as CSSResult, view);
    sheets.set(style, sheet);
    return sheet;
  });
}

function sheetOf({ cssText }: CSSResult, view: Window & typeof globalThis): CSSStyleSheet {
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(cssText);
  return sheet;
}
