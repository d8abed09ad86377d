import { setTimeout as wallDelay } from 'node:timers/promises';
import { gitOutput } from '../../../runtime/git-process.ts';
import type { StepHooks } from '../../job.ts';
import type { ActionResult } from '../../runner.ts';
import type { Arena, Session } from './arena.ts';
import { type ArmedKill, armKill } from './kill.ts';
import type { Blow, KillCase, Victim } from './kills.ts';

/** What was done to the processes of one story, and what the last of them said. */
export interface Story {
  /** The session's own process; null exit: it was killed. */
  readonly run: ActionResult;
  /** Whether every call at which a process was to be killed was made. */
  readonly reached: boolean;
  /** How many processes were ended by SIGKILL at a call of theirs. */
  readonly killed: number;
  /** How many recoveries were ended by SIGKILL while they waited for the session's credentials to end. */
  readonly killedWaiting: number;
  readonly recoveries: readonly PlayedRecovery[];
  /** A process that did not end. */
  readonly stuck: boolean;
}

export interface PlayedRecovery {
  readonly runId: number;
  readonly result: ActionResult;
}

/** Recoveries after which nothing new is to be expected of another one. */
const MOST_RECOVERIES = 6;
/** No process of a drill takes so long, in milliseconds of the wall. */
const PATIENCE_MS = 150_000;

/**
 * Plays a session and kills its process as the case says; then recoveries, one after the other as GitHub starts them, until one ends
 * as it should. A recovery that only waits for hours to pass is killed as well, and the hours are left out.
 */
export async function playKills(arena: Arena, session: Session, { blows }: Pick<KillCase, 'blows'>): Promise<Story> {
  const blowOf = (victim: Victim): Blow | undefined => blows.find((blow) => blow.victim === victim);
  const armed: ArmedKill[] = [];
  const first = arm(arena, blowOf('session'), armed);
  const run = await guarded((hooks) => session.run(hooks), first);
  if (first?.reached() === false) first.disarm();
  const late = first === undefined ? () => undefined : releaseLate(arena, blowOf('session'), first);
  const recoveries: PlayedRecovery[] = [];
  let waiting = 0;
  let stuck = run.stuck;
  while (recoveries.length < MOST_RECOVERIES) {
    const kill = arm(arena, [blowOf('recovery'), blowOf('second-recovery')][recoveries.length], armed);
    const wait = createWait(arena);
    const recovery = await arena.newRecovery();
    const { result, stuck: hangs } = await guarded((hooks) => recovery.run(withWait(hooks, wait)), kill);
    kill?.disarm();
    stuck ||= hangs;
    recoveries.push({ runId: recovery.runId, result });
    if (wait.killed()) waiting += 1;
    wait.pass();
    if (kill?.killed() === true) outlive(arena);
    const more = blows.length - 1 > recoveries.length;
    if (result.exitCode === 0 && !more && !(await isLocked(arena))) break;
  }
  late();
  for (const kill of armed) kill.disarm();
  return {
    run: run.result,
    reached: armed.length === blows.length && armed.every((kill) => kill.reached()),
    killed: armed.filter((kill) => kill.killed()).length,
    killedWaiting: waiting,
    recoveries,
    stuck,
  };
}

/** The next recovery waits until what a dead one could restore with has ended: that time is left out as well. */
function outlive({ world }: Arena): void {
  const { aws, clock } = world.sandbox;
  const restoring = aws.credentials().filter(({ roleArn }) => roleArn.endsWith('-recover'));
  const ms = Math.max(0, ...restoring.map(({ expiresAt }) => expiresAt)) - clock.now();
  if (ms > 0) clock.jump(ms + CLOCKS_APART_MS);
}

/** As far as a recovery allows the clocks of a runner and of AWS to be apart. */
const CLOCKS_APART_MS = 61_000;

/** The schedule starts another recovery, which gives back what is left of a session that is closed. */
async function isLocked({ world }: Arena): Promise<boolean> {
  const locks = ['for-each-ref', '--format=%(refname)', 'refs/heads/break-glass/open/'];
  return (await gitOutput(world.hosting.directory, locks)).trim() !== '';
}

function arm(arena: Arena, blow: Blow | undefined, armed: ArmedKill[]): ArmedKill | undefined {
  if (blow === undefined) return undefined;
  const kill = armKill(arena.world, blow.call, blow.kill);
  armed.push(kill);
  return kill;
}

/** Ends a process that does not end by itself: that is a finding, not a reason to wait for ever. */
async function guarded(
  start: (hooks: StepHooks) => Promise<ActionResult>,
  kill: ArmedKill | undefined,
): Promise<{ readonly result: ActionResult; readonly stuck: boolean }> {
  let stuck = false;
  const done = new AbortController();
  const result = await start({
    onStart: (process) => {
      kill?.onStart(process);
      wallDelay(PATIENCE_MS, undefined, { signal: done.signal }).then(
        () => {
          stuck = true;
          process.kill('SIGKILL');
        },
        () => undefined,
      );
    },
    cancelled: () => kill?.cancelled() === true,
  });
  done.abort();
  return { result, stuck };
}

/** What a recovery says when nothing is left to do but to wait, and until when. */
const WAITS = /: waits until (\S+Z)$/;

interface Wait {
  readonly killed: () => boolean;
  readonly onStart: NonNullable<StepHooks['onStart']>;
  readonly onLine: (line: string) => void;
  /** Leaves out the time for which it would have waited. */
  readonly pass: () => void;
}

function createWait({ world }: Arena): Wait {
  const { clock } = world.sandbox;
  let kill: () => void = () => undefined;
  let until: number | undefined;
  return {
    killed: () => until !== undefined,
    onStart: (process) => {
      kill = () => process.kill('SIGKILL');
    },
    onLine: (line) => {
      const [, time] = WAITS.exec(line) ?? [];
      if (time === undefined || until !== undefined) return;
      until = Date.parse(time);
      kill();
    },
    pass: () => {
      const ms = (until ?? 0) - clock.now();
      if (ms > 0) clock.jump(ms + 1_000);
    },
  };
}

function withWait(hooks: StepHooks, wait: Wait): StepHooks {
  return {
    ...hooks,
    onLine: wait.onLine,
    onStart: (process) => {
      wait.onStart(process);
      hooks.onStart?.(process);
    },
  };
}

/** Lets a call that is still on its way arrive when the recovery is where the case says. Gives back how to take the rule away. */
function releaseLate({ world }: Arena, blow: Blow | undefined, { release }: ArmedKill): () => void {
  const { faults } = world.sandbox;
  if (blow?.kill === 'kill-too-late') return faults.add({ ...AWS_READ, kind: 'hook-after', run: release });
  if (blow?.kill !== 'kill-late') return () => undefined;
  return faults.add({ ...(blow.call.service === 'github' ? LINK : DENY), kind: 'hook', run: release });
}

const LINK = { service: 'github', operation: 'createCommitOnBranch' } as const;
const DENY = { service: 'iam', operation: 'PutRolePolicy' } as const;
const AWS_READ = { service: 'elasticloadbalancing', operation: '*' } as const;
