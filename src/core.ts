/** The headless entry: decode, process and export without an element. Importing it touches no DOM and starts nothing. */
export {
  decodeFile,
  decodeImage,
  imageInFile,
  type DecodedFile,
  type DecodeFileOptions,
  type DecodeOptions,
  type Fidelity,
  type SourceInfo,
  type StoredFile,
} from './decode/decode-image.ts';
export { createEngine, type CreateEngineOptions } from './engines/create-engine.ts';
export { encodePng } from './export/encode/encode-png.ts';
export { createZip, type CreateZipOptions, type ExportImage, type ZipEntry } from './export/zip/create-zip.ts';
export { createZips, type CreateZipsOptions, type NamedZip } from './export/zip/create-zips.ts';
export type { ManifestImageInput, ManifestInput, ManifestSource } from './export/manifest/manifest.ts';
export { parseManifest, type ManifestParameters, type ReadManifest } from './export/manifest/manifest-reader.ts';
export { resultNames, type Naming, type ResultNames, type ResultNamesOptions } from './export/result-names.ts';
export { ResultFolder, writeResults, type WriteResultsOptions } from './export/folder/write-to-folder.ts';
export {
  processFile,
  type ProcessedFile,
  type ProcessFileOptions,
  type ProcessProgress,
} from './oneshot/process-file.ts';
export { XrayError, type XrayErrorCode, type XrayErrorOptions } from './base/xray-error.ts';
export type { DecodeThere, FileToDecode, ImageInFile, InFile, SamplesInFile } from './image/image-in-file.ts';
export type { Raster16, Raster8, RasterImage } from './image/raster-image.ts';
export type {
  LookupTable,
  PixelSpacing,
  RangePreset,
  SampleValues,
  TablePreset,
  ValuePreset,
  WindowFunction,
  WindowPreset,
} from './image/sample-values.ts';
export { calibrationByLength, calibrationOf, type Calibration, type PixelSize } from './measure/calibration.ts';
export { sizesOf, type Quantity, type Sizes } from './measure/geometry.ts';
export { lineProfile } from './measure/line-profile.ts';
export type { MeasuredImage, ToldStatistics, WrittenImage } from './measure/measured-image.ts';
export {
  CORNERSTONE_TOOLS,
  MEASUREMENT_POINTS,
  type ImagePoint,
  type Measurement,
  type MeasurementKind,
} from './measure/measurement.ts';
export { measurementsJson, measurementsTable } from './measure/measurements-file.ts';
export { parseMeasurements } from './measure/measurements-reader.ts';
export {
  regionStatistics,
  rowSpans,
  type Region,
  type RegionStatistics,
  type RowSpan,
} from './measure/region-statistics.ts';
export type { RasterShape, RowRequest, RowSource } from './image/row-source.ts';
export type {
  Backend,
  DrawOptions,
  Engine,
  ImagePipeline,
  OpenOptions,
  PicturePart,
  UpdateOptions,
} from './pipeline/engine.ts';
export {
  defineGraph,
  type AnyGraph,
  type ComputedNode,
  type GivenNode,
  type Graph,
  type ParamsOf,
  type StageIdOf,
} from './pipeline/graph.ts';
export { DEFAULT_PARAMS, PARAMETERS, resolveParams, type DeepPartial, type PipelineParams } from './pipeline/params.ts';
export type { AnyOperator, OperandType, Operator } from './operators/operator.ts';
export { OPERATORS, type OperatorId } from './operators/operators.ts';
export type { ParameterSpec } from './operators/parameter-spec.ts';
export {
  STAGE_IDS,
  STAGES,
  STANDARD as STANDARD_GRAPH,
  type ComputedStageId,
  type StageDefinition,
  type StageId,
  type StandardGraph,
} from './pipeline/standard-graph.ts';
