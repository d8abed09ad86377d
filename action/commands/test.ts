import { resolve } from 'node:path';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import { requireBundle } from '../drill/bundle.ts';
import { type PlaybookFolder, readPlaybookFolder } from '../drill/habit/playbooks.ts';
import { habitScenario } from '../drill/habit/scenario.ts';
import { PEOPLE } from '../drill/hosting.ts';
import { play } from '../drill/play.ts';
import { suggest } from '../playbook/nearest.ts';
import { plain } from '../view/escape.ts';
import { renderText } from '../view/terminal.ts';
import { validateCommand } from './validate.ts';

export interface TestOptions {
  /** The playbook repository's clone. */
  readonly root: string;
  /** Every playbook has to have a drill file. */
  readonly requireAll: boolean;
  readonly json: boolean;
  /** How many sessions are played at a time. */
  readonly jobs: number;
  /** The bundle to play; default the committed one. */
  readonly action?: string;
  readonly scale: number;
}

/** Lines of a session's log that are shown where its drill failed. */
const LAST_LINES = 40;

/** What became of one playbook's drill. */
interface Tested {
  readonly playbook: string;
  readonly passed: boolean;
  readonly outcome: string;
  /** What customers were answered, probe by probe: `GET /orders/17: 200 by blue → 503 → 200 by blue`. */
  readonly answers: readonly string[];
  readonly problems: readonly string[];
  /** Wall milliseconds. */
  readonly took: number;
}

/**
 * `breakglass test`: every playbook of a repository that says how it is practised (`playbooks/drills/`) is played on the sandbox as a
 * real session would be. Nothing is read from GitHub or AWS. 1 when a file is not valid or a drill ends otherwise than its file says.
 */
export async function testCommand(
  names: readonly string[],
  options: TestOptions,
  write: (line: string) => void,
): Promise<number> {
  const start = Date.now();
  const root = resolve(options.root);
  const bundle = requireBundle(options.action);
  const findings: string[] = [];
  if (validateCommand(root, (line) => void findings.push(line)) !== 0) {
    for (const line of findings) write(line);
    return 1;
  }
  const folder = await readPlaybookFolder(root);
  const chosen = choose(folder, names);
  const without = [...folder.playbooks.keys()].filter((name) => names.length === 0 && !folder.drills.has(name));
  const results = await inTurn(chosen, options.jobs, async (name) => {
    const tested = await testOne(folder, name, { bundle, scale: options.scale });
    for (const line of options.json ? [JSON.stringify(tested)] : told(tested)) write(line);
    return tested;
  });
  const failed = results.filter(({ passed }) => !passed).length;
  if (!options.json) {
    for (const line of tableOf(results)) write(line);
    for (const name of without) write(`no drill  ${name}: say in playbooks/drills/${name}.yml how it is practised`);
    write(`${results.length - failed} passed, ${failed} failed, ${without.length} without a drill`);
    write(`${seconds(Date.now() - start)}, ${Math.min(options.jobs, results.length)} at a time`);
  }
  const untested = results.length === 0 || (options.requireAll && without.length > 0);
  return failed > 0 || untested ? 1 : 0;
}

function choose({ drills }: PlaybookFolder, names: readonly string[]): readonly string[] {
  const unknown = names.find((name) => !drills.has(name));
  if (unknown !== undefined) {
    throw new BreakglassError('unknown-playbook', `there is no drill of "${unknown}"`, {
      hint: suggest(unknown, [...drills.keys()], `add playbooks/drills/${unknown}.yml`),
    });
  }
  return names.length > 0 ? names : [...drills.keys()].toSorted();
}

async function testOne(
  folder: PlaybookFolder,
  name: string,
  { bundle, scale }: { readonly bundle: string; readonly scale: number },
): Promise<Tested> {
  const start = Date.now();
  const [playbook, drill] = [folder.playbooks.get(name), folder.drills.get(name)];
  if (playbook === undefined || drill === undefined) throw new BreakglassError('internal', `no drill of ${name}`);
  const log: string[] = [];
  const stage = {
    say: () => undefined,
    log: (line: string) => void log.push(line),
    approve: async () => true,
    traffic: () => undefined,
  };
  try {
    const scenario = habitScenario(folder.root, playbook, drill, PEOPLE.commander);
    const performance = await play({ scenario, bundle, scale, stage });
    await performance.close();
    const { outcome, answers, problems } = performance;
    const passed = problems.length === 0;
    return {
      playbook: name,
      passed,
      outcome,
      answers,
      problems: passed ? [] : [...problems, ...end(log)],
      took: Date.now() - start,
    };
  } catch (error) {
    const { code, message } = asBreakglassError(error);
    const problems = [`${code}: ${message}`, ...end(log)];
    return { playbook: name, passed: false, outcome: 'none', answers: [], problems, took: Date.now() - start };
  }
}

/** What the session said last: worth reading where it did not end as it should. */
function end(log: readonly string[]): readonly string[] {
  return log.slice(-LAST_LINES);
}

function told({ playbook, passed, outcome, answers, problems, took }: Tested): readonly string[] {
  return [
    `${passed ? 'passed' : 'FAILED'}  ${playbook}: ${outcome}, ${seconds(took)}`,
    ...[...answers, ...problems].map((line) => `        ${plain(line)}`),
  ];
}

/** All of them in the order of their names, for whoever reads the end of a long log. */
function tableOf(results: readonly Tested[]): readonly string[] {
  const rows = results.map(({ playbook, passed, outcome, took }) => [
    [passed ? 'passed' : 'FAILED'],
    [playbook],
    [outcome],
    [seconds(took)],
  ]);
  return ['', ...renderText([{ type: 'table', header: ['', 'playbook', 'outcome', 'time'], rows }]), ''];
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

/** Several at a time; results in the order of the items. */
async function inTurn<T, R>(items: readonly T[], jobs: number, work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, worker));
  return results;
}
