import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../action/domain/json.ts';
import { changed } from '../contract/clauses/difference.ts';
import { rollbackOf } from '../contract/clauses/way-back.ts';
import { openLab } from '../contract/contract.ts';
import type { Scene } from '../contract/fixture.ts';
import { members } from '../contract/members.ts';
import { apply, openBench, prepareOne, type Subject, undo } from '../contract/workbench.ts';
import { ROOT } from '../drill/command-line.ts';
import { describedWorld, inOrder } from './aws-cli/described-world.ts';
import { type Cli, startCli } from './aws-cli/start-cli.ts';

/** Every step kind, applied and rolled back, as somebody sees it who has nothing of ours: by the AWS CLI alone. */
const python = join(process.env['PEERS'] ?? join(ROOT, '.peers'), 'python', 'bin', 'python');

interface Trip {
  /** What the AWS CLI told before and after; what the record names as created again is under the ARN that it had. */
  readonly before: Json;
  readonly applied: Json;
  readonly after: Json;
  readonly rolledBack: string;
  /** What the record names as created again: kind of resource, one each. */
  readonly recreated: readonly string[];
}

async function goAndReturn(subject: Subject, scene: Scene, cli: Cli): Promise<Trip> {
  const bench = await openBench(subject, scene);
  const told = async (): Promise<Json> => inOrder(bench.underFirstNames(await describedWorld(cli)));
  const before = await told();
  const { started, error } = await apply(bench, await prepareOne(subject, bench));
  if (error !== undefined) throw error;
  const applied = await told();
  const rolledBack = await undo(bench, started);
  const after = await told();
  const recreated = bench.engine.ledger.events.flatMap((event) => (event.type === 'recreated' ? [event.was] : []));
  return { before, applied, after, rolledBack, recreated };
}

describe.each(members)('$fixture.kind', (member) => {
  test('applied and rolled back, the AWS CLI tells the same world as before', async () => {
    const { subject, close } = await openLab({ ...member, partners: [] });
    const cli = startCli(python, subject.lab.aws);
    try {
      for (const [name, scene] of Object.entries(member.fixture.scenes)) {
        const trip = await goAndReturn(subject, scene, cli);
        expect(changed(trip.before, trip.applied), `${name}: applied`).toBeDefined();
        expect(trip.rolledBack, name).toBe(rollbackOf(member.kind));
        const expected = member.kind.irreversible ? trip.applied : trip.before;
        expect(changed(expected, trip.after), `${name}: rolled back`).toBeUndefined();
        // A new ARN is the one difference that there may be, and the record has to name it: else it would differ above.
        for (const was of trip.recreated) expect(JSON.stringify(trip.before), `${name}: the record`).toContain(was);
      }
    } finally {
      await cli.close();
      await close();
    }
  });
});
