import { XrayError } from '../../src/base/xray-error.ts';

/** A hanging promise fails with its name; a busy machine does not. */
const DEADLINE_MS = 500_000;

/** What came of `work`: `done`, an XrayError's code or another error's name. Fails when nothing comes of it. */
export async function settled(what: string, work: Promise<unknown>): Promise<string> {
  let timer = 0;
  const deadline = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new Error(`${what} never ends.`)), DEADLINE_MS);
  });
  const outcome = work.then(
    () => 'done',
    (error: Error) => (error instanceof XrayError ? error.code : error.name),
  );
  return Promise.race([outcome, deadline]).finally(() => clearTimeout(timer));
}
