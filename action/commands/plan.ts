import { renderMarkdown } from '../view/markdown.ts';
import { planPage } from '../view/plan.ts';
import { renderText } from '../view/terminal.ts';
import { prepare } from './prepare.ts';
import type { Wiring } from './wiring.ts';

/** Validates the request, makes the plan, and shows it to whoever approves. It holds no credentials. */
export async function planCommand(wiring: Wiring): Promise<{ readonly digest: string }> {
  const { plan, digest } = await prepare({ ...wiring, source: wiring.inputs.request });
  const page = planPage(plan, digest);
  for (const line of renderText(page)) wiring.host.log(line);
  await wiring.host.summarise(renderMarkdown(page));
  return { digest };
}
