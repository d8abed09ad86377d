import { resolve } from 'node:path';
import { BreakglassError } from '../domain/error.ts';
import { UNPROVEN_BEHAVIOURS } from '../domain/fidelity.ts';
import { requireBundle } from '../drill/bundle.ts';
import { type DrillRecord, drillRecordPath, readDrilledBefore } from '../drill/habit/drill-record.ts';
import { nextCommander, nextPlaybook, OVERDUE_MS, overdue } from '../drill/habit/pick.ts';
import { drillables, type PlaybookFolder, readPlaybookFolder } from '../drill/habit/playbooks.ts';
import { habitScenario } from '../drill/habit/scenario.ts';
import { PEOPLE } from '../drill/hosting.ts';
import { play } from '../drill/play.ts';
import { createStage } from '../drill/stage.ts';
import { createDrillBranch } from '../github/drill-branch.ts';
import { type DrillIssue, tellIssue } from '../github/drill-issues.ts';
import { createRestClient } from '../github/rest-client.ts';
import { suggest } from '../playbook/nearest.ts';
import { readCliEnvironment } from '../runtime/cli-environment.ts';
import { processVariables } from '../runtime/environment.ts';
import { drillTimesLine, failedDrillPage, overdueDrillPage } from '../view/drill-issue.ts';
import { renderMarkdown } from '../view/markdown.ts';
import { packageVersion } from './init.ts';

export interface HabitOptions {
  /** The playbook repository's clone. */
  readonly root: string;
  /** Instead of the one whose turn it is. */
  readonly playbook?: string;
  /** Nothing is read from GitHub or written to it. */
  readonly local: boolean;
  readonly json: boolean;
  /** The bundle to drill; default the committed one. */
  readonly action?: string;
  readonly scale: number;
}

/** What is kept of drills, and who is told: GitHub's, or nothing and nobody. */
interface Habits {
  readonly before: readonly NonNullable<ReturnType<typeof readDrilledBefore>>[];
  keep(record: DrillRecord): Promise<void>;
  tell(issue: DrillIssue): Promise<void>;
}

/** `breakglass habit`: one playbook drilled by the next commander, its record kept, people told. 1 when the drill failed. */
export async function habitCommand(options: HabitOptions, write: (line: string) => void): Promise<number> {
  const say = options.json ? () => undefined : write;
  const folder = await readPlaybookFolder(resolve(options.root));
  const habits = options.local ? forgetful() : await onGitHub(say);
  const record = await drill(folder, habits, options, say);
  // First of all, for whoever reads the log: what is written to GitHub may fail.
  for (const problem of record.problems) write(`PROBLEM: ${problem}`);
  await habits.keep(record);
  if (!record.passed) await habits.tell(failedIssue(record));
  const now = Date.parse(record.at);
  for (const late of overdue(await drillables(folder), [...habits.before, record], now)) {
    say(`overdue: ${late.playbook}, last drilled ${late.lastDrill ?? 'never'}`);
    await habits.tell({
      subject: `overdue/${late.playbook}`,
      title: `${late.playbook} has not been drilled for 90 days`,
      body: renderMarkdown(overdueDrillPage(late, OVERDUE_MS)),
    });
  }
  if (options.json) write(JSON.stringify(record));
  say(`${record.passed ? 'the drill passed' : 'the drill FAILED'}: ${drillTimesLine(record.times)}`);
  return record.passed ? 0 : 1;
}

async function drill(
  folder: PlaybookFolder,
  { before }: Habits,
  options: HabitOptions,
  say: (line: string) => void,
): Promise<DrillRecord> {
  const name = options.playbook ?? nextPlaybook(await drillables(folder), before);
  const { playbook, plan } = requireDrill(folder, name);
  const commanders = new Set(folder.installs.flatMap((install) => install.commanders.map(formatPerson)));
  // A repository without an install yet has nobody whose turn it is.
  const commander = nextCommander([...commanders], before) ?? PEOPLE.commander;
  const bundle = requireBundle(options.action);
  say(`drill of ${playbook.playbook}, commander ${commander}: ${plan.summary}`);
  const at = new Date().toISOString();
  const terminal = {
    write: options.json ? () => undefined : (text: string) => void process.stdout.write(text),
    live: false,
  };
  const { stage } = createStage(terminal, false);
  const scenario = habitScenario(folder.root, playbook, plan, commander);
  const performance = await play({ scenario, bundle, scale: options.scale, stage });
  await performance.close();
  return {
    version: 1,
    playbook: playbook.playbook,
    installs: folder.installs.map(({ install }) => install),
    commander,
    at,
    passed: performance.problems.length === 0,
    outcome: performance.outcome,
    problems: performance.problems,
    times: {
      plan: performance.timings.plan,
      firstChange: performance.firstChange,
      recovery: performance.recovery,
      closed: performance.timings.run,
    },
    commit: folder.commit,
    breakglass: packageVersion(),
    unproven: UNPROVEN_BEHAVIOURS,
  };
}

function requireDrill({ playbooks, drills }: PlaybookFolder, name: string | undefined) {
  const plan = name === undefined ? undefined : drills.get(name);
  const playbook = name === undefined ? undefined : playbooks.get(name);
  if (plan !== undefined && playbook !== undefined) return { plan, playbook };
  if (name === undefined) {
    throw new BreakglassError('file-missing', 'no playbook has a drill file', {
      hint: 'say in playbooks/drills/<playbook>.yml how a playbook is practised',
    });
  }
  throw new BreakglassError('unknown-playbook', `there is no drill of "${name}"`, {
    hint: suggest(name, [...drills.keys()], `add playbooks/drills/${name}.yml`),
  });
}

function formatPerson({ login, id }: { readonly login: string; readonly id?: number }): string {
  return id === undefined ? login : `${login}#${id}`;
}

function failedIssue({ playbook, commander, outcome, problems }: DrillRecord): DrillIssue {
  const runUrl = runUrlOf(processVariables());
  return {
    subject: `failed/${playbook}`,
    title: `The drill of ${playbook} failed`,
    body: renderMarkdown(failedDrillPage({ playbook, commander, outcome, problems, runUrl })),
  };
}

function runUrlOf(variables: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = variables;
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
}

function forgetful(): Habits {
  return { before: [], keep: async () => undefined, tell: async () => undefined };
}

async function onGitHub(say: (line: string) => void): Promise<Habits> {
  const { owner, name, ...access } = readCliEnvironment(processVariables(), undefined);
  const octokit = createRestClient(access);
  const place = { owner, repo: name };
  const branch = createDrillBranch(octokit, place);
  const before = (await branch.read()).flatMap((record) => readDrilledBefore(record) ?? []);
  return {
    before,
    keep: async (record) => {
      const path = drillRecordPath(record);
      say(`record ${path}, commit ${await branch.add(path, `${JSON.stringify(record, null, 2)}\n`)}`);
    },
    tell: async (issue) => say(`told in issue #${await tellIssue(octokit, place, issue)}: ${issue.title}`),
  };
}
