import { BreakglassError } from '../../action/domain/error.ts';
import type { Journal, LinkBody } from '../../action/ports/journal.ts';

/** A journal in memory, which knows how many AWS calls had been made when it was asked to write. */
export interface MemoryJournal extends Journal {
  /** Durable links, in order. */
  readonly links: readonly (LinkBody & { readonly awsCalls: number })[];
  /** The next so many appends fail. */
  failNext(times: number): void;
  /** Runs before a link becomes durable. */
  before(run: (body: LinkBody) => Promise<void> | void): void;
}

export function createMemoryJournal(awsCalls: () => number): MemoryJournal {
  const links: (LinkBody & { readonly awsCalls: number })[] = [];
  let failures = 0;
  let before: (body: LinkBody) => Promise<void> | void = () => undefined;
  return {
    links,
    failNext: (times) => {
      failures = times;
    },
    before: (run) => {
      before = run;
    },
    append: async (body) => {
      await before(body);
      if (failures > 0) {
        failures -= 1;
        throw new BreakglassError('audit-not-writable', 'the branch cannot be written');
      }
      links.push({ ...structuredClone(body), awsCalls: awsCalls() });
      return { commit: String(links.length), path: `${body.sequence}-${body.state}.json` };
    },
  };
}
