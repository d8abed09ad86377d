import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bareNode } from './bare-node.ts';
import { median } from './median.ts';
import { logRequests, type RequestLog, type ServedRequest, waited } from './requests.ts';
import { buildStage, type Stage } from './stage.ts';
import { measureUsage, type Usage } from './usage.ts';

export interface Report {
  readonly version: 1;
  readonly node: string;
  readonly cpu: string;
  readonly pairs: number;
  /** Medians, milliseconds. */
  readonly bareMs: number;
  readonly firstCallMs: number;
  readonly sessionMs: number;
  /** Of `sessionMs`: at least one request was being answered by the sandbox. */
  readonly waitedMs: number;
  /** Medians of the ratios of each pair. */
  readonly firstCallRatio: number;
  readonly sessionRatio: number;
  readonly usage: Usage;
  readonly bundle: { readonly bytes: number; readonly gzipBytes: number };
  /** Of one session; `from` and `until` are milliseconds since its process was started. */
  readonly requests: readonly ServedRequest[];
}

interface Sample {
  readonly bareMs: number;
  readonly firstCallMs: number;
  readonly sessionMs: number;
  readonly waitedMs: number;
  readonly requests: readonly ServedRequest[];
}

/** Sessions before the first that counts: the sandbox's own code is compiled by then. */
const WARM_UP = 4;
const USAGE_RUNS = 5;

export async function measure({ bundle, pairs }: { bundle: string; pairs: number }): Promise<Report> {
  const stage = await buildStage(bundle);
  const log = logRequests();
  try {
    for (let run = 0; run < WARM_UP; run += 1) await session(stage, log);
    const samples: Sample[] = [];
    for (let pair = 0; pair < pairs; pair += 1) samples.push(await measurePair(stage, log));
    const usage = await measureUsage(stage, USAGE_RUNS);
    const of = (read: (sample: Sample) => number): number => median(samples.map(read));
    return {
      version: 1,
      node: process.version,
      cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
      pairs,
      bareMs: of(({ bareMs }) => bareMs),
      firstCallMs: of(({ firstCallMs }) => firstCallMs),
      sessionMs: of(({ sessionMs }) => sessionMs),
      waitedMs: of(({ waitedMs }) => waitedMs),
      firstCallRatio: of((sample) => sample.firstCallMs / sample.bareMs),
      sessionRatio: of((sample) => sample.sessionMs / sample.bareMs),
      usage,
      bundle: bundleSize(bundle),
      requests: samples.at(-1)?.requests ?? [],
    };
  } finally {
    log.stop();
    await stage.close();
  }
}

/** Bare Node just before and just after the session, so that a machine that slows down slows both sides. */
async function measurePair(stage: Stage, log: RequestLog): Promise<Sample> {
  const before = await bareNode();
  const measured = await session(stage, log);
  const after = await bareNode();
  return { bareMs: (before + after) / 2, ...measured };
}

async function session(stage: Stage, log: RequestLog): Promise<Omit<Sample, 'bareMs'>> {
  let start = 0;
  await stage.session({
    onStart: () => {
      start = performance.now();
      log.take();
    },
  });
  const end = performance.now();
  const requests = log
    .take()
    .map(({ from, until, ...rest }) => ({ ...rest, from: from - start, until: until - start }));
  const first = requests.find(({ port }) => port === stage.awsPort);
  if (first === undefined) throw new Error('the session made no call to AWS');
  return { firstCallMs: first.from, sessionMs: end - start, waitedMs: waited(requests), requests };
}

/** Every script that is in the bundle's folder, as committed and as git would pack it. */
function bundleSize(bundle: string): Report['bundle'] {
  const folder = dirname(bundle);
  const scripts = readdirSync(folder).filter((file) => extname(file) === '.js');
  const contents = scripts.map((file) => readFileSync(join(folder, file)));
  const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);
  return {
    bytes: sum(contents.map((content) => content.length)),
    gzipBytes: sum(contents.map((content) => gzipSync(content).length)),
  };
}
