// @ts-check

/**
 * The oldest browsers served are Chrome and Edge 90, Firefox 88 and Safari 14, as esbuild calls them. For Chrome 90 every
 * `?.` would be rewritten, because calls with a spread after one fail there (`a?.(...b)`); a test looks for those instead.
 */
export const OLDEST_BROWSERS = ['chrome91', 'edge91', 'firefox88', 'safari14'];
