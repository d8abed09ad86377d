import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silenceSdkNotices } from '../../action/runtime/environment.ts';
import { type Finding, find, type Ground } from './find.ts';
import type { Finder, Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { mutatedBundle } from './mutated-bundle.ts';

/**
 * `npm run test:mutants [NAME …]`: brings in one defect after the other, and plays what has to find it, with the defect and without.
 * Exits 1 unless each is found by what it says, and nothing is wrong without it.
 */
silenceSdkNotices();
const names = process.argv.slice(2);
const unknown = names.filter((name) => !MUTANTS.some((mutant) => mutant.name === name));
if (unknown.length > 0) throw new Error(`there is no mutant ${unknown.join(', ')}`);
const chosen = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name));
/** Several defects may be found by the same: without them it is played once. */
const controls = new Map<string, Finding>();
const work = mkdtempSync(join(tmpdir(), 'breakglass-mutants-'));

try {
  const undisturbed = await ground('control', undefined);
  let bad = 0;
  for (const mutant of chosen) {
    const { finding, problem } = await play(mutant, undisturbed).catch(broken);
    if (problem !== undefined) bad += 1;
    console.log(row(mutant, finding, problem));
  }
  console.log(`${chosen.length} defects, ${chosen.length - bad} found`);
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

interface Played {
  readonly finding: Finding;
  /** Undefined where the defect was found as it has to be. */
  readonly problem: string | undefined;
}

async function play(mutant: Mutant, undisturbed: Ground): Promise<Played> {
  const { foundBy } = mutant;
  const disturbed = await ground(mutant.name, mutant);
  const key = JSON.stringify(foundBy);
  const control = controls.get(key) ?? (await find(foundBy, undisturbed));
  controls.set(key, control);
  const finding = await find(foundBy, disturbed);
  return { finding, problem: problemOf(foundBy, control, finding) };
}

/** The defect is not where it was, or could not be played: the others still can. */
function broken(error: unknown): Played {
  const problem = `COULD NOT BE PLAYED: ${error instanceof Error ? error.message : String(error)}`;
  return { finding: { played: 0, wrong: [] }, problem };
}

async function ground(name: string, mutant: Mutant | undefined): Promise<Ground> {
  const folder = join(work, name);
  mkdirSync(folder);
  return { folder, bundle: await mutatedBundle(join(folder, 'bundle'), mutant), mutant };
}

function problemOf(finder: Finder, control: Finding, finding: Finding): string | undefined {
  if (control.played === 0) return 'NOTHING WAS PLAYED without it';
  if (control.wrong.length > 0) return `RED WITHOUT IT: ${control.wrong.join('; ')}`;
  if (finding.wrong.length === 0) return finding.played === 0 ? 'NOTHING WAS PLAYED' : 'NOT FOUND';
  const hole = 'hole' in finder ? finder.hole : '';
  return finding.wrong.some((line) => line.includes(hole)) ? undefined : `found, but not as ${hole}`;
}

function row(mutant: Mutant, finding: Finding, problem: string | undefined): string {
  const head = `${mutant.name.padEnd(30)} ${problem ?? `found by ${whatFound(mutant.foundBy)}`}`;
  const found = finding.wrong.map((line) => `    ${line.slice(0, 300)}`);
  return [head, `    ${mutant.defect}`, ...found].join('\n');
}

function whatFound(finder: Finder): string {
  switch (finder.by) {
    case 'chaos':
      return `chaos: ${finder.hole}, ${finder.playbook} ${finder.cases.join(' ')}`;
    case 'kill':
      return `a real SIGKILL: ${finder.hole}, ${finder.kill.playbook}`;
    case 'test':
      return `${finder.file}: ${finder.test}`;
  }
}
