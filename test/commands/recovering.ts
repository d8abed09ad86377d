import type { Link } from '../../action/audit/link.ts';
import { ENVIRONMENT, PEOPLE } from '../../action/drill/hosting.ts';
import { type RecoveryRun, type StepHooks, startRecovery } from '../../action/drill/job.ts';
import { review } from '../../action/drill/pipeline.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { buildPlayedWorld, type PlayedWorldOptions } from '../in-process/world.ts';
import { arnsOf, bundleOf, openRefs, request, sessionFiles } from '../refusals/live.ts';
import type { Changes } from '../refusals/row.ts';
import { storyOf } from '../refusals/story.ts';
import { PLACE } from './job.ts';

/** Of a world of real processes: so many times as fast as the wall. */
const SCALE = 40;

export const CHECKS = [
  { uses: 'elbv2/expect-healthy', with: { 'target-group': '${{ inputs.to }}', 'at-least': '50%' } },
];

/** So long after its death, nothing of a session works any more. */
export const OVER_MS = 70 * 60_000;

/** A session whose run ended before it did. */
export interface Dead {
  readonly id: string;
  readonly runId: number;
  readonly plan: ActionResult;
  readonly run: ActionResult;
  /** `YYYY/MM/DD`: its links stay there, however long it lasts. */
  readonly day: string;
  /** The world before it. */
  readonly before: unknown;
}

export interface Death {
  /** The line of the log at which the process is killed, or the number of the link that is its last. */
  readonly at: RegExp | number;
  readonly signal?: NodeJS.Signals;
  readonly playbook?: Changes;
  readonly request?: Changes;
  readonly install?: Changes;
  /** Inputs of the run job beside those that the pipeline gives. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Somebody had cancelled it on GitHub. */
  readonly cancelled?: true;
  /** GitHub does not know that it is over. */
  readonly unnoticed?: true;
}

export interface Recovering extends StepHooks {
  readonly until?: RegExp;
  readonly signal?: NodeJS.Signals;
  /** The install of which a reviewer lets it into the environment. */
  readonly approved?: string;
}

/** A world in which runners die. */
export interface Ward {
  readonly world: DrillWorld;
  /** A session that is killed. */
  die(death: Death): Promise<Dead>;
  /** One recovery; ended by `signal` (SIGINT) where it says `until`. */
  recover(options?: Recovering): Promise<ActionResult>;
  /** Links of a session, oldest first. */
  links(dead: Dead): Promise<readonly Link[]>;
  giveBack(): Promise<void>;
  close(): Promise<void>;
}

/** Sessions and recoveries are played in this process, unless it is to be by `real` ones: the bundle's. */
export async function openWard(options: PlayedWorldOptions = {}, real?: 'real'): Promise<Ward> {
  const world = real === undefined ? await buildPlayedWorld(options) : await buildWorld({ scale: SCALE, ...options });
  let sessions = 0;
  return {
    world,
    die: async (death) => {
      sessions += 1;
      return die(world, `dies-${sessions}`, death);
    },
    recover: async ({ until, signal = 'SIGINT', approved, ...hooks } = {}) => {
      let kill = (): void => undefined;
      const recovery = await startRecovery(world, bundleOf(world), approved === undefined ? undefined : ENVIRONMENT);
      if (approved !== undefined) await letIn(world, recovery);
      return recovery.run({
        ...hooks,
        ...(approved === undefined ? {} : { inputs: { ...hooks.inputs, install: approved } }),
        onStart: (process) => {
          kill = () => process.kill(signal);
        },
        onLine: (line) => {
          hooks.onLine?.(line);
          if (until?.test(line) === true) kill();
        },
      });
    },
    links: async ({ id, day }) => (await sessionFiles(world, `drill/${day}/${id}/record.json`)).links,
    giveBack: async () => {
      for (const ref of await openRefs(world)) {
        await world.hosting.as('admin').rest.git.deleteRef({ ...PLACE, ref: ref.replace('refs/', '') });
      }
    },
    close: () => world.close(),
  };
}

async function letIn({ sandbox, hosting }: DrillWorld, { runId }: RecoveryRun): Promise<void> {
  sandbox.github.control.enterEnvironment(runId, ENVIRONMENT);
  await review(hosting, runId, PEOPLE.approver, { state: 'approved', comment: 'seen' });
}

async function die(world: DrillWorld, name: string, death: Death): Promise<Dead> {
  const facts = {
    playbook: { monitor: { for: '5s', checks: CHECKS }, ...death.playbook },
    request: { duration: '2m', inputs: { listener: 'web-http', to: 'green', percent: 100 }, ...death.request },
    ...(death.install === undefined ? {} : { install: death.install }),
  };
  const pipeline = await request(world, {}, {}, storyOf(name, facts, arnsOf(world)));
  const plan = await pipeline.plan();
  await pipeline.review(PEOPLE.approver, 'approved');
  const before = world.sandbox.aws.dump();
  let kill = (): void => undefined;
  const { at } = death;
  if (typeof at === 'number') {
    const last = { service: 'github', operation: 'createCommitOnBranch', nth: at } as const;
    world.sandbox.faults.add({ ...last, kind: 'hook-after', run: () => kill() });
  }
  const day = new Date(world.sandbox.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  const run = await pipeline.run(plan.outputs['digest'] ?? '', {
    onStart: (process) => {
      kill = () => process.kill(death.signal ?? 'SIGKILL');
    },
    onLine: (line) => {
      if (typeof at !== 'number' && at.test(line)) kill();
    },
    ...(death.cancelled === true ? { cancelled: () => true } : {}),
    ...(death.inputs === undefined ? {} : { inputs: death.inputs }),
  });
  return { id: plan.outputs['session'] ?? '', runId: pipeline.runId, plan, run, day, before };
}

export { ENVIRONMENT };
