/**
 * Browsers that cannot adopt style sheets (Firefox before 101, Safari before 16.4) get the elements' styles in `<style>`,
 * which the page's policy allows with this nonce only. It keeps no secret, and need not: styles reach nothing but this
 * page's own files. Imported before the elements.
 */
(globalThis as { litNonce?: string }).litNonce = 'xray-lab';
