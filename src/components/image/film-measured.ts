import type { FileEntry } from '../../session/files/file-entry.ts';
import { sizeOf, type Measurements } from '../../session/measurements/measurements.ts';
import { storedPlane } from '../../session/measurements/stored-plane.ts';
import type { MeasuredFilm } from '../measuring/measured-film.ts';

/** What the viewer is told of what is measured on a film; null where nothing can be. */
export function filmMeasured(
  measurements: Pick<Measurements, 'calibrationOf' | 'of' | 'offered'>,
  entry: FileEntry | null,
  noDownload: boolean,
): MeasuredFilm | null {
  if (!entry) return null;
  const { id, facts } = entry;
  return {
    film: id,
    ...measurements.of(id),
    calibration: measurements.calibrationOf(id),
    size: sizeOf(entry),
    savable: !noDownload && entry.state.kind === 'done',
    offered: measurements.offered(id),
    stored: (facts?.bitDepth ?? 8) > 8 ? () => storedPlane(entry) : null,
  };
}
