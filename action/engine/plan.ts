import { canonicalJson, sha256Hex } from '../audit/canonical.ts';
import type { AwsScope } from '../domain/arn.ts';
import { parseArn, requireInScope } from '../domain/arn.ts';
import type { Install, Person, Playbook, PlaybookStep, Request, Role, Use } from '../domain/documents.ts';
import { BreakglassError } from '../domain/error.ts';
import type { Grant } from '../domain/grant.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { type Plan, type PlannedStep, SENSITIVE_STATE } from '../domain/plan.ts';
import { planDurations } from '../domain/plan-durations.ts';
import type { Registry, Stage, StepKind } from '../domain/step-kind.ts';
import { takenAwayFirst } from '../domain/taken-away.ts';
import { stepKind } from './fold.ts';
import { checkKind } from './observe.ts';
import { type PlanPermissions, requireCovered, requireRegion } from './role-coverage.ts';

/** Everything that a plan is made of, read and validated. */
export interface PlanInput {
  readonly playbook: Playbook;
  readonly role: Role;
  readonly install: Install;
  readonly request: Request;
  readonly requester: Person;
  readonly blobs: Plan['blobs'];
  readonly registry: Registry;
  /** Resolves the expressions in a `with`, and validates the result against the kind's params. */
  readonly resolve: (use: Use) => ResolvedUse;
  /** What the role lets a plan do. Throws `role-lacks-grant` where its file holds nothing that could be meant. */
  readonly permissions: (scope: AwsScope) => PlanPermissions;
}

export interface ResolvedUse {
  readonly with: JsonObject;
  /** Keys whose expressions refer to outputs of earlier steps, and are resolved just before the step. */
  readonly late: readonly string[];
}

/** The static plan: the same in the plan job and in the run job when nothing has changed between them. Pure. */
export function buildPlan(input: PlanInput): Plan {
  const { playbook, role, install, request } = input;
  const scope: AwsScope = { partition: install.partition, account: install.account, region: install.region };
  const steps = playbook.steps.flatMap((step) => planStep(input, step, scope));
  requireThere(steps, input.registry);
  const checks = playbook.checks.map((check) => planCheck(input, check));
  const monitor = {
    ...playbook.monitor,
    checks: playbook.monitor.checks.map((check) => planCheck(input, check)),
  };
  requireRegion(role, install);
  const { sourceNetworks, uncovered, sessionPolicies } = input.permissions(scope);
  const needs = [...steps, ...checks, ...monitor.checks].map((use) => ({
    use,
    grants: grantsOf(input.registry, use, scope),
  }));
  requireCovered(needs, { role, playbook }, uncovered);
  const grants = collectGrants(needs.flatMap((need) => need.grants));
  const irreversible = playbook.steps.filter((step) => isIrreversible(input.registry, step)).map((step) => step.id);
  return {
    version: 1,
    request: {
      name: request.request,
      incident: request.incident,
      reason: request.reason,
      confirmed: request.confirmed,
    },
    requester: input.requester,
    commander: request.commander,
    playbook: { name: playbook.playbook, summary: playbook.summary },
    install: { name: install.install, environment: install.environment, ...scope },
    role: { name: role.role, arn: roleArn(install, playbook), tags: role.scope.tags },
    sourceNetworks,
    ...(install.privateNetworks === undefined ? {} : { privateNetworks: install.privateNetworks }),
    blobs: input.blobs,
    checks,
    steps,
    monitor,
    durations: planDurations(input, steps),
    revert: playbook.revert,
    recover: recoveryOf(install, playbook),
    seals: install.sealerRole !== undefined,
    onDrift: request.onDrift,
    ...(install.stateKey === true ? { stateKey: true } : {}),
    ...(request.accept.includes(SENSITIVE_STATE) ? { acceptsSensitive: true } : {}),
    irreversible,
    grants,
    sessionPolicies: sessionPolicies(grants),
  };
}

/** Not only of one expression, as the playbook's own check is: two inputs of a request may name the same thing. */
function requireThere(steps: readonly PlannedStep[], registry: Registry): void {
  const found = takenAwayFirst(steps, registry);
  if (found === undefined) return;
  const { step, by } = found;
  throw new BreakglassError(
    'invalid-value',
    `step "${step.id}" is about what "${by.id}" deletes: ${JSON.stringify(by.with)}`,
    {
      hint: `let "${step.id}" come before "${by.id}", or leave one of them out`,
    },
  );
}

/** Recovery takes two roles: one that restores what a session of this role did, and one that ends the session's access before. */
export function recoveryOf(
  { recover, recoverRoles, sealerRole }: Pick<Install, 'recover' | 'recoverRoles' | 'sealerRole'>,
  { role }: Pick<Playbook, 'role'>,
): Plan['recover'] {
  return Object.hasOwn(recoverRoles, role) && sealerRole !== undefined ? recover : 'none';
}

/** SHA-256 of the plan's RFC 8785 JSON, lowercase hex: what the approver approves. */
export function planDigest(plan: Plan): string {
  return sha256Hex(canonicalJson(plan));
}

/** One planned step for each of its stages. The last one has the step's own id, so that outputs are those of the whole. */
function planStep(input: PlanInput, step: PlaybookStep, scope: AwsScope): readonly PlannedStep[] {
  const kind = stepKind(input.registry, step.uses);
  const { with: params, late } = input.resolve(step);
  requireArnsInScope(params, scope);
  requireKnown(step, [kind.resource(params), ...kind.grants(params, scope).map((grant) => grant.resource)]);
  const resource = { kind: kind.resourceKind.kind, arn: kind.resource(params) };
  const stages = stagesOf(kind, step, params, late);
  return stages.map(({ params: staged, holdMs }, index) => ({
    id: index === stages.length - 1 ? step.id : `${step.id}.${index + 1}`,
    uses: step.uses,
    with: staged,
    late,
    resource,
    inverse: isIrreversible(input.registry, step) ? { irreversible: true } : { restore: resource },
    timeoutMs: kind.timeoutMs(staged),
    ...(holdMs === 0 ? {} : { holdMs }),
  }));
}

/** What each stage changes is approved with the plan: of a value that is known only later, that cannot be said. */
function stagesOf(kind: StepKind, step: PlaybookStep, params: JsonObject, late: readonly string[]): readonly Stage[] {
  if (late.length === 0) return kind.stages(params);
  const stages = knownStages(kind, params);
  if (stages?.length === 1) return stages;
  throw new BreakglassError(
    'invalid-expression',
    `step "${step.id}" is gradual, and refers to the output of a step: ${late.join(', ')}`,
    { hint: 'name what a gradual change needs by inputs' },
  );
}

function knownStages(kind: StepKind, params: JsonObject): readonly Stage[] | undefined {
  try {
    return kind.stages(params);
  } catch {
    // Stages are computed from parameters that were validated; an expression in their place may be no such thing.
    return undefined;
  }
}

function planCheck(input: PlanInput, check: Use): Use {
  checkKind(input.registry, check.uses);
  const { with: params, late } = input.resolve(check);
  if (late.length === 0) return { uses: check.uses, with: params };
  throw new BreakglassError(
    'invalid-expression',
    `check ${check.uses} refers to the output of a step: ${late.join(', ')}`,
    {
      hint: 'what is watched is approved with the plan: name it by an input',
    },
  );
}

/** What is approved names every resource: none may depend on what an earlier step turns out to make. */
function requireKnown(step: PlaybookStep, resources: readonly string[]): void {
  const unknown = resources.find((resource) => resource.includes('${{'));
  if (unknown === undefined) return;
  throw new BreakglassError('invalid-expression', `step "${step.id}" touches ${unknown}, which is known only later`, {
    hint: "name the resource by an input; a step's outputs may only fill in what is done to it",
  });
}

function isIrreversible(registry: Registry, step: PlaybookStep): boolean {
  return step.irreversible || stepKind(registry, step.uses).irreversible;
}

/** An ARN typed into a playbook's `with` is held to the install's account as an input is. */
function requireArnsInScope(value: Json, scope: AwsScope): void {
  if (typeof value === 'string' && value.startsWith('arn:')) {
    // What is IAM's has no Region. A grant on it would be refused all the same: those are held to the whole scope.
    const isGlobal = parseArn(value)?.service === 'iam';
    requireInScope(value, isGlobal ? { ...scope, region: '' } : scope);
  } else if (Array.isArray(value)) for (const item of value) requireArnsInScope(item, scope);
  else if (isJsonObject(value)) for (const item of Object.values(value)) requireArnsInScope(item, scope);
}

/** Each permission once. What one step only applies, and another one undoes as well, is for both. */
function collectGrants(all: readonly Grant[]): readonly Grant[] {
  const byKey = new Map<string, Grant>();
  for (const { phase, ...grant } of all) {
    const key = canonicalJson(grant);
    const known = byKey.get(key);
    const either = known === undefined || known.phase === phase ? phase : undefined;
    byKey.set(key, { ...grant, ...(either === undefined ? {} : { phase: either }) });
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}

/** What one step or check needs, the reading of its resource included. */
export function grantsOf(registry: Registry, use: Use, scope: AwsScope): readonly Grant[] {
  const step = registry.steps.get(use.uses);
  if (step === undefined) return checkKind(registry, use.uses).grants(use.with, scope);
  return [...step.resourceKind.grants(step.resource(use.with), scope), ...step.grants(use.with, scope)];
}

function roleArn(install: Install, playbook: Playbook): string {
  const arn = install.roles[playbook.role];
  if (arn !== undefined) return arn;
  throw new BreakglassError('unknown-role', `install "${install.install}" has not enabled role "${playbook.role}"`, {
    hint: `have the customer enable it, then add its ARN under "roles" in playbooks/installs/${install.install}.yml`,
  });
}
