import { DICOM_MARK, elementsSyntax, META_GROUP } from '../../source/dicom-mark.ts';
import { damagedError } from '../../source/decode-errors.ts';
import type { DataSet } from './data-set.ts';
import { walkElements, type ReadDataSet, type Reading } from './element-walk.ts';
import { EXPLICIT_BIG, EXPLICIT_LITTLE, IMPLICIT_LITTLE, type Encoding } from './encoding.ts';
import { TAG } from './tags.ts';

/** What the file says about its data set (PS3.10, 7.1). */
export interface FileMeta {
  readonly meta: DataSet | null;
  /** Where it begins, and where the data set does. */
  readonly start: number;
  readonly at: number;
  /** Its UID; where the file has none, that of how the data set is written. */
  readonly transferSyntax: string;
}

const MARK_END = 132;
/** What a first element is recognised by. */
const HEAD = 8;

/**
 * Reads the file meta information, where there is any. Its group length may be wrong: it ends where another group begins. Throws
 * `decode-failed`.
 */
export function* readFileMeta(size: number): Reading<FileMeta> {
  const head = yield { at: 0, length: MARK_END + HEAD };
  const isMarked = DICOM_MARK.bytes.every((byte, i) => head[DICOM_MARK.at + i] === byte);
  const start = isMarked ? MARK_END : 0;
  const syntax = elementsSyntax(head.subarray(start), size - start);
  if (syntax === null) throw damagedError();
  if (head[start] !== META_GROUP) return { meta: null, start, at: start, transferSyntax: syntax };
  const { dataSet: meta, end } = yield* walkElements({
    encoding: EXPLICIT_LITTLE,
    at: start,
    size,
    frame: 0,
    onlyGroup: META_GROUP,
  });
  // PS3.5, 10.1: the default.
  return { meta, start, at: end, transferSyntax: meta.text(TAG.transferSyntax) || '1.2.840.10008.1.2' };
}

/** The data set behind it, up to its image. */
export function readDataSet(at: number, size: number, encoding: Encoding, frame: number): Reading<ReadDataSet> {
  return walkElements({ encoding, at, size, frame });
}

/** How the data set of a transfer syntax is written: all but three have explicit VRs, the low byte first. */
export function encodingOf(transferSyntax: string): Encoding {
  if (transferSyntax === '1.2.840.10008.1.2') return IMPLICIT_LITTLE;
  return transferSyntax === '1.2.840.10008.1.2.2' ? EXPLICIT_BIG : EXPLICIT_LITTLE;
}
