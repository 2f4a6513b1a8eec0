export { cannyScratchBytes, cannyShownBytes, placeCanny } from './parts/canny-memory';
export { followEdges, showReached } from './parts/canny-hysteresis';
export { startCanny, suppressNonMaxima } from './parts/canny-suppress';
export { countMagnitudes } from './parts/canny-magnitudes';
