import { planPermissions } from '../../action/commands/plan-permissions.ts';
import type { Playbook, PlaybookStep, Request } from '../../action/domain/documents.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import type { Plan } from '../../action/domain/plan.ts';
import { buildPlan, type PlanInput } from '../../action/engine/plan.ts';
import { registry } from '../../action/services/registry.ts';
import { INSTALL, ROLE as WIDE } from '../policy/plans.ts';

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
const LISTENER = `${ARN}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const GREEN = `${ARN}:targetgroup/green/73e2d6bc24d8a067`;
const ROLE_ARN = 'arn:aws:iam::123456789012:role/breakglass/load-balancer';
const ROLE = { ...WIDE, serves: ['elbv2/shift-weights'] };
const BLOBS = { request: '', playbook: '', role: '', install: '' };

const REQUEST: Request = {
  version: 1,
  request: 'inc-4711',
  playbook: 'shift-gradually',
  install: INSTALL.install,
  incident: 'INC-4711',
  reason: 'errors',
  commander: { login: 'carol' },
  confirmed: [],
  durationMs: 1_800_000,
  inputs: {},
  accept: [],
  onDrift: 'refuse',
};

export function playbookOf(params: JsonObject, more: Partial<PlaybookStep> = {}): Playbook {
  return {
    version: 1,
    playbook: 'shift-gradually',
    summary: 'Moves traffic in stages',
    role: ROLE.role,
    criteria: [],
    inputs: {},
    checks: [],
    steps: [{ id: 'shift', uses: 'elbv2/shift-weights', with: params, irreversible: false, ...more }],
    monitor: { forMs: 120_000, checks: [] },
    maxDurationMs: 3_600_000,
    revert: 'on-failure',
  };
}

/** What a plan of it is made of, by a role that serves it alone. */
export function planInput(playbook: Playbook, request: Partial<Request> = {}): Omit<PlanInput, 'resolve'> {
  const install = { ...INSTALL, roles: { [ROLE.role]: ROLE_ARN } };
  return {
    playbook,
    role: ROLE,
    install,
    request: { ...REQUEST, ...request },
    requester: { login: 'alice' },
    blobs: BLOBS,
    registry,
    permissions: (scope) => planPermissions({ install, role: ROLE }, scope, { registry }),
  };
}

export interface Asked {
  readonly shares?: readonly string[];
  readonly every?: string;
  readonly late?: readonly string[];
  readonly params?: JsonObject;
  readonly request?: Partial<Request>;
}

/** The plan of a shift in stages. */
export function gradual({
  shares = ['10%', '50%', '100%'],
  every = '30s',
  late = [],
  params = {},
  request = {},
}: Asked = {}): Plan {
  const all = { listener: LISTENER, to: GREEN, in: [...shares], every, ...params };
  return buildPlan({ ...planInput(playbookOf(all), request), resolve: ({ with: found }) => ({ with: found, late }) });
}

/** The code with which a plan is refused; undefined where it is not. */
export function refusal(plan: () => unknown): string | undefined {
  try {
    plan();
    return undefined;
  } catch (error) {
    return error instanceof BreakglassError ? error.code : String(error);
  }
}
