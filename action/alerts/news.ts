import type { TimedEvent } from '../domain/event.ts';
import { createLookNews } from '../domain/news.ts';

/** Says of each event in turn whether people want it: calls are for the record, and what was told already is no news. */
export function createNews(): (event: TimedEvent) => boolean {
  const isNewLook = createLookNews();
  const progress = new Map<string, string>();
  return (event) => {
    switch (event.type) {
      case 'call':
      case 'told':
        return false;
      case 'check':
        return isNewLook(event);
      case 'step-progress': {
        const same = progress.get(event.step) === event.progress;
        progress.set(event.step, event.progress);
        return !same;
      }
      default:
        return true;
    }
  };
}
