import type { Frame } from './frame.ts';

/** What the components of a frame are. Inks are as Adobe has them: 255 is none. */
export type ColourSpace = 'gray' | 'rgb' | 'ycc' | 'cmyk' | 'ycck';

/** JFIF and Adobe segments found in front of the first scan. */
export class ApplicationData {
  private jfif = false;
  private adobeTransform: number | null = null;

  /** Whether there are segments that say what three components are. */
  get tellsColours(): boolean {
    return this.jfif || this.adobeTransform !== null;
  }

  /** An APP0 segment (JFIF 1.02; T.871, 10.1). */
  readApp0(content: Uint8Array): void {
    if (content.length >= 14 && startsWith(content, [0x4a, 0x46, 0x49, 0x46, 0])) this.jfif = true;
  }

  /** An APP14 segment (T.872, 6.5.3). */
  readApp14(content: Uint8Array): void {
    if (content.length >= 12 && startsWith(content, [0x41, 0x64, 0x6f, 0x62, 0x65])) this.adobeTransform = content[11];
  }

  /** As libjpeg guesses it; null for a number of components that it converts to no colours. */
  colourSpaceOf({ components }: Frame): ColourSpace | null {
    const { adobeTransform } = this;
    switch (components.length) {
      case 1:
        return 'gray';
      case 3:
        if (this.jfif) return 'ycc';
        if (adobeTransform !== null) return adobeTransform === 0 ? 'rgb' : 'ycc';
        return components.every(({ id }, i) => id === 'RGB'.charCodeAt(i)) ? 'rgb' : 'ycc';
      case 4:
        return adobeTransform === null || adobeTransform === 0 ? 'cmyk' : 'ycck';
      default:
        return null;
    }
  }
}

function startsWith(content: Uint8Array, name: readonly number[]): boolean {
  return name.every((value, i) => content[i] === value);
}
