import { renderPlan } from '../view/plan.ts';
import { prepare } from './prepare.ts';
import type { Wiring } from './wiring.ts';

/** Validates the request, makes the plan, and shows it to whoever approves. It holds no credentials. */
export async function planCommand(wiring: Wiring): Promise<{ readonly digest: string }> {
  const { plan, digest } = await prepare({ ...wiring, source: wiring.inputs.request });
  await wiring.host.summarise(renderPlan(plan, digest));
  wiring.host.log(`plan ${digest}`);
  return { digest };
}
