import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../action/domain/json.ts';
import { restoreLeavesTrace } from '../contract/broken/restore-leaves-trace.ts';
import { changed } from '../contract/clauses/difference.ts';
import type { Partner } from '../contract/clauses/pairs.ts';
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

/** What is wrong with a kind in one of its scenes; undefined when nothing is. */
async function goAndReturn(subject: Subject, scene: Scene, cli: Cli): Promise<string | undefined> {
  const bench = await openBench(subject, scene);
  // A new ARN is the one difference that there may be, and only where the record names it.
  const told = async (): Promise<Json> => inOrder(bench.underFirstNames(await describedWorld(cli)));
  const before = await told();
  const { started, error } = await apply(bench, await prepareOne(subject, bench));
  if (error !== undefined) return `applying failed: ${String(error)}`;
  const applied = await told();
  if (changed(before, applied) === undefined) return 'the AWS CLI tells nothing of its being applied';
  const result = await undo(bench, started);
  if (result !== rollbackOf(subject.kind)) return `rolling back was ${result}`;
  const left = changed(subject.kind.irreversible ? applied : before, await told());
  return left === undefined ? undefined : `rolling back left ${left}`;
}

/** The same for all its scenes, in an account of its own. */
async function violation(member: Partner): Promise<string | undefined> {
  const { subject, close } = await openLab({ ...member, partners: [] });
  const cli = startCli(python, subject.lab.aws);
  try {
    for (const [name, scene] of Object.entries(member.fixture.scenes)) {
      const what = await goAndReturn(subject, scene, cli);
      if (what !== undefined) return `${name}: ${what}`;
    }
    return undefined;
  } finally {
    await cli.close();
    await close();
  }
}

describe('applied and rolled back, the AWS CLI tells the same world as before', () => {
  test.each(members)('$fixture.kind', async (member) => {
    expect(await violation(member)).toBeUndefined();
  });

  test('but for a kind that leaves something behind, which is seen', async () => {
    expect(await violation(restoreLeavesTrace)).toContain('rolling back left /tags/');
  });
});
