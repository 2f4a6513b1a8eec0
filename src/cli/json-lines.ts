import type { XrayError } from '../base/xray-error.ts';
import type { FilmImage } from './film/film.ts';
import type { Listen, Outcome, RunEvent } from './run-events.ts';

/** Tells what happens to programs: an object a line, whose `event` says what it is. */
export function jsonLines(write: (text: string) => void): Listen {
  return (event) => write(`${JSON.stringify(lineOf(event))}\n`);
}

function lineOf(event: RunEvent): object {
  switch (event.kind) {
    case 'start':
      return { event: 'start', files: event.films, of: event.of, leftOut: event.leftOut.count };
    case 'done':
      return { event: 'done', file: event.shown, images: event.images.map(imageOf) };
    case 'kept':
      return { event: 'kept', file: event.shown, images: event.images.map(imageOf) };
    case 'failed':
      return { event: 'failed', file: event.shown, ...failureOf(event.error) };
    case 'archive':
      return { event: 'archive', path: event.path, bytes: event.bytes };
    case 'end':
      return { event: 'end', ...endOf(event.outcome) };
  }
}

function imageOf({ told: { width, height, source, files } }: FilmImage): object {
  return { width, height, ...(source?.frame === undefined ? {} : { frame: source.frame }), files };
}

function failureOf({ code, message, hint, reason }: XrayError): object {
  return { code, message, ...(hint === undefined ? {} : { hint }), ...(reason === undefined ? {} : { reason }) };
}

function endOf({ done, kept, failed, left, stopped, output }: Outcome): object {
  const why =
    stopped === null ? {} : stopped === 'interrupted' ? { stopped } : { stopped: stopped.code, ...failureOf(stopped) };
  return { done, kept, failed, left, output, ...why };
}
