// @ts-check

/** The languages, beside English, that the package has all texts in: src/messages has a file for each, `xray-lab/messages` an entry. */
export const LANGUAGES = ['de', 'es', 'fr', 'ja'];
