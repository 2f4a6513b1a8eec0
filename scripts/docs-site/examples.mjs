// @ts-check

/**
 * What the documentation shows of each part of the element's API, to be run and changed there: HTML, with `<style>` and
 * `<script>` where those are what it is about. Parameters of the pipeline that have none here are shown with VALUES.
 */

export const FILM = 'samples/hand.png';

/** Values that show what an attribute does; flags need none. `attributes`: what else has to be there for it to be seen. */
/** @type {Record<string, { value: string; attributes?: string; film?: boolean }>} */
export const VALUES = {
  src: { value: 'samples/chest.png', film: false },
  sample: { value: 'samples/chest.png samples/hand.png', film: false },
  backend: { value: 'cpu' },
  'max-file-size': { value: '100000' },
  'max-pixels': { value: '200000' },
  accept: { value: 'image/png', film: false },
  'auto-save': { value: '', attributes: 'sample="samples/hand.png"', film: false },
  manual: { value: '', film: false, attributes: 'sample="samples/hand.png"' },
  naming: { value: 'timestamp' },
  name: { value: 'results' },
  required: { value: '', attributes: 'name="results"', film: false },
  theme: { value: 'dark' },
  wheel: { value: 'none' },
  'window-source': { value: 'extent' },
  'window-preset': { value: '1', attributes: 'window-source="preset"' },
  'window-center': { value: '90', attributes: 'window-source="manual" window-width="120"' },
  'window-width': { value: '60', attributes: 'window-source="manual" window-center="90"' },
  'window-function': { value: 'sigmoid', attributes: 'window-source="manual" window-center="90" window-width="120"' },
  'enhance-method': { value: 'clahe' },
  'clahe-clip': { value: '8', attributes: 'enhance-method="clahe"' },
  'clahe-columns': { value: '2', attributes: 'enhance-method="clahe"' },
  'clahe-rows': { value: '16', attributes: 'enhance-method="clahe"' },
  'blur-method': { value: 'median' },
  'blur-size': { value: '15' },
  'blur-sigma': { value: '6', attributes: 'blur-size="21"' },
  'canny-low': { value: '20' },
  'canny-high': { value: '400' },
  'canny-thresholds': { value: 'auto' },
  'canny-share': { value: '0.15', attributes: 'canny-thresholds="auto"' },
  'canny-aperture': { value: '5', attributes: 'canny-low="1500" canny-high="3000"' },
};

/** @param {string} attributes */
const tag = (attributes) => `<xray-lab ${attributes}></xray-lab>`;

/** @param {{ name: string; type: { text: string } }} attribute @returns {string | null} null where nobody has said what to show */
export function attributeExample({ name, type }) {
  const of = VALUES[name];
  if (!of && type.text !== 'boolean') return null;
  const film = of?.film === false ? '' : `src="${FILM}" `;
  const more = of?.attributes ? `${of.attributes} ` : '';
  return tag(`${film}${more}${name}${of?.value ? `="${of.value}"` : ''}`);
}

/** @param {string} statements @param {string} [attributes] */
export function script(statements, attributes = `src="${FILM}"`) {
  const lines = ["const lab = document.querySelector('xray-lab');", ...statements.split('\n')];
  return `${tag(attributes)}\n<script type="module">\n${lines.map((line) => `  ${line}`).join('\n')}\n</script>`;
}

const when = (/** @type {string} */ statement) => `lab.addEventListener('xray-results', () => ${statement});`;

const whenMeasured = (/** @type {string} */ statement, event = '()') =>
  `// Open an image, choose "Length" and press twice in the image.\nlab.addEventListener('xray-measure', ${event} => ${statement});`;

/** @type {Record<string, string>} */
export const PROPERTIES = {
  results: script(when('show(lab.results.length, lab.results[0].name)')),
  busy: script(`show(lab.busy);\n${when('show(lab.busy)')}`),
  backendInUse: script(when('show(lab.backendInUse)')),
  messages: script("lab.messages = { reset: 'Start over', stages: { edges: { title: 'Outlines' } } };"),
  keys: script(
    "// Press F for full screen no longer, but X; ? shows all.\nlab.keys = { 'full-screen': 'x', invert: null };",
  ),
  params: script(
    "lab.addEventListener('xray-results', () => show(lab.params));\nlab.params = { ...lab.params, blur: { ...lab.params.blur, kernelSize: 11 } };",
  ),
  limits: script('show(lab.limits);', ''),
  measurements: script(whenMeasured('show(lab.measurements)')),
  form: script('show(lab.form === null);', 'name="results"'),
  validity: script('show(lab.validity.valueMissing);', 'name="results" required'),
  validationMessage: script('show(lab.validationMessage);', 'name="results" required'),
  willValidate: script('show(lab.willValidate);', 'name="results"'),
};

/** @type {Record<string, string>} */
export const METHODS = {
  process: script(`await lab.process(['${FILM}', 'samples/chest.png']);\nshow(lab.results.length);`, ''),
  exportZip: script(`await lab.process('${FILM}');\nconst zip = await lab.exportZip();\nshow(zip.type, zip.size);`, ''),
  showFrame: script(`await lab.process('${FILM}');\nawait lab.showFrame(0);\nshow(lab.results[0].name);`, ''),
  reset: script(`await lab.process('${FILM}');\nlab.reset();\nshow(lab.results.length);`, ''),
  checkValidity: script('show(lab.checkValidity());', 'name="results" required'),
  reportValidity: script('show(lab.reportValidity());', 'name="results" required'),
};

/** @type {Record<string, string>} */
export const EVENTS = {
  'xray-load': script("lab.addEventListener('xray-load', (event) => show(event.detail));"),
  'xray-progress': script(
    "lab.addEventListener('xray-progress', (event) => show(event.detail.done, event.detail.total));",
  ),
  'xray-results': script(
    "lab.addEventListener('xray-results', (event) => show(event.detail.result.name, event.detail.result.params));",
  ),
  'xray-change': script(
    "// Move a slider.\nlab.addEventListener('xray-change', (event) => show(event.detail.name, event.detail.params));",
  ),
  'xray-measure': script(whenMeasured('show(event.detail.measured)', '(event)')),
  'xray-divider': script(
    '// Open an image, choose "With a divider" and drag it.\nlab.addEventListener(\'xray-divider\', (event) => show(event.detail.position, event.detail.direction));',
  ),
  'xray-error': script(
    "lab.addEventListener('xray-error', (event) => show(event.detail.code, event.detail.message));",
    `src="${FILM}" max-file-size="1000"`,
  ),
  'xray-before-export': script(
    '// Press "Save" or "Download Results (ZIP)": nothing is downloaded.\nlab.addEventListener(\'xray-before-export\', (event) => {\n  event.preventDefault();\n  show(event.detail.kind, event.detail.name);\n});',
  ),
  'xray-export': script(
    "lab.addEventListener('xray-export', (event) => show(event.detail.kind, event.detail.name));\nlab.addEventListener('xray-results', () => lab.exportZip());",
  ),
};

/** @type {Record<string, string>} */
export const SLOTS = {
  empty: '<xray-lab>\n  <p slot="empty">Films of the course are in the folder of week 3.</p>\n</xray-lab>',
  header: `<xray-lab src="${FILM}">\n  <h1 slot="header">Week 3</h1>\n</xray-lab>`,
  toolbar: `<xray-lab src="${FILM}">\n  <a slot="toolbar" href="#slots">Help</a>\n</xray-lab>`,
  footer: `<xray-lab src="${FILM}">\n  <p slot="footer">Questions: ask in the seminar.</p>\n</xray-lab>`,
};

/** @param {string} rule @param {string} [attributes] */
const styled = (rule, attributes = `src="${FILM}"`) => `<style>\n  ${rule}\n</style>\n${tag(attributes)}`;

/** What has to be there for a part to be seen. @type {Record<string, string>} */
const PART_NEEDS = { 'drop-area': '', error: `src="${FILM}" max-file-size="1000"` };

/** @param {string} name */
export const partExample = (name) =>
  styled(
    `xray-lab::part(${name}) {\n    outline: 3px solid #d1278f;\n    outline-offset: -3px;\n  }`,
    PART_NEEDS[name],
  );

/** @type {Record<string, string>} */
const PROPERTY_VALUES = {
  '--xray-font': 'Georgia, serif',
  '--xray-radius': '0',
  '--xray-padding': '40px',
  '--xray-max-width': '480px',
  '--xray-height': '500px',
  '--xray-empty-height': '560px',
  '--xray-stage-width': '160px',
};
const WARNING = { '--xray-warning': `src="${FILM}" max-file-size="1000"`, '--xray-empty-height': '' };

/** @param {string} name of a custom property: of a colour, unless it says otherwise */
export const customPropertyExample = (name) =>
  styled(
    `xray-lab {\n    ${name}: ${PROPERTY_VALUES[name] ?? '#d1278f'};\n  }`,
    /** @type {Record<string, string>} */ (WARNING)[name],
  );
