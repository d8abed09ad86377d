import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArena } from '../../action/drill/chaos/process/arena.ts';
import { playVerdict } from '../../action/drill/chaos/process/verdict.ts';
import { ROOT } from '../repository/files.ts';
import type { Finder, Mutant } from './mutant.ts';

/** What was played, and what it found. */
export interface Finding {
  /** How much was played: nothing would find nothing. */
  readonly played: number;
  /** One line for each thing that is wrong; empty where all is well. */
  readonly wrong: readonly string[];
}

export interface Ground {
  /** Folder for whatever comes up. */
  readonly folder: string;
  /** The bundle, with the defect or without. */
  readonly bundle: string;
  /** Undefined: the source as it is. */
  readonly mutant: Mutant | undefined;
}

export function find(finder: Finder, ground: Ground): Promise<Finding> {
  switch (finder.by) {
    case 'chaos': {
      const { playbook, cases } = finder;
      const environment = { BREAKGLASS_CHAOS_PLAYBOOK: playbook, BREAKGLASS_CHAOS_CASES: cases.join(' ') };
      return runTests(ground, ['test/mutants/chaos-cases.ts'], environment);
    }
    case 'kill':
      return playKill(finder, ground);
    case 'test':
      return runTests(ground, [finder.file, '-t', `^${escaped(finder.test)}`], {});
  }
}

async function playKill({ kill }: Extract<Finder, { by: 'kill' }>, { bundle }: Ground): Promise<Finding> {
  const arena = await openArena({ root: ROOT, playbook: kill.playbook, bundle, scale: 25 });
  try {
    const { reached, holes } = await playVerdict(arena, kill);
    return { played: reached ? 1 : 0, wrong: holes.map(({ what, detail }) => `${what}: ${detail}`) };
  } finally {
    await arena.close();
  }
}

interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

async function runTests(
  { folder, bundle, mutant }: Ground,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Finding> {
  const report = join(folder, 'report.json');
  const config = ['--config', 'test/mutants/vitest.config.ts', '--reporter', 'json', '--outputFile', report];
  const { CI: _, ...env } = process.env;
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...config, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...env, ...environment, BREAKGLASS_BUNDLE: bundle, BREAKGLASS_MUTANT: mutant?.name ?? '' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const results = readReport(report, said).testResults.flatMap(({ assertionResults }) => assertionResults);
  const played = results.filter(({ status }) => status === 'passed' || status === 'failed');
  return {
    played: played.length,
    wrong: played.filter(({ status }) => status === 'failed').map((each) => firstLines(each.failureMessages ?? [])),
  };
}

function readReport(file: string, said: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(`the tests could not be run: ${said.trim()}`);
  }
}

/** Without colours and stacks. */
function firstLines(messages: readonly string[]): string {
  return messages
    .map((message) =>
      message
        .replace(/\u001B\[[\d;]*m/g, '')
        .split('\n')
        .filter((line) => !/^\s+at /.test(line))
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .join('; ');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
