import { BreakglassError } from '../../domain/error.ts';
import { suggest } from '../../playbook/nearest.ts';
import { readPlaybookFolder } from '../habit/playbooks.ts';
import { caseId, parseCaseId, type Verdict } from './case.ts';
import { holeLines, matrixLines, totalLine } from './report.ts';
import { type PlayedMessage, playInWorker, type WorkerTask } from './workers.ts';

export interface ChaosOptions {
  /** Folder whose playbooks are played. */
  readonly root: string;
  /** One of them; all that have a drill, unless given. */
  readonly playbook?: string;
  /** One case, whose log is shown. */
  readonly case?: string;
  readonly workers: number;
  /** The process tier after it: whose processes are killed, and how many times; `kill`: one story of it alone. */
  readonly processes?: { readonly bundle: string; readonly kills: number; readonly kill?: string };
}

/** A line of progress for so many cases. */
const PROGRESS = 100;

/** Plays every call of a playbook's drill with every fault, then kills real processes. 0 when there is no hole. */
export async function chaos(options: ChaosOptions, write: (line: string) => void): Promise<number> {
  const { root, playbook } = options;
  const { drills } = await readPlaybookFolder(root);
  const names = playbook === undefined ? [...drills.keys()].toSorted() : [requireKnown(playbook, [...drills.keys()])];
  if (options.case !== undefined) return playOne(options, names, options.case, write);
  if (options.processes?.kill !== undefined) return failed(await playProcesses(options, names, [], write));
  const verdicts: Verdict[] = [];
  for (const name of names) {
    const start = Date.now();
    write(`chaos: ${name}, every call with every fault`);
    const found = await playAll({ ...options, playbook: name }, write);
    verdicts.push(...found);
    for (const line of matrixLines(found)) write(line);
    const missed = found.filter(({ reached }) => !reached);
    for (const verdict of missed) write(`not reached: ${name} ${caseId(verdict.case)}`);
    write(`${name}: ${totalLine(found)}, ${Math.round((Date.now() - start) / 1_000)} s`);
  }
  const both = [...verdicts, ...(await playProcesses(options, names, verdicts, write))];
  write(totalLine(both));
  return failed(both);
}

type Judged = Pick<Verdict, 'holes' | 'reached'>;

function failed(verdicts: readonly Judged[]): number {
  return verdicts.some(({ holes, reached }) => holes.length > 0 || !reached) ? 1 : 0;
}

/** What both tiers have played has to end alike in both. */
async function playProcesses(
  { root, processes }: ChaosOptions,
  playbooks: readonly string[],
  others: readonly Verdict[],
  write: (line: string) => void,
): Promise<readonly Judged[]> {
  if (processes === undefined || (processes.kills === 0 && processes.kill === undefined)) return [];
  const { killsCommand } = await import('./process/command.ts');
  return (await killsCommand({ root, playbooks, others, ...processes }, write)).verdicts;
}

function requireKnown(playbook: string, names: readonly string[]): string {
  if (names.includes(playbook)) return playbook;
  throw new BreakglassError('unknown-playbook', `there is no drill of "${playbook}"`, {
    hint: suggest(playbook, names, `add playbooks/drills/${playbook}.yml`),
  });
}

/** One case, with everything that its processes said. */
async function playOne(
  { root }: ChaosOptions,
  [playbook = '']: readonly string[],
  id: string,
  write: (line: string) => void,
): Promise<number> {
  if (parseCaseId(id) === undefined) throw noCase(id);
  const verdicts: Verdict[] = [];
  await playInWorker({ root, playbook, index: 0, workers: 1, only: id }, ({ played }) => {
    verdicts.push(played);
    for (const line of [...played.log, ...holeLines(played)]) write(line);
    if (!played.reached) write(`not reached: ${id}`);
  });
  if (verdicts.length === 0) throw noCase(id);
  write(totalLine(verdicts));
  return failed(verdicts);
}

function noCase(id: string): BreakglassError {
  return new BreakglassError('invalid-input', `there is no case "${id}"`, {
    hint: 'name one as a hole is reported: service:Operation#number:fault, with --chaos PLAYBOOK',
  });
}

/** A playbook's cases over some processes; each has a world of its own. */
async function playAll(
  { root, playbook = '', workers }: ChaosOptions,
  write: (line: string) => void,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  const counts = new Set<number>();
  const take = ({ played, all }: PlayedMessage): void => {
    verdicts.push(played);
    counts.add(all);
    for (const line of holeLines(played)) write(line);
    if (verdicts.length % PROGRESS === 0) write(`  ${verdicts.length} of ${all}`);
  };
  const tasks = Array.from({ length: workers }, (_, index): WorkerTask => ({ root, playbook, index, workers }));
  await Promise.all(tasks.map((task) => playInWorker(task, take)));
  if (counts.size > 1) {
    throw new BreakglassError('drill-failed', `the undisturbed session of ${playbook} differs from run to run`);
  }
  return verdicts;
}
