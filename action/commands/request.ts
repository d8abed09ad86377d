import type { Playbook } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import { createRepository } from '../github/repository.ts';
import { criteriaOf } from '../playbook/check-request.ts';
import type { Repository } from '../ports/repository.ts';
import type { DispatchRequest } from '../runtime/action-inputs.ts';
import { registry } from '../services/registry.ts';
import { plain } from '../view/escape.ts';
import { createCheckout } from './remote/checkout.ts';
import { openPlace } from './remote/place.ts';
import type { Asked, Sent } from './request/asked.ts';
import { choosePolicy } from './request/choose-policy.ts';
import { dispatchWay, dispatchWorkflow, fieldsFor } from './request/dispatch-workflow.ts';
import { gather } from './request/gather.ts';
import { openPullRequest } from './request/open-pull-request.ts';
import type { Desk, RequestOptions } from './request/options.ts';
import { askYesNo, counted } from './request/prompter.ts';
import { requireName } from './request/request-name.ts';
import { requestBody, requestJson, tellRequest } from './request/tell.ts';
import { byPullRequest, validateRequest } from './request/validate.ts';

/** A dispatched request is named after the number of its run. */
const UNNUMBERED = 'dispatch-0';

/** `breakglass request`: asks, validates as the action will, and opens the pull request or dispatches the workflow. */
export async function requestCommand(options: RequestOptions, desk: Desk): Promise<number> {
  requireOptions(options);
  const place = await openPlace({ ...options, variables: desk.variables });
  const onGithub = createRepository(place.github, place.head);
  const repository = options.remote ? onGithub : createCheckout(options.root, place.defaultBranch, onGithub);
  const { prompter, questions } = counted(desk.prompter);
  const { playbook, install } = await choosePolicy(options, repository, prompter);
  const asked = askedOf(playbook, options);
  const draft = await gather({ options, playbook: asked, install, me: place.me, prompter, now: desk.now() });
  const dispatched = options.dispatch;
  const way = dispatched ? dispatchWay(draft, playbook, UNNUMBERED) : byPullRequest(draft);
  const prepared = await validateRequest({ place, repository, registry, way, now: desk.now() });
  const fields = way.kind === 'dispatch' ? await fieldsFor(repository, way, playbook) : {};
  const request: Asked = { name: draft.name, place, dispatched, way, prepared, fields };
  // Somebody who was asked for parts of it sees the whole before it is sent.
  if (!options.dryRun && questions() > 0) await requireYes(desk, request, draft);
  const sent = options.dryRun ? undefined : await send(request, { draft, playbook, repository, now: desk.now() });
  if (options.json) desk.write(requestJson(request, sent));
  else tellRequest(request, sent, desk.write);
  return 0;
}

/** What a request asks of people. One that undoes a session has its values from there, and says one thing of its own. */
function askedOf(playbook: Playbook, { undo }: Pick<RequestOptions, 'undo'>): Playbook {
  if (undo === undefined) return playbook;
  return { ...playbook, criteria: criteriaOf({ undo }, playbook), inputs: {}, steps: [] };
}

function requireOptions({ name, dispatch }: RequestOptions): void {
  if (name === undefined) return;
  requireName(name, '--name');
  if (!dispatch) return;
  throw new BreakglassError('invalid-input', `--name ${name} is given with --dispatch`, {
    hint: 'leave it out: a dispatched request is named after the number of its run',
  });
}

async function requireYes({ prompter }: Desk, { place, dispatched }: Asked, draft: DispatchRequest): Promise<void> {
  if (prompter === undefined) return;
  const inputs = Object.entries(draft.inputs).map(([name, value]) => `, ${name}=${String(value)}`);
  prompter.say(plain(`${draft.playbook} on ${draft.install} for ${draft.duration}${inputs.join('')}`));
  prompter.say(plain(`asked for by ${place.me.login}, commander ${draft.commander}`));
  if (await askYesNo(prompter, `${dispatched ? 'dispatch' : 'open a pull request for'} ${draft.name}?`)) return;
  throw new BreakglassError('interrupted', 'the request was not sent', { hint: 'nothing was changed' });
}

interface Sending {
  readonly draft: DispatchRequest;
  readonly playbook: Playbook;
  readonly repository: Repository;
  readonly now: number;
}

async function send(asked: Asked, { draft, playbook, repository, now }: Sending): Promise<Sent> {
  const { place, way, prepared, name, fields } = asked;
  if (way.kind === 'pull-request') {
    const opened = await openPullRequest(place, way, { name, body: requestBody(prepared) });
    const { number: pull, url, branch, verified } = opened;
    const warning = 'GitHub does not vouch for the commit: the gate will want an approver who cannot push';
    return { name, url, digest: prepared.digest, pull, branch, ...(verified ? {} : { warning }) };
  }
  const { name: given, ...run } = await dispatchWorkflow(place, playbook.playbook, fields);
  if (given === undefined) return { name, ...run };
  const named = dispatchWay(draft, playbook, given);
  const { digest } = await validateRequest({ place, repository, registry, way: named, now });
  return { name: given, ...run, digest };
}
