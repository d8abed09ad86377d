import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BreakglassError } from '../domain/error.ts';
import { requireBundle } from '../drill/bundle.ts';
import { readPlaybookFolder } from '../drill/habit/playbooks.ts';
import { habitScenario } from '../drill/habit/scenario.ts';
import { AUDIT_BRANCH, PEOPLE } from '../drill/hosting.ts';
import { PACKAGE_ROOT } from '../drill/package-root.ts';
import { type Performance, play } from '../drill/play.ts';
import { SCENARIOS, type Scenario } from '../drill/scenarios.ts';
import { createStage } from '../drill/stage.ts';
import { suggest } from '../playbook/nearest.ts';
import { gitOutput } from '../runtime/git-process.ts';

export interface DrillOptions {
  /** A shipped playbook, whose own drill is played instead of a scenario. */
  readonly playbook?: string;
  readonly scenario: string;
  /** Instead of one story: the drill of every shipped playbook, `jobs` at a time. */
  readonly all?: boolean;
  readonly jobs: number;
  readonly json: boolean;
  /** A person is asked for the approval. */
  readonly ask: boolean;
  /** Keeps the audit repository, the record and the keys here. */
  readonly out?: string;
  /** The bundle to drill; default the committed one. */
  readonly action?: string;
  /** How many times faster than the wall the drill's clock runs. */
  readonly scale: number;
  /** Instead of a story: every call with every fault, of one playbook or (`true`) of all. */
  readonly chaos?: string | true;
  /** One case of chaos. */
  readonly case?: string;
  /** How many sessions and recoveries chaos kills in processes of their own, and one such story alone. */
  readonly kills?: number;
  readonly kill?: string;
}

/** `breakglass drill`: 0 when the session ended as its scenario says, and everything measured agrees. */
export async function drillCommand(options: DrillOptions, write: (line: string) => void): Promise<number> {
  if ((options.chaos ?? options.case ?? options.kill) !== undefined) return chaosCommand(options, write);
  if (options.all === true) return everyDrill(options, write);
  const scenario = options.playbook === undefined ? findScenario(options.scenario) : await ownDrill(options.playbook);
  const bundle = requireBundle(options.action);
  const say = options.json ? () => undefined : write;
  const terminal = { write: options.json ? () => undefined : writeText, live: process.stdout.isTTY };
  const audience = createStage(terminal, options.ask);
  say(`drill "${scenario.name}": ${scenario.title}`);
  const performance = await play({ scenario, bundle, scale: options.scale, stage: audience.stage });
  try {
    if (!options.json) audience.chart();
    const auditRepo = await keep(performance, options.out);
    for (const problem of performance.problems) write(`PROBLEM: ${problem}`);
    if (options.json) write(JSON.stringify(result(performance, auditRepo)));
    else
      say(
        performance.problems.length === 0
          ? `the drill passed: ${performance.outcome}, as it should`
          : 'the drill FAILED',
      );
    return performance.problems.length === 0 ? 0 : 1;
  } finally {
    await performance.close();
  }
}

/** As a playbook repository's own CI does it: see `breakglass test`. */
async function everyDrill(options: DrillOptions, write: (line: string) => void): Promise<number> {
  const { testCommand } = await import('./test.ts');
  const { playbook, jobs, json, scale, action } = options;
  const names = playbook === undefined ? [] : [playbook];
  const given = { root: PACKAGE_ROOT, requireAll: true, jobs, json, scale };
  return testCommand(names, action === undefined ? given : { ...given, action }, write);
}

/** Two worlds at once, whatever the machine: a session is as fast as its slowest answer. */
const CHAOS_WORKERS = 2;

/** Of real processes, over all playbooks that are played. */
const KILLS = 200;

async function chaosCommand(options: DrillOptions, write: (line: string) => void): Promise<number> {
  const playbook = typeof options.chaos === 'string' ? options.chaos : undefined;
  if ((options.case ?? options.kill) !== undefined && playbook === undefined) {
    throw new BreakglassError('invalid-input', '--case and --kill need --chaos with a playbook', {
      hint: 'write for example --chaos shift-traffic --case sts:AssumeRoleWithWebIdentity#1:kill-after',
    });
  }
  const { chaos } = await import('../drill/chaos/chaos.ts');
  const chosen = options.case === undefined ? {} : { case: options.case };
  const named = playbook === undefined ? {} : { playbook };
  const kill = options.kill === undefined ? {} : { kill: options.kill };
  const processes = { bundle: requireBundle(options.action), kills: options.kills ?? KILLS, ...kill };
  return chaos({ root: PACKAGE_ROOT, workers: CHAOS_WORKERS, processes, ...named, ...chosen }, write);
}

const writeText = (text: string): void => void process.stdout.write(text);

/** How a shipped playbook is practised, as its own drill file says. */
async function ownDrill(name: string): Promise<Scenario> {
  const { playbooks, drills } = await readPlaybookFolder(PACKAGE_ROOT);
  const [playbook, drill] = [playbooks.get(name), drills.get(name)];
  if (playbook !== undefined && drill !== undefined) {
    return habitScenario(PACKAGE_ROOT, playbook, drill, PEOPLE.commander);
  }
  throw new BreakglassError('unknown-playbook', `no playbook "${name}" is shipped with a drill`, {
    hint: suggest(name, [...drills.keys()], `write one of ${[...drills.keys()].join(', ')}`),
  });
}

function findScenario(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  const names = SCENARIOS.map((scenario) => scenario.name);
  throw new BreakglassError('invalid-input', `there is no scenario "${name}"`, {
    hint: suggest(name, names, `write one of ${names.join(', ')}`),
  });
}

function result(performance: Performance, auditRepo: string | null): Record<string, unknown> {
  const { session, outcome, playbook, errorRate, timings, record } = performance;
  return { session, outcome, playbook, errorRate, timings, auditRepo, record };
}

/** Path of the kept audit repository, or null. */
async function keep(performance: Performance, out: string | undefined): Promise<string | null> {
  if (out === undefined) return null;
  const folder = resolve(out);
  const auditRepo = join(folder, 'audit.git');
  await cp(performance.repository, auditRepo, { recursive: true });
  await cp(performance.jwks, join(folder, 'jwks.json'));
  // Of a session that is not closed there is none yet.
  if (performance.record === '') return auditRepo;
  const record = await gitOutput(auditRepo, ['show', `${AUDIT_BRANCH}:${performance.record}`]);
  await writeFile(join(folder, 'record.json'), record);
  return auditRepo;
}
