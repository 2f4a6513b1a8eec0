import { damagedError } from '../../source/decode-errors.ts';
import { ApplicationData } from './colour-space.ts';
import { parseFrame, type Frame } from './frame.ts';
import { CODE, isPassedOver, type JpegStream } from './jpeg-stream.ts';
import { parseScanHeader, type ScanHeader } from './scan-header.ts';
import { Tables } from './tables.ts';

/** What the segments (T.81, B.2) of a file have said so far. */
export class Segments {
  readonly tables = new Tables();
  readonly applicationData = new ApplicationData();
  frame: Frame | null = null;

  constructor(private readonly stream: JpegStream) {}

  /** Reads up to the next scan, null where the image ends instead. Throws `decode-failed`. */
  toNextScan(): ScanHeader | null {
    for (;;) {
      const code = this.stream.nextMarker();
      if (code === CODE.eoi) return null;
      if (code === CODE.tem || (code >= CODE.rst0 && code <= CODE.rst7)) continue;
      const content = this.stream.segment(code);
      if (code === CODE.sos) return this.scanOf(content);
      this.take(code, content);
    }
  }

  private scanOf(content: Uint8Array): ScanHeader {
    if (!this.frame) throw damagedError();
    return parseScanHeader(content, this.frame);
  }

  private take(code: number, content: Uint8Array): void {
    switch (code) {
      case CODE.sof0:
      case CODE.sof1:
      case CODE.sof2:
      case CODE.sof9:
      case CODE.sof10:
        if (this.frame) throw damagedError();
        this.frame = parseFrame(content, {
          progressive: code === CODE.sof2 || code === CODE.sof10,
          arithmetic: code >= CODE.sof9,
        });
        return;
      case CODE.dqt:
        return this.tables.defineQuantization(content);
      case CODE.dht:
        return this.tables.defineHuffman(content);
      case CODE.dac:
        return this.tables.defineConditioning(content);
      case CODE.dri:
        return this.tables.defineRestartInterval(content);
      case CODE.app0:
        return this.applicationData.readApp0(content);
      case CODE.app14:
        return this.applicationData.readApp14(content);
      default:
        // Lossless and hierarchical frames are not for here, and what is reserved is refused.
        if (!isPassedOver(code)) throw damagedError();
    }
  }
}
