import { beforeAll, describe, expect, it } from 'vitest';
import { requireBundle } from '../../action/drill/bundle.ts';
import { type PlaybookFolder, readPlaybookFolder } from '../../action/drill/habit/playbooks.ts';
import { habitScenario } from '../../action/drill/habit/scenario.ts';
import { PEOPLE } from '../../action/drill/hosting.ts';
import { drillRequest, mergeRequest, startPipeline } from '../../action/drill/pipeline.ts';
import { TROUBLE_STORIES } from '../../action/drill/trouble.ts';
import { buildWorld } from '../../action/drill/world.ts';
import { ROOT } from '../repository/files.ts';
import { BROKEN_WORLDS, type BrokenWorld } from './broken-worlds.ts';

const SCALE = 10;
const BUNDLE = requireBundle(process.env['BREAKGLASS_BUNDLE']);

let folder: PlaybookFolder;
beforeAll(async () => {
  folder = await readPlaybookFolder(ROOT);
});

/** The session of the playbook's own drill, in a world in which it should not end as that says: how it ended, and what was told. */
async function played({ playbook: name, drill: otherwise, breaks, cloud: built }: BrokenWorld) {
  const [playbook, drill] = [folder.playbooks.get(name), folder.drills.get(name)];
  if (playbook === undefined || drill === undefined) throw new Error(`no drill of ${name}`);
  const scenario = habitScenario(ROOT, playbook, { ...drill, ...otherwise }, PEOPLE.commander);
  const story = TROUBLE_STORIES[scenario.trouble ?? 'none'];
  const cloud = { ...story.cloud, ...scenario.world?.cloud, ...built };
  const world = await buildWorld({ scale: SCALE, planRole: true, ...scenario.world, cloud });
  try {
    await story.begin(world);
    const before = world.sandbox.aws.dump();
    const request = drillRequest({ commander: PEOPLE.commander, ...scenario.request?.(world) });
    const people = { reviewer: PEOPLE.commander, merger: PEOPLE.commander };
    const pipeline = startPipeline(world, BUNDLE, await mergeRequest(world.hosting, request, people));
    const plan = await pipeline.plan({});
    await pipeline.review(PEOPLE.approver, 'approved');
    const log: string[] = [];
    const run = await pipeline.run(plan.outputs['digest'] ?? '', {
      onLine: (line) => {
        log.push(line);
        if (line.includes('watching health')) void breaks?.(world);
      },
    });
    return { outcome: run.outputs['outcome'], log: log.join('\n'), before, after: world.sandbox.aws.dump() };
  } finally {
    await world.close();
  }
}

describe.concurrent('what a shipped playbook watches', { timeout: 300_000 }, () => {
  it.each(BROKEN_WORLDS)('rolls $playbook back where $because', async (broken) => {
    const { outcome, log, before, after } = await played(broken);
    expect(log).toMatch(broken.noticed);
    expect(outcome).toBe(broken.outcome ?? 'rolled-back');
    expect(after).toEqual(before);
  });

  it('is there for each of them, and has been seen to notice', () => {
    const names = [...folder.playbooks.values()];
    expect(names.filter(({ monitor }) => monitor.checks.length === 0).map(({ playbook }) => playbook)).toEqual([]);
    const noticed = new Set(
      BROKEN_WORLDS.filter(({ outcome }) => outcome === undefined).map(({ playbook }) => playbook),
    );
    expect([...noticed].toSorted()).toEqual(names.map(({ playbook }) => playbook).toSorted());
  });
});
