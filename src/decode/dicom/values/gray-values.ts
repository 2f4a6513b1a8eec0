import { fullRange, type LookupTable, type SampleValues } from '../../../image/sample-values.ts';
import type { DataSet } from '../data-set/data-set.ts';
import { TAG } from '../data-set/tags.ts';
import type { PixelLayout } from '../layout/pixel-layout.ts';
import { lookupTable } from './lookup-table.ts';
import { pixelAspect, pixelSpacing } from './pixel-spacing.ts';
import { rangePresets, tablePresets, windowPresets } from './presets.ts';

/** X-ray angiography and fluoroscopy, plain and enhanced: the beginning of their SOP classes. */
const ANGIOGRAPHY = '1.2.840.10008.5.1.4.1.1.12.';

/** Where the attributes of a frame stand: in its own groups, in those of all frames, or at the top (PS3.3, C.7.6.16). */
interface FrameAttributes {
  readonly voi: DataSet;
  readonly transformation: DataSet;
  readonly measures: DataSet | undefined;
}

/** What the samples of a frame mean, whatever kind of image it is. */
export function commonValues(
  dataSet: DataSet,
  { bitsStored, signed, photometric, frames }: PixelLayout,
  transferSyntax: string,
  frame: number,
): SampleValues {
  const spacing = pixelSpacing(dataSet, attributesOf(dataSet).measures);
  const aspect = pixelAspect(dataSet, spacing);
  const burnedIn = dataSet.text(TAG.burnedInAnnotation).toUpperCase();
  return {
    bitsStored,
    bias: signed ? 2 ** (bitsStored - 1) : 0,
    slope: 1,
    intercept: 0,
    inverted: false,
    presets: [],
    frames,
    frame,
    ...(spacing && { spacing }),
    ...(aspect !== undefined && { pixelAspect: aspect }),
    transferSyntax,
    photometric,
    ...((burnedIn === 'YES' || burnedIn === 'NO') && { burnedIn: burnedIn === 'YES' }),
  };
}

/**
 * The same of a grayscale frame: the modality's table or rescale, polarity, padding, and the ways to show it, the default in front.
 * @param lookAt which samples are there, looked at where it is wanted
 * @param wantsAll else what stands behind the default may be missing
 */
export function grayValues(
  dataSet: DataSet,
  layout: PixelLayout,
  common: SampleValues,
  lookAt: () => ArrayLike<number>,
  wantsAll: boolean,
): SampleValues {
  const { signed } = layout;
  const { voi, transformation } = attributesOf(dataSet);
  const table = modalityTable(dataSet, signed);
  const slope = transformation.decimal(TAG.rescaleSlope);
  const intercept = transformation.decimal(TAG.rescaleIntercept);
  const unit = (table ? dataSet.items(TAG.modalityLuts)[0] : transformation).text(
    table ? TAG.modalityLutType : TAG.rescaleType,
  );
  const padding = paddingOf(dataSet, signed);
  const values: SampleValues = {
    ...common,
    // Zero means nothing.
    slope: table ? 1 : slope || 1,
    intercept: table ? 0 : (intercept ?? 0),
    ...(table && { modality: table }),
    // Unspecified.
    ...(unit !== '' && unit !== 'US' && { unit }),
    inverted: isInverted(dataSet, layout),
    ...(padding && { padding }),
  };
  const characterSet = dataSet.text(TAG.characterSet).toUpperCase();
  const offered = [
    ...windowPresets(voi, characterSet),
    ...tablePresets(voi, signed || fullRange(values).from < 0, characterSet),
  ];
  const asTheyAre = layout.bitsStored <= 8 && !table && slope === null && intercept === null;
  const seen = wantsAll || (offered.length === 0 && !asTheyAre) ? lookAt() : null;
  return { ...values, presets: [...offered, ...rangePresets(values, asTheyAre, seen)] };
}

function attributesOf(dataSet: DataSet): FrameAttributes {
  const groups = [...dataSet.items(TAG.perFrameGroups), ...dataSet.items(TAG.sharedGroups)];
  const group = (tag: number): DataSet | undefined => groups.flatMap((item) => item.items(tag)).at(0);
  return {
    voi: group(TAG.frameVoiLuts) ?? dataSet,
    transformation: group(TAG.pixelValueTransformations) ?? dataSet,
    measures: group(TAG.pixelMeasures),
  };
}

/**
 * Null where there is none. That of angiography whose values are logarithms, or made to be looked at, leads back to intensities, and is not
 * for showing them (C.8.7.1.1.2).
 */
function modalityTable(dataSet: DataSet, signed: boolean): LookupTable | null {
  const relationship = dataSet.text(TAG.pixelIntensityRelationship).toUpperCase();
  const leadsBack = relationship === 'LOG' || relationship === 'DISP';
  if (leadsBack && dataSet.text(TAG.sopClass).startsWith(ANGIOGRAPHY)) return null;
  const [item] = dataSet.items(TAG.modalityLuts);
  return item ? lookupTable(item, signed) : null;
}

/** Presentation LUT Shape says the same thing as the photometric interpretation, or something else, and is then obeyed. */
function isInverted(dataSet: DataSet, { photometric }: PixelLayout): boolean {
  const shape = dataSet.text(TAG.presentationLutShape).toUpperCase();
  if (shape === 'IDENTITY' || shape === 'INVERSE') return shape === 'INVERSE';
  return photometric === 'MONOCHROME1';
}

/** C.7.5.1.1.2: one value, or all between two. */
function paddingOf(dataSet: DataSet, signed: boolean): SampleValues['padding'] | null {
  const value = dataSet.signedWord(TAG.pixelPadding, signed);
  if (value === null) return null;
  const limit = dataSet.signedWord(TAG.pixelPaddingLimit, signed) ?? value;
  return { from: Math.min(value, limit), to: Math.max(value, limit) };
}
