import { markLogs } from '../aftermath.ts';
import type { ChaosCall, Verdict } from '../case.ts';
import { hole } from '../judge.ts';
import { createAgreement } from './agree.ts';
import type { Arena } from './arena.ts';
import { callsSince } from './calls.ts';
import { chooseKills, type KillCase, killId, type StoryCalls } from './kills.ts';
import { playKills } from './play.ts';
import { createPool } from './pool.ts';
import { type KillVerdict, playVerdict } from './verdict.ts';

export interface ProcessTierOptions {
  /** Folder whose playbooks are drilled. */
  readonly root: string;
  readonly playbooks: readonly string[];
  readonly bundle: string;
  /** How many stories with at least one SIGKILL. */
  readonly kills: number;
  /** Exactly these instead. */
  readonly cases?: readonly KillCase[];
  /** Verdicts of the in-process tier: what both have played has to end alike. */
  readonly others?: readonly Verdict[];
  /** How many times faster than the wall the clock runs. Much faster, and a busy machine lets tokens expire on their way. */
  readonly scale?: number;
  /** Worlds at a time. */
  readonly atOnce?: number;
  /** Told of each case as it ends. */
  readonly onVerdict?: (verdict: KillVerdict, done: number, of: number) => void;
}

export interface ProcessTierResult {
  readonly verdicts: readonly KillVerdict[];
  /** Processes that were ended by SIGKILL at a call of theirs. */
  readonly killed: number;
  /** Recoveries that were ended by SIGKILL while they waited. */
  readonly killedWaiting: number;
  /** Stories that both tiers played. */
  readonly shared: number;
  /** Stories that the other tier ended at the same call, and at another place of the session. */
  readonly elsewhere: number;
}

const AT_ONCE = 3;

function isStuck({ blows }: KillCase): boolean {
  return blows.some(({ kill }) => kill === 'interrupt-stuck');
}

/** Kills the bundle's processes, each in the middle of a session or a recovery, and judges what is left. */
export async function processTier(options: ProcessTierOptions): Promise<ProcessTierResult> {
  const { playbooks, kills, others = [], atOnce = AT_ONCE, onVerdict } = options;
  const pool = createPool(options);
  try {
    const cases =
      options.cases ?? chooseKills(await inTurn(playbooks, atOnce, (each) => pool.borrow(each, learn)), kills);
    const verdicts: KillVerdict[] = [];
    const agreement = createAgreement(others);
    let [shared, elsewhere] = [0, 0];
    await inTurn(inGroups(cases), atOnce, async (kill) => {
      const played = await pool
        .borrow(kill.playbook, (arena) => playVerdict(arena, kill), isStuck(kill))
        .catch((error: unknown) => broken(kill, error));
      const found = agreement(played);
      if (found === 'elsewhere') elsewhere += 1;
      else if (found !== undefined) shared += 1;
      const verdict = { ...played, holes: [...played.holes, ...(found === 'elsewhere' ? [] : (found ?? []))] };
      verdicts.push(verdict);
      onVerdict?.(verdict, verdicts.length, cases.length);
    });
    const sum = (count: (verdict: KillVerdict) => number): number =>
      verdicts.reduce((all, each) => all + count(each), 0);
    const [killed, killedWaiting] = [sum((each) => each.killed), sum((each) => each.killedWaiting)];
    return { verdicts, killed, killedWaiting, shared, elsewhere };
  } finally {
    await pool.close();
  }
}

/** What a session calls, and the recovery of one that died right after its first change. */
async function learn(arena: Arena): Promise<StoryCalls> {
  const { playbook, calls, world } = arena;
  const firstChange = calls.find(isChange);
  if (firstChange === undefined) throw new Error(`the drill of ${playbook} changes nothing`);
  const session = await arena.newSession();
  let recovery: readonly ChaosCall[] = [];
  let from = markLogs(world);
  const watched: Arena = {
    ...arena,
    newRecovery: async () => {
      const next = await arena.newRecovery();
      return {
        ...next,
        run: async (hooks) => {
          from = markLogs(world);
          const result = await next.run(hooks);
          if (recovery.length === 0) recovery = callsSince(world, from);
          return result;
        },
      };
    },
  };
  await playKills(watched, session, { blows: [{ victim: 'session', call: firstChange, kill: 'kill-after' }] });
  await arena.reset();
  return { playbook, session: calls, recovery, firstChange };
}

function isChange({ service, operation }: ChaosCall): boolean {
  return service === 'elasticloadbalancing' && !operation.startsWith('Describe');
}

/** One playbook after the other, so that few worlds are open at a time. */
function inGroups(cases: readonly KillCase[]): readonly KillCase[] {
  return cases.toSorted((a, b) => a.playbook.localeCompare(b.playbook));
}

/** Works through a list, some at a time; gives the results in the list's order. */
async function inTurn<T, R>(list: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) {
      const item = list[at];
      if (item !== undefined) results[at] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

function broken(kill: KillCase, error: unknown): KillVerdict {
  const detail = error instanceof Error ? error.message : String(error);
  const log = [error instanceof Error ? (error.stack ?? detail) : detail];
  return {
    case: kill,
    id: killId(kill),
    reached: true,
    holes: [hole('not-over', detail)],
    killed: 0,
    killedWaiting: 0,
    log,
  };
}
