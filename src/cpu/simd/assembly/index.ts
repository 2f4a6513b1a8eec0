export { addToHistogram } from './histogram';
export { equalize, startEqualize } from './equalize';
export { followEdges, showReached } from './canny-hysteresis';
export { gaussianBlur } from './gaussian-blur';
export { grayscale } from './grayscale';
export {
  blurredPlane,
  COUNT_TABLES,
  edgesPlane,
  enhancedPlane,
  equalizationTable,
  grayPlane,
  kernelWeights,
  layOut,
  rgbPlane,
} from './memory';
export { startCanny, suppressNonMaxima } from './canny-suppress';
