import { formatDuration } from '../domain/duration.ts';
import { type Json, sameJson } from '../domain/json.ts';
import { ENVIRONMENT, PEOPLE } from './hosting.ts';
import { firstChange, recovery } from './milestones.ts';
import { drillRequest, mergeRequest, type Pipeline, startPipeline } from './pipeline.ts';
import { type Watch, watchTraffic } from './probe/watch.ts';
import type { ActionResult } from './runner.ts';
import type { Scenario } from './scenarios.ts';
import { startTraffic, type Traffic } from './traffic.ts';
import { TROUBLE_STORIES, type TroubleStory } from './trouble.ts';
import { judgeAudit, judgeRun, judgeTraffic, judgeWorld, percent } from './verdict.ts';
import { buildWorld, type DrillWorld, writeKeys } from './world.ts';

/** What a drill tells its audience, as it happens. */
export interface Stage {
  say(line: string): void;
  /** A line of the action's own log. */
  log(line: string): void;
  /** Asked for before the approval; false rejects it. */
  approve(digest: string): Promise<boolean>;
  traffic(traffic: Traffic): void;
}

export interface PlayOptions {
  readonly scenario: Scenario;
  readonly bundle: string;
  readonly scale: number;
  readonly stage: Stage;
}

export interface Performance {
  readonly session: string;
  readonly outcome: string;
  readonly playbook: string;
  readonly errorRate: { readonly before: number; readonly after: number; readonly requests: number };
  /** Milliseconds of wall time. */
  readonly timings: Readonly<Record<'plan' | 'run' | 'total', number>>;
  /** Wall time from the approval until AWS took the first change; null when there was none. */
  readonly firstChange: number | null;
  /** Wall time from the approval until the last request that failed; null when they did not stop failing. */
  readonly recovery: number | null;
  /** Bare repository that holds the audit branch. */
  readonly repository: string;
  readonly record: string;
  readonly jwks: string;
  /** A line for each probe of the drill: what customers are answered before, while the change is in force, afterwards. */
  readonly answers: readonly string[];
  /** What was not as the scenario says; empty when the drill passed. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

/** A machine that is busy elsewhere misses a check or two of a fast clock: that is no trouble of the story's. */
const UNHEALTHY_AFTER = 4;
const MEASURED_SECONDS = 5;
const LEAST_REQUESTS = 300;
/** Of what a slower client sends: answers come late. */
const LEAST_SHARE = 0.5;

/** Plays a scenario against a world of its own, and holds its end to what the scenario expects. */
export async function play({ scenario, bundle, scale, stage }: PlayOptions): Promise<Performance> {
  const start = Date.now();
  const story = TROUBLE_STORIES[scenario.trouble ?? 'target-fails'];
  const cloud = { unhealthyAfter: UNHEALTHY_AFTER, ...story.cloud, ...scenario.world?.cloud };
  const world = await buildWorld({ scale, planRole: true, ...scenario.world, cloud });
  let traffic: Traffic | undefined;
  try {
    traffic = await beginTrouble(world, story, stage);
    const least = story.pace === undefined ? LEAST_REQUESTS : story.pace * MEASURED_SECONDS * LEAST_SHARE;
    const before = await traffic.measure(MEASURED_SECONDS, least);
    stage.say(`${percent(before.rate)} of ${before.requests} requests fail`);
    const watch = watchTraffic(world, scenario.traffic);
    await watch.before();
    const { plan, run, took, worldBefore } = await session(world, { scenario, bundle, stage, watch });
    const after = await traffic.measure(MEASURED_SECONDS, least);
    stage.say(`${percent(after.rate)} of ${after.requests} requests fail`);
    if (scenario.expected.world === 'as-before') await story.again?.(world);
    await watch.after();
    tellTraffic(watch, stage);
    const jwks = writeKeys(world);
    const problems = [
      ...judgeRun(scenario, run),
      ...judgeTraffic(scenario, story, { before, after }),
      ...watch.problems(run.outputs['outcome']),
      ...judgeWorld(scenario, sameJson(worldBefore, world.sandbox.aws.dump())),
      ...(await judgeAudit(world, jwks, run.outputs['commit'], stage)),
    ];
    return {
      session: plan.outputs['session'] ?? '',
      outcome: run.outputs['outcome'] ?? 'none',
      playbook: String(scenario.request?.(world)['playbook'] ?? 'shift-traffic'),
      errorRate: { before: before.rate, after: after.rate, requests: before.requests + after.requests },
      timings: { plan: took.plan, run: took.run, total: Date.now() - start },
      firstChange: firstChange(world, took.approvedAt),
      recovery: recovery(traffic.ticks, after, took.approvedAt),
      repository: world.hosting.directory,
      record: run.outputs['record'] ?? '',
      jwks,
      answers: watch.lines(),
      problems,
      close: () => world.close(),
    };
  } catch (error) {
    await world.close();
    throw error;
  } finally {
    await traffic?.stop();
  }
}

/** Everything healthy and serving; then something goes wrong. */
async function beginTrouble(world: DrillWorld, story: TroubleStory, stage: Stage): Promise<Traffic> {
  const url = world.sandbox.aws.listenerUrl(world.cloud.listener);
  if (url === undefined) throw new Error('the listener has no address');
  stage.say(`${ENVIRONMENT}: a load balancer, its target groups, all traffic on blue`);
  const traffic = startTraffic(url, story.pace);
  stage.traffic(traffic);
  await traffic.measure(1, 1);
  await story.begin(world);
  stage.say(`2:13 a.m.: ${story.says}`);
  return traffic;
}

interface Played {
  readonly plan: ActionResult;
  readonly run: ActionResult;
  /** Just before the run job, after what the scenario arranges. */
  readonly worldBefore: Json;
  readonly took: Readonly<Record<'plan' | 'run' | 'approvedAt', number>>;
}

async function session(
  world: DrillWorld,
  { scenario, bundle, stage, watch }: Pick<PlayOptions, 'scenario' | 'bundle' | 'stage'> & { readonly watch: Watch },
): Promise<Played> {
  const commander = scenario.commander ?? PEOPLE.commander;
  const request = drillRequest({ commander, ...scenario.request?.(world) });
  const sha = await mergeRequest(world.hosting, request, { reviewer: commander, merger: commander });
  stage.say(`${PEOPLE.requester} asks by pull request; ${commander} confirms the criteria and merges it`);
  const pipeline = startPipeline(world, bundle, sha);
  const planStart = Date.now();
  const plan = await pipeline.plan({ onLine: stage.log });
  const planned = Date.now() - planStart;
  const digest = plan.outputs['digest'] ?? '';
  const approver = scenario.approver ?? PEOPLE.approver;
  if (!(await stage.approve(digest))) return rejected(world, pipeline, plan, stage);
  await pipeline.review(approver, 'approved');
  stage.say(`${approver} approves at the environment ${ENVIRONMENT}`);
  await scenario.arrange?.(world);
  const worldBefore = world.sandbox.aws.dump();
  const runStart = Date.now();
  let kill: (signal: NodeJS.Signals) => void = () => undefined;
  const run = await pipeline.run(digest, {
    onStart: (process) => {
      kill = process.kill;
    },
    onLine: (line) => {
      stage.log(line);
      watch.onLine(line);
      scenario.onLine?.(line, world, kill);
    },
  });
  const ran = Date.now() - runStart;
  stage.say(`${run.outputs['outcome'] ?? 'no outcome'}, ${formatDuration(ran)} after the approval`);
  return { plan, run, worldBefore, took: { plan: planned, run: ran, approvedAt: runStart } };
}

async function rejected(world: DrillWorld, pipeline: Pipeline, plan: ActionResult, stage: Stage): Promise<Played> {
  const worldBefore = world.sandbox.aws.dump();
  await pipeline.review(PEOPLE.approver, 'rejected');
  stage.say(`${PEOPLE.approver} rejects it: nothing is asked of AWS`);
  const run = await pipeline.recordRefusal({ onLine: stage.log });
  return { plan, run, worldBefore, took: { plan: 0, run: 0, approvedAt: Date.now() } };
}

function tellTraffic(watch: Watch, stage: Stage): void {
  const lines = watch.lines();
  if (lines.length > 0) stage.say('customers are answered: before → while the change is in force → afterwards');
  for (const line of lines) stage.log(line);
}
