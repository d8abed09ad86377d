import {
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { BreakglassError } from '../../domain/error.ts';
import { type Json, sameJson } from '../../domain/json.ts';
import { suggest } from '../../playbook/nearest.ts';
import { createHttpFetch } from '../../runtime/http.ts';
import { directFetch } from '../../sandbox/direct-fetch.ts';
import { GitRepository } from '../../sandbox/github/git/git-repository.ts';
import { type PlaybookFolder, readPlaybookFolder } from '../habit/playbooks.ts';
import { habitScenario } from '../habit/scenario.ts';
import { AUDIT_BRANCH, OWNER, PEOPLE, REPOSITORY } from '../hosting.ts';
import { drillRequest, mergeRequest } from '../pipeline.ts';
import { buildWorld, type DrillWorld } from '../world.ts';
import { playPlan } from './jobs.ts';
import { createLife, type Life } from './life.ts';
import { loadAhead } from './load-ahead.ts';
import { refsOf } from './trail.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** A world in which one request is merged, and run again and again: each run of the merge is a session of its own. */
export interface Playground {
  readonly playbook: string;
  readonly world: DrillWorld;
  readonly clock: VirtualClock;
  /** The playbook repository, for reading. */
  readonly git: GitRepository;
  readonly request: MergedRequest;
  readonly before: Json;
  readonly newLife: () => Life;
  /** Puts back what a session has changed, and forgets its links. Only where nothing of it is left open. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A request and its plan, as the approver saw it. */
export interface MergedRequest {
  readonly sha: string;
  /** The request's name. */
  readonly name: string;
  readonly digest: string;
  readonly seen: string;
  /** The run whose plan it is. */
  readonly plannedBy: number;
}

/** IAM's changes take so long to be in force, in milliseconds of the clock. */
const PROPAGATION_MS = 8_000;
/** Until targets count as healthy, and what the customer deployed is in force. */
const SETTLED_MS = 660_000;
const DRAIN_SECONDS = '5';
const LIMIT_MS = 3_600_000;
/** No exchange on loopback takes as long, in milliseconds of the wall. */
const EXCHANGE_MS = 60_000;
const REQUEST = '2026-11-21-inc-4711';

/**
 * Builds a world on a clock of its own, and has the playbook's drill request merged and planned there. `alone`: nothing else goes on in
 * this process.
 */
export async function openPlayground(root: string, playbook: string, alone = false): Promise<Playground> {
  const [folder] = await Promise.all([readPlaybookFolder(root), loadAhead()]);
  const scenario = scenarioOf(folder, playbook);
  const clock = createVirtualClock(Date.now(), { alone });
  const world = await buildWorld({ scale: 1, planRole: true, propagationMs: PROPAGATION_MS, ...scenario.world, clock });
  try {
    const send = directFetch(world.sandbox.doors, createHttpFetch(EXCHANGE_MS));
    const newLife = (): Life => createLife(clock, send);
    await slowDown(world);
    await clock.run(clock.sleep(SETTLED_MS), LIMIT_MS);
    const request = drillRequest({ commander: PEOPLE.commander, ...scenario.request?.(world) });
    const sha = await mergeRequest(world.hosting, request);
    const plan = await playPlan({ world, clock }, { sha, name: REQUEST }, newLife());
    const restore = world.sandbox.aws.save();
    const before = world.sandbox.aws.dump();
    const genesis = (await refsOf(world.hosting.directory)).get(`refs/heads/${AUDIT_BRANCH}`) ?? '';
    const git = new GitRepository(world.hosting.directory);
    return {
      playbook,
      world,
      clock,
      git,
      request: { sha, name: REQUEST, ...plan },
      before,
      newLife,
      reset: async () => {
        const branch = { owner: OWNER, repo: REPOSITORY, ref: `heads/${AUDIT_BRANCH}`, sha: genesis, force: true };
        await world.hosting.as('admin').rest.git.updateRef(branch);
        if (sameJson(world.sandbox.aws.dump(), before)) return;
        restore();
        await clock.run(clock.sleep(SETTLED_MS), LIMIT_MS);
      },
      close: async () => {
        git.close();
        await world.close();
      },
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** An hour of waiting is then some dozens of health checks, and not some thousand; and a target that is taken off is drained soon. */
async function slowDown({ sandbox, cloud }: DrillWorld): Promise<void> {
  const { endpoint, region, accessKeyId, secretAccessKey } = sandbox.aws;
  const client = new ElasticLoadBalancingV2Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  for (const TargetGroupArn of [cloud.blue, cloud.green]) {
    await client.send(new ModifyTargetGroupCommand({ TargetGroupArn, HealthCheckIntervalSeconds: 300 }));
    const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: DRAIN_SECONDS }];
    await client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  }
  client.destroy();
}

function scenarioOf({ root, playbooks, drills }: PlaybookFolder, name: string) {
  const [playbook, drill] = [playbooks.get(name), drills.get(name)];
  if (playbook !== undefined && drill !== undefined) return habitScenario(root, playbook, drill, PEOPLE.commander);
  throw new BreakglassError('unknown-playbook', `there is no drill of "${name}"`, {
    hint: suggest(name, [...drills.keys()], `add playbooks/drills/${name}.yml`),
  });
}
