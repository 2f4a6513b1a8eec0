/** Decides whether and when a file can be read, by those who read it on this thread. */
export interface SteeredFile {
  /** Whether its disk is gone. */
  gone: boolean;
  /** What stands in its place on the disk since it was chosen, and is read, as in Firefox. */
  content: Blob | null;
  /** From now on readings wait until {@link answer}. */
  hold(): void;
  answer(): void;
}

/** Puts itself between a file and its readers. */
export function steerFile(file: Blob): SteeredFile {
  let waiting: Promise<void> | null = null;
  let goOn = (): void => undefined;
  const state: SteeredFile = {
    gone: false,
    content: null,
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
  const { arrayBuffer, text, slice } = Blob.prototype;
  const wrap = (blob: Blob, replaced: () => Blob | undefined): void => {
    Object.assign(blob, {
      arrayBuffer: () => through(() => arrayBuffer.call(replaced() ?? blob)),
      text: () => through(() => text.call(replaced() ?? blob)),
      slice: (...args: Parameters<Blob['slice']>) => {
        const part = slice.apply(blob, args);
        wrap(part, () => {
          const whole = replaced();
          return whole && slice.apply(whole, args);
        });
        return part;
      },
    });
  };
  wrap(file, () => state.content ?? undefined);
  return state;
}
