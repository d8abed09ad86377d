import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../bench/median.ts';
import { branchOf } from './long-trail.ts';

export interface TrailReport {
  readonly version: 1;
  readonly node: string;
  readonly cpu: string;
  readonly rounds: number;
  /** Load average of five minutes before and after: with more than a process for each core, wall times say little. */
  readonly load: readonly [number, number];
  readonly trails: readonly TrailFigures[];
}

/** Medians of one trail's rounds; the ratios are medians of the rounds' own. */
export interface TrailFigures {
  readonly sessions: number;
  readonly verifyMs: number;
  readonly gitMs: number;
  /** CPU time of each, user and system, children and threads included. */
  readonly verifyCpuMs: number;
  readonly gitCpuMs: number;
  /** Wall time of `audit verify` to that of `git log --stat`, and the same of CPU time. */
  readonly ratio: number;
  readonly cpuRatio: number;
  /** CPU time of `audit verify` for each session, milliseconds. */
  readonly cpuMsPerSession: number;
  /** Largest resident set of the process that verifies. */
  readonly peakMiB: number;
}

interface Options {
  readonly repo: string;
  readonly jwks: string;
  readonly lengths: readonly number[];
  readonly rounds: number;
  /** The compiled command line. */
  readonly cli: string;
}

interface Used {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
}

const PRELOAD = new URL('../bench/usage-preload.js', import.meta.url).href;
/** Bash knows what a command and the processes that it waited for used: wall, user and system seconds. */
const TIME = 'TIMEFORMAT="%R %U %S"; time "$@" > /dev/null';

/**
 * Every round has all trails, each by git just before and by us, so that a machine that slows down slows both. Git has read the
 * longest once before, so that none of them waits for the disk.
 */
export async function measureTrail({ repo, jwks, lengths, rounds, cli }: Options): Promise<TrailReport> {
  const before = fiveMinutes();
  const log = (sessions: number): Promise<Used> =>
    timed('git', ['-C', repo, '--no-pager', 'log', '--stat', branchOf(sessions)]);
  await log(Math.max(...lengths));
  const samples = new Map<number, { readonly git: Used; readonly verify: Used }[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const sessions of lengths) {
      const branch = branchOf(sessions);
      const git = await log(sessions);
      const args = ['audit', 'verify', '--repo', repo, '--branch', branch, '--jwks', jwks];
      const verify = await timed(process.execPath, [cli, ...args]);
      samples.set(sessions, [...(samples.get(sessions) ?? []), { git, verify }]);
    }
  }
  return {
    version: 1,
    node: process.version,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    rounds,
    load: [before, fiveMinutes()],
    trails: [...samples].map(([sessions, pairs]) => ({
      sessions,
      verifyMs: median(pairs.map(({ verify }) => verify.wallMs)),
      gitMs: median(pairs.map(({ git }) => git.wallMs)),
      verifyCpuMs: median(pairs.map(({ verify }) => verify.cpuMs)),
      gitCpuMs: median(pairs.map(({ git }) => git.cpuMs)),
      ratio: median(pairs.map(({ verify, git }) => verify.wallMs / git.wallMs)),
      cpuRatio: median(pairs.map(({ verify, git }) => verify.cpuMs / git.cpuMs)),
      cpuMsPerSession: median(pairs.map(({ verify }) => verify.cpuMs / sessions)),
      peakMiB: Math.max(...pairs.map(({ verify }) => verify.peakMiB)),
    })),
  };
}

function fiveMinutes(): number {
  return loadavg()[1] ?? 0;
}

/** Runs a command, and throws its output away. */
async function timed(command: string, args: readonly string[]): Promise<Used> {
  const folder = mkdtempSync(join(tmpdir(), 'breakglass-verify-'));
  const usage = join(folder, 'usage.json');
  const env = { ...process.env, NODE_OPTIONS: `--import ${PRELOAD}`, BENCH_USAGE_FILE: usage };
  try {
    const child = spawn('bash', ['-c', TIME, 'time', command, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${code}: ${told}`);
    const [wall = 0, user = 0, system = 0] = (told.trimEnd().split('\n').at(-1) ?? '').split(' ').map(Number);
    const peakMiB = existsSync(usage) ? (JSON.parse(readFileSync(usage, 'utf8')) as { peakMiB: number }).peakMiB : 0;
    return { wallMs: wall * 1000, cpuMs: (user + system) * 1000, peakMiB };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function printTrail({ node, cpu, rounds, load, trails }: TrailReport): void {
  const [before, after] = load.map((average) => average.toFixed(1));
  console.log(`${node}, ${cpu}, median of ${rounds} interleaved rounds, load ${before} before and ${after} after`);
  const head = ['sessions', 'verify', 'git log', 'ratio', 'CPU', 'of git', 'ratio of CPU', 'CPU a session', 'peak'];
  const rows = trails.map((trail) => [
    String(trail.sessions),
    `${(trail.verifyMs / 1000).toFixed(1)} s`,
    `${(trail.gitMs / 1000).toFixed(1)} s`,
    `${trail.ratio.toFixed(2)} ×`,
    `${(trail.verifyCpuMs / 1000).toFixed(1)} s`,
    `${(trail.gitCpuMs / 1000).toFixed(1)} s`,
    `${trail.cpuRatio.toFixed(2)} ×`,
    `${trail.cpuMsPerSession.toFixed(2)} ms`,
    `${trail.peakMiB.toFixed(0)} MiB`,
  ]);
  for (const row of [head, ...rows]) console.log(row.map((cell) => cell.padStart(14)).join(''));
  const [first, last] = [trails[0], trails.at(-1)];
  if (first !== undefined && last !== undefined) {
    const growth = last.cpuMsPerSession / first.cpuMsPerSession;
    console.log(`CPU a session, ${last.sessions} against ${first.sessions} sessions: ${growth.toFixed(2)} ×`);
  }
}
