import { unpackError, type SentError } from './protocol.ts';
import type { TaskHandlers, TaskShapes } from './tasks.ts';

/**
 * Handlers from a worker's script that runs on this thread: builds that are one file hold a worker's code once, as a
 * function, for both. Its errors are of classes of its own and come as they do from a worker.
 */
export function translatedHandlers<Shapes extends TaskShapes>(
  handlers: TaskHandlers<Shapes>,
  packError: (error: unknown) => SentError,
): TaskHandlers<Shapes> {
  const translated = Object.entries(handlers).map(([name, handler]) => [
    name,
    async (input: unknown, context: unknown) => {
      try {
        return await (handler as (input: unknown, context: unknown) => unknown)(input, context);
      } catch (error) {
        throw unpackError(packError(error));
      }
    },
  ]);
  return Object.fromEntries(translated) as TaskHandlers<Shapes>;
}
