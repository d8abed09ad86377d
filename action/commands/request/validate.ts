import { gitBlobId } from '../../audit/git-blob.ts';
import { BreakglassError, type ErrorCode } from '../../domain/error.ts';
import { type Account, isPerson } from '../../domain/gate-facts.ts';
import type { Registry } from '../../domain/step-kind.ts';
import { decideBeforeApproval, GATE_RULES } from '../../gate/rules.ts';
import type { Gatekeeper, Repository } from '../../ports/repository.ts';
import type { DispatchRequest } from '../../runtime/action-inputs.ts';
import { gateInput } from '../gate-input.ts';
import { type Prepared, prepare } from '../prepare.ts';
import type { Place } from '../remote/place.ts';
import { foresee } from './foresee.ts';
import { requestPath, requestText } from './request-name.ts';

/** How a request reaches the action. */
export type Way =
  | { readonly kind: 'pull-request'; readonly path: string; readonly text: string; readonly blob: string }
  | { readonly kind: 'dispatch'; readonly dispatch: DispatchRequest };

export interface ValidateInput {
  readonly place: Place;
  readonly repository: Repository;
  readonly registry: Registry;
  readonly way: Way;
  readonly now: number;
}

/** Rules about what only somebody who may ask for the environment can know. */
const ABOUT_ENVIRONMENT: readonly ErrorCode[] = [
  'environment-missing',
  'environment-unprotected',
  'admin-bypass',
  'deployment-branches',
];

/** The way of a request by pull request: the one file that it adds. */
export function byPullRequest(draft: DispatchRequest): Way {
  const text = requestText(draft);
  return { kind: 'pull-request', path: requestPath(draft.name), text, blob: gitBlobId(text) };
}

/**
 * Validates a request as the action will, by the same code over the same files, and makes the plan.
 *
 * @throws BreakglassError what the action would refuse it with
 */
export async function validateRequest(input: ValidateInput): Promise<Prepared> {
  const { place, way, registry, now } = input;
  let protection = true;
  const facts: Gatekeeper['facts'] = async (environment) => {
    const foreseen = await foresee(place, way, environment, now);
    protection = foreseen.protection;
    return foreseen.facts;
  };
  const source = way.kind === 'dispatch' ? { dispatch: way.dispatch } : { path: way.path };
  const repository = way.kind === 'dispatch' ? input.repository : withFile(input.repository, way);
  const prepared = await prepare({ source, repository, gatekeeper: { facts }, registry, past: place.past }).catch(
    (error: unknown) => {
      throw way.kind === 'dispatch' ? error : withoutPosition(error, way.path);
    },
  );
  const rules = GATE_RULES.filter(({ code }) => protection || !ABOUT_ENVIRONMENT.includes(code));
  decideBeforeApproval(gateInput(prepared, source, now), rules);
  requireApprovers(place.me, prepared);
  return prepared;
}

/** The approvers that this request leaves: whoever asks is none. */
export function possibleApprovers(me: Account, { documents }: Prepared): readonly string[] {
  return documents.install.approvers.people.filter((person) => !isPerson(me, person)).map(({ login }) => login);
}

function requireApprovers(me: Account, prepared: Prepared): void {
  const { install } = prepared.documents;
  const left = possibleApprovers(me, prepared);
  if (left.length >= install.approvers.minimum) return;
  throw new BreakglassError(
    'requester-is-approver',
    `${install.approvers.minimum} must approve, and without ${me.login} there are ${left.length}`,
    { hint: `somebody else asks, or approvers: in playbooks/installs/${install.install}.yml is extended` },
  );
}

function withFile(repository: Repository, { path, text, blob }: Extract<Way, { kind: 'pull-request' }>): Repository {
  return {
    listFiles: repository.listFiles,
    readFile: async (wanted) => (wanted === path ? { path, text, blob } : repository.readFile(wanted)),
  };
}

/** The file is nowhere yet: a line of it would send people looking. */
function withoutPosition(error: unknown, path: string): unknown {
  if (!(error instanceof BreakglassError) || error.at?.file !== path) return error;
  return new BreakglassError(error.code, error.message, error.hint === undefined ? {} : { hint: error.hint });
}
