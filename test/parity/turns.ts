/** Lets what waits for promises that are settled already go on, so many times (an async function takes one itself). */
export async function afterTurns(turns: number): Promise<void> {
  for (let turn = 1; turn < turns; turn++) await Promise.resolve();
}

/** "done", or the name of the error a promise is rejected with. */
export function outcome(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'done',
    (error: Error) => error.name,
  );
}
