import { PEOPLE } from '../../action/drill/hosting.ts';
import { drillRequest, mergeRequest, startPipeline } from '../../action/drill/pipeline.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';

/** A page as GitHub is given it, and the frame that GitHub shows it in. */
export interface Shown {
  /** Name of the image. */
  readonly name: string;
  readonly frame: 'comment' | 'summary';
  readonly markdown: string;
  /** Folded parts that somebody has opened, by how their titles begin. */
  readonly open: readonly string[];
}

/** Twice as fast as the wall, so that the times on the pictures are about those of a real session. */
const SCALE = 2;

/** Plays one session that succeeds and one that is rolled back, and keeps what people see of them. */
export async function pagesOfDrills(bundle: string): Promise<readonly Shown[]> {
  const good = await playSession(bundle, () => undefined);
  const bad = await playSession(bundle, (line, world) => {
    if (line.includes('watching health')) for (const server of world.cloud.servers.green) server.setHealthy(false);
  });
  const page = good.plan.outputs['page'] ?? '';
  return [
    { name: 'plan', frame: 'comment', markdown: page, open: [] },
    {
      name: 'plan-details',
      frame: 'comment',
      markdown: fromDetails(page),
      open: ['What it may do', 'How long', 'The whole way'],
    },
    { name: 'summary', frame: 'summary', markdown: good.run.summary, open: [] },
    { name: 'rolled-back', frame: 'summary', markdown: bad.run.summary, open: [] },
  ];
}

/** The part of a plan that is folded. */
function fromDetails(page: string): string {
  return page.slice(page.indexOf('<details>'));
}

async function playSession(
  bundle: string,
  onLine: (line: string, world: DrillWorld) => void,
): Promise<{ readonly plan: ActionResult; readonly run: ActionResult }> {
  const world = await buildWorld({ scale: SCALE, planRole: true });
  try {
    const pipeline = startPipeline(world, bundle, await mergeRequest(world.hosting, drillRequest()));
    const plan = await pipeline.plan();
    const digest = plan.outputs['digest'];
    if (digest === undefined) throw new Error(`there is no plan: ${plan.errors.join('; ')}`);
    await pipeline.review(PEOPLE.approver, 'approved');
    return { plan, run: await pipeline.run(digest, { onLine: (line) => onLine(line, world) }) };
  } finally {
    await world.close();
  }
}
