import type { TimedEvent } from '../domain/event.ts';

/** Says of each event in turn whether people want it: calls are for the record, and a look that finds the same is none. */
export function createNews(): (event: TimedEvent) => boolean {
  const seen = new Map<string, string>();
  const changed = (what: string, text: string): boolean => {
    const same = seen.get(what) === text;
    seen.set(what, text);
    return !same;
  };
  return (event) => {
    switch (event.type) {
      case 'call':
      case 'told':
        return false;
      case 'check':
        return changed(`check ${event.uses}`, `${event.ok} ${event.observed}`);
      case 'step-progress':
        return changed(`step ${event.step}`, event.progress);
      default:
        return true;
    }
  };
}
