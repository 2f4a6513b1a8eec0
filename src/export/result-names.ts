interface Limit {
  /** UTF-16 units. */
  readonly characters: number;
  /** In UTF-8: Linux file systems hold 255 a name, which a hundred ideographs would exceed. */
  readonly bytes: number;
}

const STEM_LIMIT: Limit = { characters: 100, bytes: 200 };
/** For an entry without its extension: room for a stem and `_grayscale`, say. */
const ENTRY_LIMIT: Limit = { characters: 140, bytes: 230 };

/** What becomes of a name of which nothing is left. */
const NAMELESS = 'image';

/** Characters Windows refuses in names. The path separators are gone before. */
const REFUSED = /[<>:"|?*/\\]/g;
/**
 * Control characters, lone surrogates and what reads differently from what it is: line separators, bidirectional
 * controls, zero-width spaces, byte order marks. Zero-width joiners stay: emoji and several scripts need them.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
/** Device names of Windows, which it finds before the first dot, whatever follows. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i;
/** White space and dots at either end: Windows drops them at the end, and a leading dot hides a file elsewhere. */
const ENDS = /^[\s.]+|[\s.]+$/g;

/** What every file system takes, and no rule below changes. */
const PLAIN = /^[\w-]([\w. -]*[\w-])?$/;

interface NameParts {
  readonly stem: string;
  /** With its dot, or ''. */
  readonly extension: string;
}

/** After what results are named: their source files, or the time, for files whose names carry a patient's. */
export type Naming = 'source' | 'timestamp';

export interface ResultNamesOptions {
  /** Default `source`. */
  naming?: Naming;
  /** Told in local time. */
  now?: Date;
  /** Which frame of each file, from 0, is meant: another than the first is told in its name, `<stem>_frame2` for 1. */
  frames?: readonly number[];
}

/** What a batch's results are called. */
export interface ResultNames {
  /** For each file, what `_grayscale.png` and so on are put behind; safe, and no two alike. */
  readonly stems: string[];
  /** For each file, what the manifest may call it: with `timestamp` the stem, so that no name gets out. */
  readonly listed: string[];
  /** The archive's file name. */
  readonly archive: string;
}

/**
 * Names for the results of `fileNames`, in their order. `source`: the files' own, in `<stem>_results.zip` or, for
 * several, `xray-lab_<time>_results.zip`. `timestamp`: `medical_YYYYMMDD_HHMMSS`, `…-2`, `…-3` and so on, in
 * `medical_YYYYMMDD_HHMMSS_results.zip`.
 */
export function resultNames(
  fileNames: readonly string[],
  { naming = 'source', now = new Date(), frames = [] }: ResultNamesOptions = {},
): ResultNames {
  if (naming === 'timestamp') {
    const first = `medical_${timestamp(now)}`;
    const stems = fileNames.map((_, i) => (i === 0 ? first : `${first}-${i + 1}`) + frameSuffix(frames[i]));
    return { stems, listed: stems, archive: `${first}_results.zip` };
  }
  const stems = uniqueStems(
    fileNames.map((name, i) => {
      const { stem, extension } = splitName(name);
      return frames[i] ? stem + frameSuffix(frames[i]) + extension : name;
    }),
  );
  const archive = stems.length === 1 ? `${stems[0]}_results.zip` : `xray-lab_${timestamp(now)}_results.zip`;
  return { stems, listed: [...fileNames], archive };
}

/** What the file of a stage, or of another `kind` of result, is called. */
export function resultFileName(stem: string, kind: string): string {
  return `${stem}_${kind}.png`;
}

/** Local time in a form that sorts and is safe in a file name: `20250131_140509`. */
export function timestamp(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}_${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}

/**
 * For each of `fileNames` the stem its results are named by: safe on every file system, at most 100 characters, NFC,
 * and different from all others without regard to case (`name`, `name-2`, `name-3`, …). The order is kept.
 */
export function uniqueStems(fileNames: readonly string[]): string[] {
  const stems = fileNames.map((name) => ({ stem: safeStem(splitName(name).stem, STEM_LIMIT), extension: '' }));
  return unique(stems, STEM_LIMIT, []);
}

/**
 * The names under which archive entries are stored: safe as stems are, with their extensions, unique without regard to
 * case, and none of `reserved`. Names that are so already stay as they are.
 */
export function uniqueEntryNames(names: readonly string[], reserved: readonly string[] = []): string[] {
  const parts = names.map((name) => {
    const { stem, extension } = splitName(name);
    const safeExtension = /^\.[a-z0-9]{1,10}$/i.test(extension) ? extension : '';
    const whole = safeExtension ? stem : stem + extension;
    return { stem: safeStem(whole, ENTRY_LIMIT), extension: safeExtension };
  });
  return unique(parts, ENTRY_LIMIT, reserved);
}

/** `name` with a number before its extension: `hand_edges-2.png`. */
export function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  const end = dot > 0 ? dot : name.length;
  return `${name.slice(0, end)}-${number}${name.slice(end)}`;
}

/** `stem` with a number, within the length of stems: `hand-2`. */
export function numberedStem(stem: string, number: number): string {
  const suffix = `-${number}`;
  return cut(stem, STEM_LIMIT, suffix.length) + suffix;
}

/** Finds free numbers for names that come again and again, thousands of times, without trying those given before. */
export class NextNumbers {
  private readonly next = new Map<string, number>();

  /** What `take` makes of the first number, from 2 on, that it does not refuse; none that it refused becomes free. */
  first(name: string, take: (number: number) => string | null): string {
    for (let n = this.next.get(name) ?? 2; ; n++) {
      const taken = take(n);
      if (taken === null) continue;
      this.next.set(name, n + 1);
      return taken;
    }
  }
}

function frameSuffix(frame = 0): string {
  return frame > 0 ? `_frame${frame + 1}` : '';
}

/** Without folders, of either kind of separator, and cut at the last dot. */
function splitName(name: string): NameParts {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const dot = last.lastIndexOf('.');
  return dot > 0 ? { stem: last.slice(0, dot), extension: last.slice(dot) } : { stem: last, extension: '' };
}

function safeStem(stem: string, limit: Limit): string {
  // Most are: nothing needs to be done to them but to look, which counts for thousands.
  if (PLAIN.test(stem) && stem.length <= limit.characters && !DEVICE.test(stem)) return stem;
  const clean = stem.normalize('NFC').replace(INVISIBLE, '').replace(REFUSED, '_').replace(ENDS, '');
  const harmless = DEVICE.test(clean) ? `_${clean}` : clean;
  return cut(harmless, limit) || NAMELESS;
}

/** The longest beginning that leaves `room` ASCII characters within `limit` and splits no surrogate pair. */
function cut(text: string, limit: Limit, room = 0): string {
  let length = 0;
  let bytes = 0;
  for (const character of text) {
    bytes += utf8Length(character);
    if (length + character.length + room > limit.characters || bytes + room > limit.bytes) break;
    length += character.length;
  }
  return text.slice(0, length).replace(ENDS, '');
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function unique(names: readonly NameParts[], limit: Limit, reserved: readonly string[]): string[] {
  const taken = new Set(reserved.map(foldCase));
  const wholes = names.map(({ stem, extension }) => foldCase(stem + extension));
  // A made-up `name-2` must not take the name that another file brought along.
  const given = new Set(wholes);
  const numbers = new NextNumbers();

  return names.map(({ stem, extension }, index) => {
    const whole = wholes[index];
    if (!taken.has(whole)) {
      taken.add(whole);
      return stem + extension;
    }
    return numbers.first(`${foldCase(stem)}/${extension}`, (n) => {
      const suffix = `-${n}`;
      const name = cut(stem, limit, suffix.length) + suffix + extension;
      const folded = foldCase(name);
      if (taken.has(folded) || given.has(folded)) return null;
      taken.add(folded);
      return name;
    });
  });
}

/** Equal for names that a case-insensitive file system takes for one. */
function foldCase(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase();
  return name.toUpperCase().toLowerCase().normalize('NFC');
}
