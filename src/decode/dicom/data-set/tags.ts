/** Elements that are read, by group and number (PS3.6). None of them says who the patient is. */
export const TAG = {
  sopClassInMeta: 0x0002_0002,
  transferSyntax: 0x0002_0010,
  characterSet: 0x0008_0005,
  sopClass: 0x0008_0016,
  magnification: 0x0018_1114,
  imagerPixelSpacing: 0x0018_1164,
  nominalScannedPixelSpacing: 0x0018_2010,
  samplesPerPixel: 0x0028_0002,
  photometricInterpretation: 0x0028_0004,
  planarConfiguration: 0x0028_0006,
  numberOfFrames: 0x0028_0008,
  rows: 0x0028_0010,
  columns: 0x0028_0011,
  pixelSpacing: 0x0028_0030,
  pixelAspectRatio: 0x0028_0034,
  bitsAllocated: 0x0028_0100,
  bitsStored: 0x0028_0101,
  highBit: 0x0028_0102,
  pixelRepresentation: 0x0028_0103,
  pixelPadding: 0x0028_0120,
  pixelPaddingLimit: 0x0028_0121,
  burnedInAnnotation: 0x0028_0301,
  spacingCalibration: 0x0028_0a02,
  pixelIntensityRelationship: 0x0028_1040,
  windowCenter: 0x0028_1050,
  windowWidth: 0x0028_1051,
  rescaleIntercept: 0x0028_1052,
  rescaleSlope: 0x0028_1053,
  rescaleType: 0x0028_1054,
  windowExplanation: 0x0028_1055,
  voiLutFunction: 0x0028_1056,
  /** Of red; green and blue have the next two numbers. */
  paletteDescriptor: 0x0028_1101,
  paletteData: 0x0028_1201,
  segmentedPaletteData: 0x0028_1221,
  modalityLuts: 0x0028_3000,
  lutDescriptor: 0x0028_3002,
  lutExplanation: 0x0028_3003,
  modalityLutType: 0x0028_3004,
  lutData: 0x0028_3006,
  voiLuts: 0x0028_3010,
  pixelMeasures: 0x0028_9110,
  frameVoiLuts: 0x0028_9132,
  pixelValueTransformations: 0x0028_9145,
  presentationLutShape: 0x2050_0020,
  sharedGroups: 0x5200_9229,
  perFrameGroups: 0x5200_9230,
  extendedOffsets: 0x7fe0_0001,
  extendedLengths: 0x7fe0_0002,
} as const;

/** Where the image lies: integers, and numbers with a point. */
export const PIXEL_DATA = 0x7fe0_0010;
export const FLOAT_PIXEL_DATA: readonly number[] = [0x7fe0_0008, 0x7fe0_0009];

/** What structures sequences (PS3.5, 7.5). */
export const ITEM = 0xfffe_e000;
export const ITEM_END = 0xfffe_e00d;
export const SEQUENCE_END = 0xfffe_e0dd;

/** Sequences that are looked into. */
export const READ_SEQUENCES: ReadonlySet<number> = new Set([
  TAG.modalityLuts,
  TAG.voiLuts,
  TAG.pixelMeasures,
  TAG.frameVoiLuts,
  TAG.pixelValueTransformations,
  TAG.sharedGroups,
  TAG.perFrameGroups,
]);

/** Everything else is passed over. */
export const READ_VALUES: ReadonlySet<number> = new Set([
  ...Object.values(TAG),
  ...[1, 2].flatMap((next) => [TAG.paletteDescriptor + next, TAG.paletteData + next, TAG.segmentedPaletteData + next]),
]);
