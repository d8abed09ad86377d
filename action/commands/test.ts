import { resolve } from 'node:path';
import { BreakglassError } from '../domain/error.ts';
import { requireBundle } from '../drill/bundle.ts';
import { type PlaybookFolder, readPlaybookFolder } from '../drill/habit/playbooks.ts';
import { suggest } from '../playbook/nearest.ts';
import { plain } from '../view/escape.ts';
import { renderText } from '../view/terminal.ts';
import type { Tested } from './test/own-drill.ts';
import { playInWorkers } from './test/workers.ts';
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
  const tasks = chosen.map((playbook) => ({ root, playbook, bundle, scale: options.scale }));
  const results = await playInWorkers(tasks, options.jobs, (tested) => {
    for (const line of options.json ? [JSON.stringify(tested)] : told(tested)) write(line);
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
