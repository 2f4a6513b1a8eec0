// @ts-check

/** The code points by which WebDriver names keys that make no character (WebDriver 2, table of normalised keys). */
const NAMED_KEYS = /** @type {Record<string, string>} */ ({
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
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
  Meta: '\uE03D',
});

const BUTTONS = ['left', 'middle', 'right'];

/**
 * Keyboard and mouse by WebDriver's "Perform Actions", under the names that Playwright has for them. What is held down
 * stays so until it is let go.
 * @param {(actions: object[]) => Promise<void>} perform
 */
export function webDriverInput(perform) {
  /** @param {...object} actions */
  const key = (...actions) => perform([{ type: 'key', id: 'keyboard', actions }]);
  /** @param {...object} actions */
  const pointer = (...actions) => perform([{ type: 'pointer', id: 'mouse', actions }]);
  /** @param {string} name */
  const keyDown = (name) => ({ type: 'keyDown', value: keyValue(name) });
  /** @param {string} name */
  const keyUp = (name) => ({ type: 'keyUp', value: keyValue(name) });
  /** @param {number} x @param {number} y CSS pixels from the window's upper left corner */
  const move = (x, y) => ({ type: 'pointerMove', duration: 0, origin: 'viewport', x, y });
  /** @param {{ button?: string }} [options] */
  const button = ({ button = 'left' } = {}) => BUTTONS.indexOf(button);

  /** @param {number} x @param {number} y @param {{ button?: string }} [options] */
  const click = (x, y, options) => [
    move(x, y),
    { type: 'pointerDown', button: button(options) },
    { type: 'pointerUp', button: button(options) },
  ];

  let turned = 0;

  return {
    keyboard: {
      down: (/** @type {string} */ name) => key(keyDown(name)),
      up: (/** @type {string} */ name) => key(keyUp(name)),
      press: (/** @type {string} */ name) => key(keyDown(name), keyUp(name)),
      type: (/** @type {string} */ text) => key(...[...text].flatMap((name) => [keyDown(name), keyUp(name)])),
    },
    mouse: {
      move: (/** @type {number} */ x, /** @type {number} */ y) => pointer(move(x, y)),
      down: (/** @type {{ button?: string }} */ options) => pointer({ type: 'pointerDown', button: button(options) }),
      up: (/** @type {{ button?: string }} */ options) => pointer({ type: 'pointerUp', button: button(options) }),
      click: (/** @type {number} */ x, /** @type {number} */ y, /** @type {{ button?: string }} */ options) =>
        pointer(...click(x, y, options)),
      doubleClick: (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ button) =>
        pointer(...click(x, y, { button }), ...click(x, y, { button })),
      wheel: async (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ deltaY) => {
        // WebKitGTK's driver turns the wheel by what a turn differs from the one before.
        turned += deltaY;
        await perform([
          {
            type: 'wheel',
            id: 'wheel',
            actions: [{ type: 'scroll', origin: 'viewport', duration: 0, x, y, deltaX: 0, deltaY: turned }],
          },
        ]);
      },
    },
  };
}

/** @param {string} key */
function keyValue(key) {
  const value = NAMED_KEYS[key] ?? key;
  if ([...value].length !== 1) throw new Error(`The key "${key}" is not known to the WebDriver launcher.`);
  return value;
}
