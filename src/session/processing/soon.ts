/** Calls an action soon, once, however often it is asked. */
export interface Soon {
  request(): void;
  cancel(): void;
}

/** How an action is put off: to the next frame where there are frames. */
export type MakeSoon = (action: () => void) => Soon;

/** About a frame. */
const WAIT_MS = 16;

/** Where there are no frames. */
export const byTimer: MakeSoon = (action) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const request = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      action();
    }, WAIT_MS);
  };
  return { request, cancel };
};
