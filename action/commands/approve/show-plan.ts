import { planPage } from '../../view/plan.ts';
import { renderText } from '../../view/terminal.ts';
import { planContext } from '../plan-context.ts';
import type { Place } from '../remote/place.ts';
import type { Waiting } from '../remote/waiting.ts';
import type { Found } from './recompute.ts';

/** Shows what is to be approved: the plan that was made here, or where that cannot be, what is known. */
export function showPlan(
  place: Place,
  { run, environment, reviewers }: Waiting,
  found: Found,
  say: (line: string) => void,
): void {
  const { github, serverUrl } = place;
  if (found.kind === 'plan') {
    const { plan, digest } = found.prepared;
    const runner = { serverUrl, owner: github.owner, name: github.name, runId: run.id };
    const context = planContext({ runner }, found.prepared, { live: undefined, administrators: null });
    for (const line of renderText(planPage(plan, digest, context))) say(line);
    say('');
    say(`this plan was made on this machine from the files at ${run.sha}`);
    say(`what AWS holds now is in the plan of the run, whose digest has to be this one: ${run.url}`);
    return;
  }
  say(run.title);
  say(`dispatched by ${run.by.login} with ${run.workflow} at ${run.sha}, since ${run.since}`);
  say(`waits before ${environment.name}, for ${reviewers.join(' or ') || 'nobody'}`);
  say('THE DIGEST CANNOT BE RECOMPUTED: GitHub does not give the inputs of a dispatch back');
  say(`read the plan in the summary of the run: ${run.url}`);
}
