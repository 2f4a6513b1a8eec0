import { describe, expect, it } from 'vitest';
import type { Calibration } from '../../../../src/measure/calibration.ts';
import type { Measurement } from '../../../../src/measure/measurement.ts';
import { FileTable } from '../../../../src/session/files/file-table.ts';
import { Measurements } from '../../../../src/session/measurements/measurements.ts';
import { Reports, type Report } from '../../../../src/session/reports.ts';

const known: Calibration = { row: 0.125, column: 0.125, by: 'known-length', known: 25 };

function length(id: number, x = 0): Measurement {
  return {
    id,
    kind: 'length',
    points: [
      { x, y: 0 },
      { x: 30, y: 40 },
    ],
  };
}

function session(): {
  files: FileTable;
  measurements: Measurements;
  told: Report[];
  add: (name: string, sha?: string, width?: number) => number;
  reports: Reports;
} {
  const reports = new Reports();
  const files = new FileTable(reports.tell);
  const measurements = new Measurements({ files, tell: reports.tell });
  const told: Report[] = [];
  reports.listen(measurements.hear);
  reports.listen((report) => told.push(report));
  const add = (name: string, sha = '', width = 100): number => {
    const { id } = files.add(new Blob([]), name);
    files.patch(id, {
      facts: { width, height: 80, bitDepth: 8, colorType: 'gray' },
      source: { format: 'png', colorType: 'gray', bitDepth: 8, sha256: sha } as never,
    });
    return id;
  };
  return { files, measurements, told, add, reports };
}

describe('measurements of a session', () => {
  it('are kept by film, told of, and gone with it', () => {
    const { files, measurements, told, add } = session();
    const [a, b] = [add('a.png'), add('b.png')];
    measurements.change(a, { list: [length(1)], own: null });
    expect(told).toContainEqual({ kind: 'measured', id: a });
    expect(measurements.of(b).list).toEqual([]);
    expect(measurements.all).toEqual([
      expect.objectContaining({ name: 'a.png', width: 100, height: 80, calibration: null, measurements: [length(1)] }),
    ]);
    files.remove(a);
    expect(measurements.all).toEqual([]);
    expect(measurements.of(a).list).toEqual([]);
  });

  it('can be taken back and made again, a drag at once', () => {
    const { measurements, add } = session();
    const id = add('a.png');
    measurements.change(id, { list: [length(1)], own: null });
    measurements.change(id, { list: [length(1, 5)], own: null });
    measurements.change(id, { list: [length(1, 6)], own: null }, true);
    measurements.change(id, { list: [length(1, 7)], own: null }, true);
    expect(measurements.undo(id)).toBe(true);
    expect(measurements.of(id).list).toEqual([length(1)]);
    expect(measurements.redo(id)).toBe(true);
    expect(measurements.of(id).list).toEqual([length(1, 7)]);
    measurements.undo(id);
    measurements.undo(id);
    expect(measurements.undo(id)).toBe(false);
    expect(measurements.of(id).list).toEqual([]);
    measurements.change(id, { list: [length(2)], own: null });
    expect(measurements.redo(id)).toBe(false);
  });

  it('offer a calibration to films of one size', () => {
    const { measurements, add } = session();
    const [a, b, other] = [add('a.png'), add('b.png'), add('c.png', '', 101)];
    measurements.change(a, { list: [], own: known });
    expect(measurements.offered(b)).toEqual([{ name: 'a.png', calibration: known }]);
    expect(measurements.offered(other)).toEqual([]);
    expect(measurements.offered(a)).toEqual([]);
    expect([a, b].map((id) => measurements.calibrationOf(id))).toEqual([known, null]);
  });

  it('are put on their film when it comes, by its digest, whatever it is called now', () => {
    const { measurements, add, reports } = session();
    const sha256 = 'ab'.repeat(32);
    const image = { name: 'a.png', sha256, width: 100, height: 80, calibration: known, measurements: [length(1)] };
    measurements.bring([image]);
    const stranger = add('a.png', 'cd'.repeat(32));
    reports.tell({ kind: 'results', id: stranger });
    expect(measurements.of(stranger).list).toEqual([]);
    const id = add('renamed.png', sha256);
    reports.tell({ kind: 'results', id });
    reports.tell({ kind: 'results', id });
    expect(measurements.of(id)).toEqual({ list: [length(1)], own: known });
    // Beside what is there, under numbers of their own.
    measurements.bring([image]);
    expect(measurements.of(id).list.map((one) => one.id)).toEqual([1, 2]);
  });
});
