import { sha256Hex } from '../audit/canonical.ts';
import { type Link, serializeLink } from '../audit/link.ts';
import { openingPlan } from '../audit/opening.ts';
import type { ProvenSession } from '../audit/proven-session.ts';
import { isBreakGlassOf } from '../audit/workflow-ref.ts';
import type { Request } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import { hasMasked } from '../domain/hidden.ts';
import { ownerOf, type PastSession, type Plan } from '../domain/plan.ts';
import type { Registry } from '../domain/step-kind.ts';
import { SOURCE_REPOSITORY } from '../domain/trusted-names.ts';
import { differingUnits } from '../engine/compare.ts';
import { pastSteps } from '../engine/past-steps.ts';
import { type PastStep, undoDiffs } from '../engine/undo.ts';
import type { Undone } from '../engine/undo-plan.ts';
import { keyedKeeper } from './state-key.ts';

/** Where sessions of before are read. */
export interface Past {
  /**
   * A session of this repository, every link of it proven.
   *
   * @throws BreakglassError `unknown-session`, `audit-invalid`
   */
  readonly read: (session: string) => Promise<ProvenSession>;
  /** Whether it is a drill that asks. */
  readonly drill: boolean;
  /** The customer's key, base64; empty where it is not given. */
  readonly stateKey?: string;
}

/** What a request that goes on from a session says of it. */
export type Undoing = Pick<Request, 'playbook' | 'install'> &
  Pick<Past, 'drill' | 'stateKey'> & { readonly when?: When };

/** `then`: as it was when a session began that went on from it, however it stands by now. */
export type When = 'now' | 'then';

/**
 * What a session changed, to be put back.
 *
 * @throws BreakglassError `session-unfit`, naming the session, where there is nothing that may be put back; `sensitive-state` where nobody knows what
 */
export function undoneSession(proven: ProvenSession, wanted: Undoing, registry: Registry): Undone {
  const plan = planOf(proven, wanted);
  requireSucceeded(proven);
  requireStanding(proven, plan);
  const steps = stepsOf(proven, plan, wanted, registry);
  const missing = plan.steps.find(({ id }) => !steps.some((step) => step.id === id));
  if (missing !== undefined) throw unfit(proven, `has no record of step "${missing.id}"`, BY_HAND);
  const past = pastSession(proven, plan, proven.links.at(-1) ?? proven.opening);
  return { past, steps, since: proven.opening.at, of: plan, diffs: undoDiffs(registry, steps, past.owner) };
}

/**
 * An open session in whose place another goes on.
 *
 * @throws BreakglassError `session-unfit`, naming the session, where it cannot be gone on from; `sensitive-state` where it could not be put back
 */
export function extendedSession(proven: ProvenSession, wanted: Undoing, registry: Registry): Extended {
  const plan = planOf(proven, wanted);
  if (wanted.when !== 'then') requireStill(proven);
  const { events, links } = proven;
  if (plan.revert !== 'at-end') {
    throw unfit(proven, 'is not temporary', 'what it changes stays when it ends: there is nothing to extend');
  }
  const all = links.find(({ state }) => state === 'verified' || state === 'monitored');
  const verified = new Set(events.flatMap((event) => (event.type === 'step-verified' ? [event.step] : [])));
  const steps = stepsOf(proven, plan, wanted, registry);
  if (all === undefined || !plan.steps.every(({ id }) => verified.has(id)) || steps.length < plan.steps.length) {
    throw unfit(
      proven,
      'has not applied and verified everything yet',
      'wait until its status says that it has, then ask again',
    );
  }
  return { past: pastSession(proven, plan, all), steps, openedAt: proven.opening.at, of: plan };
}

function stepsOf(
  proven: ProvenSession,
  plan: Plan,
  { stateKey = '', when = 'now' }: Undoing,
  registry: Registry,
): readonly PastStep[] {
  const steps = pastSteps(proven, plan, { registry, keeper: keyedKeeper(stateKey, plan, proven.session) });
  if (when === 'now' && plan.stateKey !== true) requireReadable(proven, steps);
  return steps;
}

/** What a session without a key has masked nobody will ever read, whatever key the install has since: known before anybody is woken. */
function requireReadable({ session }: ProvenSession, steps: readonly PastStep[]): void {
  const lost = steps.find(({ before, after }) =>
    differingUnits(before, after).some((unit) => [before, after].some((state) => hasMasked(state[unit] ?? null))),
  );
  if (lost === undefined) return;
  const what = `step "${lost.id}" of session ${session} replaced values that may be secrets, and had no key to record them under`;
  throw new BreakglassError('sensitive-state', what, { hint: BY_HAND });
}

function requireStill(proven: ProvenSession): void {
  const { closed, events } = proven;
  if (closed) throw unfit(proven, 'is closed', 'there is nothing to extend: ask for its playbook again');
  const trouble = events.find(({ type }) => TROUBLE.includes(type));
  if (trouble === undefined) return;
  throw unfit(proven, `is ending (${trouble.type})`, 'ask for its playbook again once it is closed');
}

/** An open session, as a plan that goes on from it is made from it. */
export interface Extended {
  readonly past: PastSession;
  readonly steps: readonly PastStep[];
  /** ISO 8601 in UTC. */
  readonly openedAt: string;
  readonly of: Plan;
}

/** After these a session is no longer as it was approved to stay. */
const TROUBLE: readonly TimedEvent['type'][] = [
  'rollback-started',
  'step-failed',
  'degraded',
  'interrupted',
  'left-to-recover',
  'taken-over',
  'superseded',
  'ended',
];

/** A session by what cannot change any more. */
function pastSession({ session, opening }: ProvenSession, plan: Plan, last: Link): PastSession {
  return {
    session,
    opening: sha256Hex(serializeLink(opening)),
    last: sha256Hex(serializeLink(last)),
    owner: ownerOf(plan, session),
  };
}

/** The session's plan, if it is of the install and the playbook that the request names. */
function planOf(proven: ProvenSession, { playbook, install, drill }: Undoing): Plan {
  // GitHub signs for every workflow that an approver lets into the environment: only ours says what a session changed.
  if (!isBreakGlassOf(SOURCE_REPOSITORY, proven.from.workflow)) {
    throw unfit(proven, `was opened by ${proven.from.workflow}`, 'only what Breakglass itself recorded can be undone');
  }
  const plan = openingPlan(proven.opening);
  if (proven.opening.drill !== drill) {
    throw unfit(proven, proven.opening.drill ? 'was a drill' : 'was no drill', 'name a session of the same kind');
  }
  if (plan.install.name !== install) {
    throw unfit(
      proven,
      `was on install "${plan.install.name}", not "${install}"`,
      `write install: ${plan.install.name}`,
    );
  }
  if (plan.playbook.name !== playbook) {
    const hint = `write playbook: ${plan.playbook.name}`;
    throw unfit(proven, `ran the playbook "${plan.playbook.name}", not "${playbook}"`, hint);
  }
  return plan;
}

const BY_HAND = 'a person puts back what has to be: breakglass audit show tells what it was';

function requireSucceeded(proven: ProvenSession): void {
  const { session, events, closed } = proven;
  if (!closed) throw unfit(proven, 'is still open', `end it first: breakglass end ${session}`);
  const end = events.findLast((event) => event.type === 'closed');
  if (end?.type !== 'closed') throw unfit(proven, 'was refused', 'it changed nothing: there is nothing to undo');
  if (end.outcome === 'succeeded') return;
  const why = end.outcome === 'failed' ? BY_HAND : 'what it changed was put back then: there is nothing to undo';
  throw unfit(proven, `ended as ${end.outcome}`, why);
}

function requireStanding(proven: ProvenSession, { revert, undo, irreversible }: Plan): void {
  const next = proven.events.findLast((event) => event.type === 'superseded');
  if (next?.type === 'superseded') throw unfit(proven, `was superseded by ${next.by}`, `look at ${next.by}`);
  if (revert === 'at-end') {
    throw unfit(proven, 'was temporary', 'it put everything back when its time ended: there is nothing to undo');
  }
  if (undo !== undefined) {
    throw unfit(proven, `itself undid ${undo.session}`, 'to make the change again, ask for its playbook again');
  }
  if (irreversible.length > 0)
    throw unfit(proven, `has steps that cannot be undone: ${irreversible.join(', ')}`, BY_HAND);
}

function unfit({ session }: Pick<ProvenSession, 'session'>, what: string, hint: string): BreakglassError {
  return new BreakglassError('session-unfit', `session ${session} ${what}`, { hint });
}
