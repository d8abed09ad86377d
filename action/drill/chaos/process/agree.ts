import type { ChaosCall, ChaosFault, Hole, Verdict } from '../case.ts';
import { hole } from '../judge.ts';
import { type KillCase, sharedFault } from './kills.ts';
import type { KillVerdict } from './verdict.ts';

/** A case in the words of both tiers. */
function endKey(playbook: string, { service, operation, nth }: ChaosCall, fault: ChaosFault): string {
  return `${playbook} ${service} ${operation} ${nth} ${fault}`;
}

function sharedId(kill: KillCase): string | undefined {
  const fault = sharedFault(kill);
  const [blow] = kill.blows;
  return fault === undefined || blow === undefined ? undefined : endKey(kill.playbook, blow.call, fault);
}

/**
 * What the other tier says of the same story; undefined where it has not played it. `elsewhere`: it killed at the same call, but at
 * another place of the session. What is told or asked for beside the session's own way, such as a status for people, comes at one moment
 * in a process of its own and at another in the drill's: who dies there has done more, or less, and may well end otherwise.
 */
export function createAgreement(
  others: readonly Verdict[],
): (mine: KillVerdict) => readonly Hole[] | 'elsewhere' | undefined {
  const reached = others.filter((verdict) => verdict.reached);
  const known = new Map(reached.map((each) => [endKey(each.case.playbook, each.case.call, each.case.fault), each]));
  return (mine) => {
    const other = known.get(sharedId(mine.case) ?? '');
    if (other === undefined || !mine.reached) return undefined;
    return isElsewhere(mine, other) ? 'elsewhere' : disagreement(mine, other);
  };
}

function isElsewhere(mine: KillVerdict, other: Verdict): boolean {
  return mine.end !== undefined && other.end !== undefined && mine.end.done !== other.end.done;
}

/** The same call, the same kill, and the same done before it: the same outcome, the same world, the same holes. */
function disagreement(mine: KillVerdict, other: Verdict): readonly Hole[] {
  const words = ({ end, holes }: Pick<Verdict, 'end' | 'holes'>): string => {
    const kinds = [...new Set(holes.map(({ what }) => what))].toSorted();
    return [end?.outcome ?? 'not told', `world ${end?.world ?? 'unknown'}`, ...kinds].join(', ');
  };
  const [here, there] = [words(mine), words(other)];
  return here === there ? [] : [hole('tiers-disagree', `in a process: ${here}; in-process: ${there}`)];
}
