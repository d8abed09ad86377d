import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from './bench/median.ts';
import { buildEstate } from './soak/estate.ts';
import { judge } from './soak/judge.ts';
import { playSoak } from './soak/play.ts';

/**
 * Many sessions on many installs with one audit branch, the bundle in a process of its own for each: `npm run soak`. Ends with 1
 * when anything does not hold. `docs/performance.md` says what the numbers mean.
 */
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '200' },
    installs: { type: 'string', default: '20' },
    'at-a-time': { type: 'string', default: '8' },
    action: { type: 'string', default: 'action/dist/main.js' },
    json: { type: 'boolean', default: false },
  },
});

/** Sessions between two looks at the heap. */
const LOOK = 50;
/**
 * KiB of heap that a session may leave in this process, where the sandbox keeps every call and every run for whoever looks at
 * them: what grows by more is a leak.
 */
const KEPT_KIB = 400;
const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heapMiB = (): number => {
  collect();
  return process.memoryUsage().heapUsed / MIB;
};

const sessions = Number(values.sessions);
const bundle = resolve(values.action);
const estate = await buildEstate(bundle, Number(values.installs));
try {
  const before = estate.world.sandbox.aws.dump();
  const heap = [heapMiB()];
  const began = Date.now();
  const played = await playSoak(estate, {
    bundle,
    sessions,
    atATime: Number(values['at-a-time']),
    onSession: (ended) => {
      if (ended % LOOK === 0) heap.push(heapMiB());
    },
  });
  const seconds = (Date.now() - began) / 1000;
  const verdict = await judge(estate.world, played, before);
  const keptKiB = (((heap.at(-1) ?? 0) - (heap[1] ?? heap[0] ?? 0)) * 1024) / Math.max(1, sessions - LOOK);
  const problems = [
    ...verdict.problems,
    ...(keptKiB > KEPT_KIB ? [`each session leaves ${keptKiB.toFixed(0)} KiB in the heap`] : []),
  ];
  const outcomes: Record<string, number> = {};
  for (const { outcome } of played) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const report = {
    version: 1,
    sessions,
    installs: estate.installs.length,
    atATime: Number(values['at-a-time']),
    seconds,
    outcomes,
    refused: verdict.refused,
    links: verdict.links,
    stale: verdict.stale,
    waitMs: { median: median(verdict.waitsMs), worst: verdict.waitsMs.at(-1) ?? 0 },
    heapMiB: heap,
    keptKiB,
    problems,
  };
  if (values.json) console.log(JSON.stringify(report));
  else for (const [name, value] of Object.entries(report)) console.log(`${name.padEnd(10)} ${JSON.stringify(value)}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await estate.close();
}
