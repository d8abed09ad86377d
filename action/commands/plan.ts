import { renderMarkdown } from '../view/markdown.ts';
import { planPage } from '../view/plan.ts';
import { renderText } from '../view/terminal.ts';
import { livePlan, writeSeen } from './live-plan.ts';
import { prepare } from './prepare.ts';
import type { Wiring } from './wiring.ts';

/** Validates the request, makes the plan, and shows it to whoever approves. The credentials of a plan can only read. */
export async function planCommand(wiring: Wiring): Promise<{ readonly digest: string; readonly seen: string }> {
  const prepared = await prepare({ ...wiring, source: wiring.inputs.request });
  const { plan, digest } = prepared;
  const live = await livePlan(wiring, prepared);
  const page = planPage(plan, digest, live);
  for (const line of renderText(page)) wiring.host.log(line);
  await wiring.host.summarise(renderMarkdown(page));
  return { digest, seen: live === undefined ? '' : writeSeen(digest, live.seen) };
}
