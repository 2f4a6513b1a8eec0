import type { HeaderFields } from '../../source/header-field.ts';
import { takeReading, type ByteSource } from '../data-set/byte-source.ts';
import { EXPLICIT_LITTLE } from '../data-set/encoding.ts';
import { InflatedBytes } from '../data-set/inflated-bytes.ts';
import { readFileMeta } from '../data-set/read-file.ts';
import { transferSyntaxOf } from '../layout/transfer-syntaxes.ts';
import { listFields } from './list-fields.ts';

const META_GROUP = 0x0002;

/** What a file's header says, for a person who asks; who the patient is, too. Throws `decode-failed`. */
export async function readInformation(file: ByteSource): Promise<HeaderFields> {
  const { meta, start, at, transferSyntax } = await takeReading(readFileMeta(file.size), file);
  const { encoding, deflated } = transferSyntaxOf(transferSyntax);
  const inMeta = meta
    ? await takeReading(listFields({ encoding: EXPLICIT_LITTLE, at: start, size: at, onlyGroup: META_GROUP }), file)
    : { fields: [] };
  const source = deflated ? new InflatedBytes(await file.read(at, file.size - at)) : file;
  const { fields, more } = await takeReading(
    listFields({ encoding, at: deflated ? 0 : at, size: source.size }),
    source,
  );
  return { fields: [...inMeta.fields, ...fields], more };
}
