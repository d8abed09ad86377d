import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareNode } from './bare-node.ts';
import { median } from './median.ts';
import type { Stage } from './stage.ts';

/** What processes used, as they say themselves when they exit. CPU time hardly depends on what else the machine does. */
export interface Usage {
  /** The largest resident set of all runs. */
  readonly peakMiB: number;
  /** Medians of user and system time of all threads, milliseconds. */
  readonly bareCpuMs: number;
  readonly firstCallCpuMs: number;
  readonly sessionCpuMs: number;
}

interface Used {
  readonly peakMiB: number;
  readonly cpuMs: number;
  readonly firstCallCpuMs: number;
}

/** Runs of their own, none of them timed: what is loaded to measure costs a few milliseconds. */
export async function measureUsage(stage: Stage, runs: number): Promise<Usage> {
  const bare: Used[] = [];
  const sessions: Used[] = [];
  for (let run = 0; run < runs; run += 1) {
    bare.push(await used(stage, (environment) => bareNode(environment)));
    sessions.push(await used(stage, (environment) => stage.session({ environment })));
  }
  return {
    peakMiB: Math.max(...sessions.map(({ peakMiB }) => peakMiB)),
    bareCpuMs: median(bare.map(({ cpuMs }) => cpuMs)),
    firstCallCpuMs: median(sessions.map(({ firstCallCpuMs }) => firstCallCpuMs)),
    sessionCpuMs: median(sessions.map(({ cpuMs }) => cpuMs)),
  };
}

async function used(stage: Stage, run: (environment: Record<string, string>) => Promise<unknown>): Promise<Used> {
  const folder = mkdtempSync(join(tmpdir(), 'breakglass-bench-'));
  const file = join(folder, 'usage.json');
  const preload = new URL('usage-preload.js', import.meta.url).href;
  try {
    await run({
      NODE_OPTIONS: `--import ${preload}`,
      BENCH_USAGE_FILE: file,
      BENCH_AWS_PORT: `${stage.awsPort}`,
    });
    return JSON.parse(readFileSync(file, 'utf8')) as Used;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
