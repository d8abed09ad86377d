import type { Playbook, PlaybookStep } from '../domain/documents.ts';
import { type Grant, THIS_SESSION } from '../domain/grant.ts';
import type { PastSession, Plan } from '../domain/plan.ts';
import type { DiffLine, Registry, StepKind } from '../domain/step-kind.ts';
import { stepKind } from './fold.ts';
import { buildPlan, type PlanInput } from './plan.ts';
import type { PastStep } from './undo.ts';

/** A past session, as a plan that undoes it is made from it. */
export interface Undone {
  readonly past: PastSession;
  readonly steps: readonly PastStep[];
  /** When it was opened, ISO 8601 in UTC, and with which plan. */
  readonly since: string;
  readonly of: Plan;
  /** What putting it back changes, by step, for people. */
  readonly diffs: Readonly<Record<string, readonly DiffLine[]>>;
}

/**
 * The plan that puts back what a past session changed: its steps, as it recorded them, the last one first. The playbook's checks are
 * not made, and its health is not watched: both are about the change, and say nothing of what was there before it. A step that makes again
 * what was deleted is irreversible in it.
 */
export function buildUndoPlan(input: Omit<PlanInput, 'resolve'>, undone: Undone): Plan {
  const playbook = undoingPlaybook(input, undone);
  const registry = undoingRegistry(input.registry, undone.past.owner);
  const plan = buildPlan({ ...input, playbook, registry, resolve: ({ with: params }) => ({ with: params, late: [] }) });
  return { ...plan, undo: undone.past };
}

/** What was deleted is not deleted again. What a step needs for its way back first, and on what is the past session's instead of this one's. */
function undoingRegistry(registry: Registry, owner: string): Registry {
  const steps = [...registry.steps].map(([name, kind]) => {
    const grants: typeof kind.grants = (params, scope) =>
      kind
        .grants(params, scope)
        .map((grant) => undoing(grant, owner))
        .filter(({ phase }) => phase !== 'restore' || !isForGood(kind));
    const { takesAway: _takesAway, ...rest } = kind;
    return [name, { ...rest, grants }] as const;
  });
  return { ...registry, steps: new Map(steps) };
}

/** What it makes again has another ARN, which no grant can name before: nothing may delete it, also where the undo itself fails later. */
function isForGood({ remake }: StepKind): boolean {
  return remake !== undefined;
}

function undoing({ phase, condition, ...grant }: Grant, owner: string): Grant {
  const turned = phase === 'apply' ? 'restore' : 'apply';
  const bound = Object.entries(condition ?? {}).map(([key, value]) => [key, value === THIS_SESSION ? owner : value]);
  return {
    ...grant,
    ...(phase === undefined ? {} : { phase: turned }),
    ...(condition === undefined ? {} : { condition: Object.fromEntries(bound) }),
  };
}

function undoingPlaybook(
  { playbook, registry }: Pick<PlanInput, 'playbook' | 'registry'>,
  { steps, past }: Undone,
): Playbook {
  return {
    ...playbook,
    summary: `Puts back what session ${past.session} changed (${playbook.summary})`,
    inputs: {},
    checks: [],
    steps: steps.toReversed().map(({ id, uses, with: params }): PlaybookStep => {
      return { id, uses, with: params, irreversible: isForGood(stepKind(registry, uses)) };
    }),
    monitor: { forMs: 0, checks: [] },
    revert: 'on-failure',
  };
}
