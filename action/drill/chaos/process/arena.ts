import { type Json, sameJson } from '../../../domain/json.ts';
import { gitOutput } from '../../../runtime/git-process.ts';
import { type PlaybookFolder, readPlaybookFolder } from '../../habit/playbooks.ts';
import { habitScenario } from '../../habit/scenario.ts';
import { AUDIT_BRANCH, PEOPLE } from '../../hosting.ts';
import { type RecoveryRun, type StepHooks, startRecovery } from '../../job.ts';
import { drillRequest, mergeRequest, startPipeline } from '../../pipeline.ts';
import type { ActionResult } from '../../runner.ts';
import { buildWorld, type DrillWorld } from '../../world.ts';
import { markLogs, type Read, readsOf } from '../aftermath.ts';
import type { ChaosCall } from '../case.ts';
import { callsSince } from './calls.ts';

/** A world in which one request is merged, and run again and again, in processes: each run of the merge is a session of its own. */
export interface Arena {
  readonly playbook: string;
  readonly world: DrillWorld;
  /** How many times faster than the wall its clock runs. */
  readonly scale: number;
  readonly before: Json;
  /** As an undisturbed session leaves it. */
  readonly fixed: Json;
  /** What an undisturbed session calls, in order. */
  readonly calls: readonly ChaosCall[];
  /** Its reads: by these, credentials are tried. */
  readonly reads: readonly Read[];
  /** A run of the merge, planned, approved and about to start. */
  newSession(): Promise<Session>;
  newRecovery(): Promise<RecoveryRun>;
  /** Puts back what a session has changed, and forgets its links. Only where nothing of it is left open. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface Session {
  readonly runId: number;
  run(hooks?: StepHooks): Promise<ActionResult>;
}

export interface ArenaOptions {
  /** Folder whose playbooks are drilled. */
  readonly root: string;
  readonly playbook: string;
  readonly bundle: string;
  readonly scale: number;
}

/** IAM's changes take so long to be in force, in milliseconds of the clock. */
export const PROPAGATION_MS = 8_000;
/** A second of the wall and more at the tier's pace: a busy machine needs it. */
const HEALTH_CHECK_SECONDS = 60;
/** Until targets count as healthy, in milliseconds of the clock. */
const SETTLED_MS = 3 * HEALTH_CHECK_SECONDS * 1_000;

/** Builds a world, merges the playbook's own drill request, and plays it once undisturbed. */
export async function openArena({ root, playbook, bundle, scale }: ArenaOptions): Promise<Arena> {
  const scenario = scenarioOf(await readPlaybookFolder(root), playbook);
  const world = await buildWorld({
    scale,
    planRole: true,
    propagationMs: PROPAGATION_MS,
    healthCheckSeconds: HEALTH_CHECK_SECONDS,
    ...scenario.world,
  });
  try {
    const { sandbox, hosting } = world;
    const request = drillRequest({ commander: PEOPLE.commander, ...scenario.request?.(world) });
    const sha = await mergeRequest(hosting, request);
    await sandbox.clock.sleep(SETTLED_MS);
    const restore = sandbox.aws.save();
    const before = sandbox.aws.dump();
    const audit = `refs/heads/${AUDIT_BRANCH}`;
    const genesis = (await gitOutput(hosting.directory, ['rev-parse', '--verify', audit])).trim();
    const newSession = async (): Promise<Session> => {
      const pipeline = startPipeline(world, bundle, sha);
      // Of each run anew: what is created is named by the session.
      const plan = await pipeline.plan();
      requireSuccess('plan', plan);
      await pipeline.review(PEOPLE.approver, 'approved');
      return { runId: pipeline.runId, run: (hooks) => pipeline.run(plan.outputs['digest'] ?? '', hooks) };
    };
    const reset = async (): Promise<void> => {
      await gitOutput(hosting.directory, ['update-ref', audit, genesis]);
      if (sameJson(sandbox.aws.dump(), before)) return;
      restore();
      await sandbox.clock.sleep(SETTLED_MS);
    };
    const undisturbed = await newSession();
    const mark = markLogs(world);
    requireSuccess('run', await undisturbed.run());
    const calls = callsSince(world, mark);
    const reads = readsOf(world, mark);
    const fixed = sandbox.aws.dump();
    await reset();
    return {
      playbook,
      world,
      scale,
      before,
      fixed,
      calls,
      reads,
      newSession,
      newRecovery: () => startRecovery(world, bundle),
      reset,
      close: () => world.close(),
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

function scenarioOf({ root, playbooks, drills }: PlaybookFolder, name: string) {
  const [playbook, drill] = [playbooks.get(name), drills.get(name)];
  if (playbook !== undefined && drill !== undefined) return habitScenario(root, playbook, drill, PEOPLE.commander);
  throw new Error(`there is no drill of a playbook "${name}" in ${root}`);
}

function requireSuccess(job: string, { exitCode, errors, log }: ActionResult): void {
  if (exitCode === 0) return;
  const said = errors.join('; ') || log.slice(-3).join('; ');
  throw new Error(`the undisturbed session ended ${exitCode} in its ${job} job: ${said}`);
}
