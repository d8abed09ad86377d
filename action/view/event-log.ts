import type { TimedEvent } from '../domain/event.ts';
import { plain } from './escape.ts';
import { eventLine } from './event-line.ts';
import { shortArns } from './short-arn.ts';

/** Events as lines of a log: the time, and what happened. Looks at health are told only when they change. */
export function createEventLog(): (event: TimedEvent) => string | undefined {
  const seen = new Map<string, string>();
  return (event) => {
    const line = eventLine(event);
    if (line === undefined) return undefined;
    if (event.type === 'check') {
      if (seen.get(event.uses) === line) return undefined;
      seen.set(event.uses, line);
    }
    return `${event.at.slice(11, 23)} ${plain(shortArns(line))}`;
  };
}
