import { css } from 'lit';

/*
 * Neutral grays without a tint, because colour beside a radiograph changes how its grays are seen; one accent for what
 * can be acted on and one warning colour. A host page overrides the `--xray-*` names; the code reads the `--_` ones.
 */
const light = css`
  color-scheme: light;
  --_ground: var(--xray-ground, #ffffff);
  --_surface: var(--xray-surface, #f6f6f6);
  --_raised: var(--xray-raised, #ffffff);
  --_line: var(--xray-line, #dedede);
  --_control-line: var(--xray-control-line, #8a8a8a);
  --_text: var(--xray-text, #171717);
  --_muted: var(--xray-muted, #5a5a5a);
  --_accent: var(--xray-accent, #1b5fae);
  --_on-accent: var(--xray-on-accent, #ffffff);
  --_warning: var(--xray-warning, #8f4a00);
  --_shade: rgba(0, 0, 0, 0.06);
  --_shadow: 0 -2px 16px rgba(0, 0, 0, 0.12);
`;

const dark = css`
  color-scheme: dark;
  --_ground: var(--xray-ground, #0f0f0f);
  --_surface: var(--xray-surface, #171717);
  --_raised: var(--xray-raised, #1f1f1f);
  --_line: var(--xray-line, #2d2d2d);
  --_control-line: var(--xray-control-line, #707070);
  --_text: var(--xray-text, #ececec);
  --_muted: var(--xray-muted, #a6a6a6);
  --_accent: var(--xray-accent, #8db8ea);
  --_on-accent: var(--xray-on-accent, #101010);
  --_warning: var(--xray-warning, #eab060);
  --_shade: rgba(255, 255, 255, 0.07);
  --_shadow: 0 -2px 16px rgba(0, 0, 0, 0.6);
`;

/** The element's design tokens, set on its host and inherited by all parts. */
export const tokens = css`
  :host {
    /* What a page says of its text is not meant for the element; whether it is there for eye and hand is. */
    all: initial;
    visibility: inherit;
    pointer-events: inherit;
    -webkit-text-size-adjust: inherit;
    ${light}
    --_radius: var(--xray-radius, 6px);
    --_radius-large: calc(var(--_radius) + 2px);
    --_motion: 160ms ease-out;
    /* Grows with the text size that the reader has set; a page with small root text does not make it smaller. */
    --_unit: max(1px, 0.0625rem);
    --_tiny: calc(12 * var(--_unit));
    --_small: calc(13 * var(--_unit));
    --_normal: calc(14 * var(--_unit));
    --_field: calc(16 * var(--_unit));
    --_large: calc(18 * var(--_unit));
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${dark}
    }
  }
  :host([theme='dark']) {
    ${dark}
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0s;
    }
  }
  /* Paper is white, whatever the theme; browsers leave out dark grounds, and light text stays. */
  @media print {
    :host([theme]),
    :host(:not([theme])) {
      color-scheme: light;
      --_ground: #ffffff;
      --_surface: #ffffff;
      --_line: #dedede;
      --_control-line: #8a8a8a;
      --_text: #171717;
      --_muted: #5a5a5a;
      --_accent: #1b5fae;
      --_warning: #8f4a00;
    }
  }
`;
