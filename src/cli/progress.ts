import type { LeftOut } from './folders/find-files.ts';
import { listed, printable } from './folders/names.ts';
import type { Listen, Outcome, RunEvent } from './run-events.ts';

/** Where a person reads: the standard error, and whether it is a terminal. */
export interface Screen {
  readonly isTerminal: boolean;
  /** Characters a line. */
  readonly columns: number;
  write(text: string): void;
}

/** Milliseconds between two looks at a terminal, and two lines where there is none. */
const REDRAW_MS = 100;
const LINE_MS = 30_000;

/** Films are done together, in turns that are not alike: a rate is told of so many at the least. */
const FIRST_RATE = 3;

/**
 * Tells a person what happens: failures as they come, how far it is in a line that is written anew (where there is no terminal,
 * in a line now and then), and at the end a summary.
 * @param quiet failures only, and what stopped it
 * @param now milliseconds
 */
export function progressFor(screen: Screen, quiet: boolean, now: () => number): Listen {
  let total = 0;
  let worked = 0;
  let through = 0;
  let failed = 0;
  let startedAt = 0;
  let toldAt = 0;
  let drawn = false;

  const clear = (): void => {
    if (drawn) screen.write('\r\x1b[K');
    drawn = false;
  };
  const line = (text: string): void => {
    clear();
    screen.write(`${text}\n`);
  };
  const status = (): string => {
    const told = [`${through} of ${total}`, ...(failed > 0 ? [`${failed} failed`] : [])];
    const seconds = (now() - startedAt) / 1000;
    if (worked >= FIRST_RATE && seconds > 0) {
      const rate = worked / seconds;
      told.push(`${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a second`);
      if (through < total) told.push(`${duration((total - through) / rate)} left`);
    }
    return told.join(', ');
  };
  const show = (): void => {
    if (quiet || total === 0) return;
    const since = now() - toldAt;
    if (screen.isTerminal) {
      if (drawn && since < REDRAW_MS && through < total) return;
      clear();
      screen.write(status().slice(0, Math.max(1, screen.columns - 1)));
      drawn = true;
    } else if (since >= LINE_MS) {
      line(status());
    } else {
      return;
    }
    toldAt = now();
  };

  return (event) => {
    switch (event.kind) {
      case 'start':
        total = event.films;
        startedAt = toldAt = now();
        if (!quiet && event.leftOut.count > 0) line(leftOutLine(event.leftOut));
        show();
        break;
      case 'done':
        worked++;
        through++;
        show();
        break;
      case 'kept':
        through++;
        show();
        break;
      case 'failed':
        worked++;
        through++;
        failed++;
        line(failureLine(event));
        show();
        break;
      case 'archive':
        if (!quiet) line(`${event.path} (${(event.bytes / 2 ** 20).toFixed(1)} MB)`);
        break;
      case 'end':
        clear();
        if (!quiet || event.outcome.stopped) line(summary(event.outcome));
    }
  };
}

/** What of folders is not processed: by name, as one of them may be wanted after all. */
export function leftOutLine({ count, names }: LeftOut): string {
  const why = count === 1 ? 'it does not look like an image file' : 'they do not look like image files';
  return `Left out, as ${why}: ${listed(names, count)}.`;
}

/** A failure as people read it: the path, what is wrong, what to do, and the code that programs look for. */
export function failureLine({ shown, error }: Extract<RunEvent, { kind: 'failed' }>): string {
  const { code, message, hint, values } = error;
  const name = values.file ?? shown.slice(shown.lastIndexOf('/') + 1);
  const text = message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
  return printable(`${shown}: ${text}${hint === undefined ? '' : ` ${hint}`} [${code}]`);
}

/** How a run went, and where its results are. */
export function summary({ done, kept, failed, left, stopped, output }: Outcome): string {
  const counts = [
    `${files(done)} done`,
    ...(kept > 0 ? [`${kept} done before`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(left > 0 ? [`${left} left`] : []),
  ].join(', ');
  if (stopped === null) return done + kept > 0 ? `${counts}: ${output}` : `${counts}.`;
  if (stopped === 'interrupted') return `Interrupted: ${counts}. The same command with --resume continues.`;
  const { code, message, hint } = stopped;
  return `${message}${hint === undefined ? '' : ` ${hint}`} [${code}]\nStopped: ${counts}.`;
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

/** `8 s`, `3 min`, `2 h 5 min`. */
function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
