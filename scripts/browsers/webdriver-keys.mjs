// @ts-check

/** The code points by which WebDriver names keys that make no character (WebDriver 2, table of normalised keys). */
const NAMED_KEYS = /** @type {Record<string, string>} */ ({
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  ' ': '\uE00D',
  Space: '\uE00D',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
});

/** What "Perform Actions" takes to press keys one after the other. @param {readonly string[]} keys */
export function keyActions(keys) {
  const actions = keys.map(keyValue).flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })));
  return [{ type: 'key', id: 'keyboard', actions }];
}

/** @param {string} key */
function keyValue(key) {
  const value = NAMED_KEYS[key] ?? key;
  if ([...value].length !== 1) throw new Error(`The key "${key}" is not known to the WebDriver launcher.`);
  return value;
}
