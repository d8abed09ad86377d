import type { Install } from '../../domain/documents.ts';
import { formatDuration } from '../../domain/duration.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { GateFacts } from '../../domain/gate-facts.ts';
import { BOUND_LENGTH } from '../../gate/binding.ts';
import { isAmong } from '../../gate/people.ts';
import { provenance } from '../../gate/provenance.ts';
import { decideGate } from '../../gate/rules.ts';
import { findAddedRequest } from '../../github/added-request.ts';
import type { GitHub } from '../../github/api.ts';
import { createGatekeeper } from '../../github/gatekeeper.ts';
import { createRepository } from '../../github/repository.ts';
import { parseInstall } from '../../playbook/parse.ts';
import { registry } from '../../services/registry.ts';
import { gateInput } from '../gate-input.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { FOLDERS } from '../read-documents.ts';
import type { Place } from '../remote/place.ts';
import type { Waiting } from '../remote/waiting.ts';

/** What the approver's own machine found out about the run. */
export type Found =
  /** The plan, made here from the files at the run's commit. */
  | { readonly kind: 'plan'; readonly prepared: Prepared; readonly path: string }
  /** GitHub does not give the inputs of a dispatch back: only who dispatched what is known. */
  | { readonly kind: 'dispatch'; readonly facts: GateFacts; readonly install: Install };

/**
 * Makes the plan of a waiting run again, on this machine and by the action's own code. Nothing that the run itself says is used:
 * the files are those of its commit, the people those that GitHub names.
 */
export async function recompute({ github, past }: Place, { run, environment }: Waiting): Promise<Found> {
  const ref = run.branch === null ? '' : `refs/heads/${run.branch}`;
  const hint = { runId: run.id, sha: run.sha, eventName: run.event, ref };
  const gatekeeper = createGatekeeper(github, hint);
  if (run.event === 'workflow_dispatch') {
    const [facts, install] = await Promise.all([
      gatekeeper.facts(environment.name),
      installOf(github, run.sha, environment.name),
    ]);
    return { kind: 'dispatch', facts, install };
  }
  const path = await findAddedRequest(github, hint);
  const repository = createRepository(github, run.sha);
  const prepared = await prepare({ source: { path }, repository, gatekeeper, registry, past });
  const wanted = prepared.documents.install.environment;
  if (wanted.toLowerCase() === environment.name.toLowerCase()) return { kind: 'plan', prepared, path };
  throw new BreakglassError(
    'digest-mismatch',
    `the run waits before "${environment.name}", its request is for "${wanted}"`,
    {
      hint: 'reject it: breakglass approve --reject; somebody changed the workflow',
    },
  );
}

/**
 * Holds the approval to the gate's rules as if it were given: nobody approves what the gate will refuse.
 *
 * @throws BreakglassError with the code of the first rule that would not hold
 */
export function requireUseful(place: Place, found: Found, comment: string, now: number): void {
  if (found.kind === 'dispatch') return requireApprover(place, found, now);
  const { prepared, path } = found;
  const { facts, documents } = prepared;
  const approval = {
    environments: [documents.install.environment],
    state: 'approved',
    user: place.me,
    comment,
  } as const;
  const cannotPush = place.mayPush ? facts.cannotPush : [...facts.cannotPush, place.me];
  const foreseen = { ...facts, approvals: [...facts.approvals, approval], cannotPush };
  decideGate(gateInput({ ...prepared, facts: foreseen }, { path }, now));
}

function requireApprover({ me }: Place, { facts, install }: Extract<Found, { kind: 'dispatch' }>, now: number): void {
  const file = `playbooks/installs/${install.install}.yml`;
  if (!isAmong(me, install.approvers.people)) {
    throw new BreakglassError('approver-not-listed', `${me.login} is not an approver of "${install.install}"`, {
      hint: `one of ${install.approvers.people.map(({ login }) => login).join(', ')} approves, as ${file} says`,
    });
  }
  if (provenance(facts).excluded.some(({ id }) => id === me.id)) {
    throw new BreakglassError('requester-is-approver', `${me.login} dispatched this run`, {
      hint: 'somebody who took no part in the request approves it',
    });
  }
  const age = now - facts.run.startedAt;
  if (age <= install.approvers.withinMs) return;
  throw new BreakglassError('approval-stale', `the run is ${formatDuration(age)} old`, {
    hint: `approvals hold for ${formatDuration(install.approvers.withinMs)}: reject it, and make a new request`,
  });
}

/** The beginning of a digest, as an approval names it. */
export function shortDigest(digest: string): string {
  return digest.slice(0, BOUND_LENGTH);
}

/**
 * The install whose gate the environment is, at that commit.
 *
 * @throws BreakglassError `unknown-install`
 */
export async function installOf(github: GitHub, sha: string, environment: string): Promise<Install> {
  const repository = createRepository(github, sha);
  const names = (await repository.listFiles(FOLDERS.install)).filter((name) => name.endsWith('.yml'));
  const files = await Promise.all(names.map((name) => repository.readFile(`${FOLDERS.install}/${name}`)));
  const installs = files.flatMap((file) => (file === undefined ? [] : [parseInstall(file, registry)]));
  const [found, ...others] = installs.filter((each) => each.environment.toLowerCase() === environment.toLowerCase());
  if (found !== undefined && others.length === 0) return found;
  throw new BreakglassError(
    'unknown-install',
    `${others.length + (found === undefined ? 0 : 1)} installs name the environment "${environment}"`,
    {
      hint: 'an environment is the gate of one install: look at playbooks/installs/ before you approve anything',
    },
  );
}
