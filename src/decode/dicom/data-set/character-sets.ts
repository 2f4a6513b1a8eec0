/** Defined terms of (0008,0005), without what tells code extensions from single sets, that browsers read; of other sets ASCII is understood. */
const ENCODINGS: Readonly<Record<string, string>> = {
  '13': 'shift_jis',
  '58': 'gb18030',
  '87': 'iso-2022-jp',
  '101': 'iso-8859-2',
  '109': 'iso-8859-3',
  '110': 'iso-8859-4',
  '126': 'iso-8859-7',
  '127': 'iso-8859-6',
  '138': 'iso-8859-8',
  '144': 'iso-8859-5',
  '148': 'iso-8859-9',
  '149': 'euc-kr',
  '166': 'windows-874',
  '192': 'utf-8',
  '203': 'iso-8859-15',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

/** Sets that are switched to within a text (PS3.3, C.12.1.1.2); Korean and Chinese announce themselves, and are told by their bytes. */
const EXTENSIONS = ['87', '149', '58'];
const ANNOUNCEMENTS = /\x1b\$\)[AC]/g;

/**
 * Text in the character sets that a file names; what none of them explains is read as ISO 8859-1. Several sets within one text are read where
 * they are Japanese (IR 6, 14 and 87), Korean (IR 149) or Chinese (IR 58) beside ASCII; others but the first are not.
 */
export function textIn(value: Uint8Array, characterSets: readonly string[]): string {
  const sets = characterSets.map((set) => set.replace(/^ISO(_IR| 2022 IR) /, ''));
  const set = EXTENSIONS.find((extension) => sets.includes(extension)) ?? sets[0];
  const encoding = ENCODINGS[set];
  return encoding ? new TextDecoder(encoding).decode(value).replace(ANNOUNCEMENTS, '') : latin(value);
}

/** A byte, a character. */
export function latin(value: Uint8Array): string {
  let text = '';
  for (const code of value) text += String.fromCharCode(code);
  return text;
}
