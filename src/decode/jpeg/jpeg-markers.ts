/** The second byte of the JPEG markers that are asked for by name (ITU-T T.81, table B.1). */
export const MARKER = {
  endOfImage: 0xd9,
  startOfScan: 0xda,
  app1: 0xe1,
  app2: 0xe2,
  /** SOF55, of ITU-T T.87. */
  jpegLs: 0xf7,
} as const;

/** SOF0…SOF15 but for the three codes among them that mean something else (DHT, JPG, DAC), and JPEG-LS's frame. */
export function isFrameHeader(marker: number): boolean {
  const inRange = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
  return inRange || marker === MARKER.jpegLs;
}

/** Markers without a segment: restarts, start of image, TEM. */
export function isStandalone(marker: number): boolean {
  return isRestart(marker) || marker === 0xd8 || marker === 0x01;
}

/**
 * Whether the file has a scan and, behind its scans, the end-of-image marker; what follows that is of no interest.
 * Some decoders paint what a truncated file lacks in plain gray and call it success, so this is looked at first.
 */
export function reachesEndOfImage(file: Uint8Array): boolean {
  let scans = 0;
  let at = 2;
  for (;;) {
    at = file.indexOf(0xff, at);
    if (at === -1 || at + 1 >= file.length) return false;
    const marker = file[at + 1];
    if (marker === 0xff) {
      at = lastOfRun(file, at);
    } else if (marker === 0 || isStandalone(marker)) {
      // Zero is a data byte 0xff, stuffed.
      at += 2;
    } else if (marker === MARKER.endOfImage) {
      return scans > 0;
    } else {
      if (at + 3 >= file.length) return false;
      if (marker === MARKER.startOfScan) scans++;
      at += 2 + ((file[at + 2] << 8) | file[at + 3]);
    }
  }
}

/** A segment and where in the file it lies, its marker included. */
export interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** The segments before the first scan. The last one of a file that is cut off ends with it. */
export function headSegments(file: Uint8Array): Segment[] {
  const segments: Segment[] = [];
  let start = 2;
  for (;;) {
    start = file.indexOf(0xff, start);
    if (start === -1 || start + 3 >= file.length) return segments;
    const marker = file[start + 1];
    if (marker === MARKER.startOfScan || marker === MARKER.endOfImage) return segments;
    if (marker === 0xff) {
      start = lastOfRun(file, start);
    } else if (marker === 0 || isStandalone(marker)) {
      start += 2;
    } else {
      const end = Math.min(file.length, start + 2 + ((file[start + 2] << 8) | file[start + 3]));
      segments.push({ marker, start, end });
      start = end;
    }
  }
}

/** Whether the frame is coded arithmetically, as few files are and not every browser's decoder reads. */
export function isArithmeticallyCoded(file: Uint8Array): boolean {
  return headSegments(file).some(({ marker }) => isFrameHeader(marker) && marker >= 0xc9 && marker <= 0xcf);
}

/** The last of the fill bytes (0xff) that begin at `at`: millions of them are not to be searched for one by one. */
function lastOfRun(file: Uint8Array, at: number): number {
  let last = at;
  while (file[last + 1] === 0xff) last++;
  return last;
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}
