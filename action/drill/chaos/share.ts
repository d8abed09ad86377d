import { type ChaosCall, type ChaosCase, casesOf } from './case.ts';
import { type PlayedCase, playBaseline, playCase } from './play-case.ts';
import { openPlayground, type Playground } from './playground.ts';

/** Which of a playbook's cases are played. */
export interface Share {
  readonly root: string;
  readonly playbook: string;
  /** Nothing else goes on in this process. */
  readonly alone?: boolean;
  /** Which cases, by their place among all. */
  readonly wants: (index: number, chaos: ChaosCase) => boolean;
  /** Called with each case as it has been played, with the number of all. */
  readonly onPlayed: (played: PlayedCase, all: number) => void;
}

/** Plays some of a playbook's cases in one world, one after the other; after a hole in a new one. Gives the calls that there are. */
export async function playShare({ root, playbook, alone, wants, onPlayed }: Share): Promise<readonly ChaosCall[]> {
  let ground: Playground | undefined = await openPlayground(root, playbook, alone);
  try {
    let baseline = await playBaseline(ground);
    const calls = baseline.calls.toSorted(byName);
    const all = casesOf(playbook, calls);
    for (const chaos of all.filter((each, index) => wants(index, each))) {
      if (ground === undefined) {
        ground = await openPlayground(root, playbook, alone);
        baseline = await playBaseline(ground);
      }
      const played: PlayedCase = await playCase(ground, baseline, chaos);
      onPlayed(played, all.length);
      if (played.holes.length === 0) continue;
      await ground.close();
      ground = undefined;
    }
    return calls;
  } finally {
    await ground?.close();
  }
}

/** Parallel calls come in any order: every worker numbers its cases alike. */
function byName(a: ChaosCall, b: ChaosCall): number {
  return order(a.service, b.service) || order(a.operation, b.operation) || a.nth - b.nth;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
