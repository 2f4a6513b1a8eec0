/** Decides whether and when a file can be read, by those who read it on this thread. */
export interface SteeredFile {
  /** Whether its disk is gone. */
  gone: boolean;
  /** From now on readings wait until {@link answer}. */
  hold(): void;
  answer(): void;
}

/** Puts itself between a file and its readers. */
export function steerFile(file: Blob): SteeredFile {
  let waiting: Promise<void> | null = null;
  let goOn = (): void => undefined;
  const state = {
    gone: false,
    hold: (): void => {
      waiting ??= new Promise((resolve) => (goOn = resolve));
    },
    answer: (): void => {
      waiting = null;
      goOn();
    },
  };
  const through = async <Result>(read: () => Promise<Result>): Promise<Result> => {
    await waiting;
    if (state.gone) throw new DOMException('It is gone.', 'NotReadableError');
    return read();
  };
  const wrap = (blob: Blob): void => {
    const { arrayBuffer, text, slice } = Blob.prototype;
    Object.assign(blob, {
      arrayBuffer: () => through(() => arrayBuffer.call(blob)),
      text: () => through(() => text.call(blob)),
      slice: (...args: Parameters<Blob['slice']>) => {
        const part = slice.apply(blob, args);
        wrap(part);
        return part;
      },
    });
  };
  wrap(file);
  return state;
}
