import { loadPart } from '../../base/load-part.ts';

/**
 * What reaches the export workers; loaded when the first image is exported.
 * @throws XrayError `export-failed`, reason `part-missing`
 */
export const loadExporter = (): Promise<typeof import('./export-client.ts')> =>
  loadPart('export-failed', () => import('./export-client.ts'));
