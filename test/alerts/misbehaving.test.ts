import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionResult } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { git, sessionFiles, verifyAudit } from '../refusals/live.ts';
import { MISBEHAVIOURS, type Misbehaviour, type Receiver, startMisbehaving } from './receivers.ts';
import { approved, KEY, slack, type Told, toldOf, webhook } from './told-session.ts';

/** An install has ten alerts at most: each session meets as many bad receivers at once. */
const BATCH = 9;
const batches = Array.from({ length: Math.ceil(MISBEHAVIOURS.length / BATCH) }, (_, index) =>
  MISBEHAVIOURS.slice(index * BATCH, (index + 1) * BATCH),
);

interface Outcome {
  readonly exitCode: number | null;
  readonly outcome: string | undefined;
  readonly calls: readonly string[];
}

let world: DrillWorld;
let undisturbed: Outcome;

beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
  const { run } = await play('undisturbed', []);
  undisturbed = run;
}, 60_000);
afterAll(() => world.close());

async function play(
  name: string,
  alerts: Parameters<typeof approved>[2],
): Promise<{ readonly run: Outcome; readonly result: ActionResult }> {
  const { aws } = world.sandbox;
  // Every session begins with all traffic on blue.
  const session = await approved(world, name, alerts, {
    inputs: { listener: 'web-http', to: nextTarget(), percent: 100 },
  });
  const before = aws.calls().length;
  const result = await session.run();
  const calls = aws
    .calls()
    .slice(before)
    .map(({ operation }) => operation);
  return {
    result,
    run: { exitCode: result.exitCode, outcome: result.outputs['outcome'], calls: changesOf(calls) },
  };
}

let turn = 0;
function nextTarget(): string {
  turn += 1;
  return turn % 2 === 1 ? 'green' : 'blue';
}

/** What was asked, until the first change and with it; looks at health after it come as often as they come. */
function changesOf(calls: readonly string[]): readonly string[] {
  return calls.slice(0, calls.indexOf('ModifyListener') + 1).toSorted();
}

for (const to of ['webhook', 'slack'] as const) {
  describe.each(batches.map((rows, index) => ({ rows, batch: index + 1 })))(
    `bad receivers of ${to}, batch $batch`,
    ({ rows, batch }) => {
      let receivers: readonly (readonly [Misbehaviour, Receiver])[];
      let run: Outcome;
      let result: ActionResult;
      let told: ReadonlyMap<string, Told>;

      beforeAll(async () => {
        receivers = await Promise.all(rows.map(async (row) => [row, await startMisbehaving(row.act, row)] as const));
        const alertOf = to === 'webhook' ? webhook : slack;
        const alerts = receivers.map(([row, { url }]) => alertOf(row.name, url));
        ({ run, result } = await play(`${to}-${batch}`, alerts));
        told = await toldOf(world, result);
      }, 90_000);
      afterAll(() => Promise.all(receivers.map(([, receiver]) => receiver.close())));

      it('has the same outcome, after the same calls', () => {
        expect(run).toEqual(undisturbed);
      });

      it.each(rows.map((row) => [row.name, row] as const))('%s: the record says whether it was told', (name, row) => {
        expect(told.get(name)).toBeDefined();
        const { delivered = 0, failed = 0, lastError = null } = told.get(name) ?? {};
        if (row.taken)
          expect({ taken: delivered > 0, failed, lastError }).toEqual({ taken: true, failed: 0, lastError: null });
        else {
          expect({ delivered, missed: failed > 0 }).toEqual({ delivered: 0, missed: true });
          expect(String(lastError)).toMatch(row.lastError ?? /never/);
          expect(result.log.join('\n')).toContain(`warning: the alert "${name}" did not take`);
        }
      });

      it('tells no secret to the log, the record or anybody else', async () => {
        const { links, beside } = await sessionFiles(world, result.outputs['record'] ?? '');
        const addresses = receivers.flatMap(([, { url }]) => [url, new URL(url).host, new URL(url).pathname]);
        const said = [
          ...result.raw.filter((line) => !line.startsWith('::add-mask::')),
          result.summary,
          JSON.stringify(result.outputs),
          JSON.stringify(links),
          ...beside.values(),
          await git(world, 'log', '--all', '--format=%B'),
        ].join('\n');
        for (const secret of [...addresses, KEY, KEY.slice('whsec_'.length)]) expect(said).not.toContain(secret);
        for (const [, { url }] of receivers) expect(result.masks).toContain(url);
      });
    },
  );
}

it('leaves a trail that verifies', async () => {
  expect(await verifyAudit(world)).toMatchObject({ problems: [], open: [] });
});
