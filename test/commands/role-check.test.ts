import { describe, expect, it } from 'vitest';
import type { IamSimulation, Simulated, SimulateQuery } from '../../action/aws/simulate.ts';
import { askingPolicy, checkDeployedRole } from '../../action/commands/role-check.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import type { Grant } from '../../action/domain/grant.ts';
import { THIS_SESSION } from '../../action/domain/grant.ts';
import type { Plan } from '../../action/domain/plan.ts';
import type { EngineContext } from '../../action/engine/context.ts';
import { parsePolicy } from '../../action/policy/document.ts';
import { evaluate } from '../../action/policy/evaluate.ts';
import { compileSessionPolicies } from '../../action/policy/ladder.ts';
import { rolePermissions } from '../../action/policy/role-permissions.ts';
import {
  bindPolicy,
  inEveryStatement,
  SESSION_POLICY_LIMIT,
  saidOnce,
  sizeAsSent,
} from '../../action/policy/session-policy.ts';
import { elbv2 } from '../../action/services/elbv2/service.ts';
import { registry } from '../../action/services/registry.ts';
import { planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';
import { sampleRole } from '../playbook/sample.ts';

const ROLE = 'arn:aws:iam::123456789012:role/breakglass/acme-prod-load-balancer';
const OTHER = 'arn:aws:iam::123456789012:role/breakglass/acme-prod-sealer';
const scope = { partition: 'aws', account: '123456789012', region: 'eu-west-1' };
const arn = (resource: string): string => `arn:aws:elasticloadbalancing:eu-west-1:123456789012:${resource}`;
const LISTENER = arn('listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2');
const NOW = Date.UTC(2026, 10, 21, 2, 13);

const read = (action: string): Grant => ({ access: 'read', action: `elasticloadbalancing:${action}`, resource: '*' });
const write = (action: string, resource: string): Grant => ({
  access: 'write',
  action: `elasticloadbalancing:${action}`,
  resource,
});
const GRANTS: readonly Grant[] = [
  read('DescribeListeners'),
  read('DescribeTargetHealth'),
  write('ModifyListener', LISTENER),
];

function policiesFor(grants: readonly Grant[]): readonly string[] {
  const role = { ...sampleRole(), serves: [], statements: [] };
  const allows = rolePermissions(role, grants, scope);
  return compileSessionPolicies(grants, scope, { role: allows, tags: {}, sourceNetworks: [] });
}

describe('the session policy of the credentials that ask', () => {
  const policy = askingPolicy(policiesFor([read('DescribeListeners')]), ROLE) ?? '';
  const session = parsePolicy(bindPolicy(policy, { session: 'inc-4711-1', notAfter: NOW }));
  const everything = parsePolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
  );
  const may = (action: string, resource: string, at: number): boolean => {
    const context = { 'aws:RequestedRegion': ['us-east-1'], 'aws:CurrentTime': [new Date(at).toISOString()] };
    return evaluate({ identity: [everything], session }, { action, resource, context }).allowed;
  };

  it('allows to ask about that role, until its end', () => {
    expect(may('iam:SimulatePrincipalPolicy', ROLE, NOW - 1_000)).toBe(true);
    expect(may('iam:SimulatePrincipalPolicy', ROLE, NOW + 1_000)).toBe(false);
  });

  it.each([
    ['another role', 'iam:SimulatePrincipalPolicy', OTHER],
    ['every role', 'iam:SimulatePrincipalPolicy', '*'],
    ['what a policy says', 'iam:GetRolePolicy', ROLE],
    ['a change of the role', 'iam:PutRolePolicy', ROLE],
    ['the role itself', 'sts:AssumeRole', ROLE],
  ])('refuses %s', (_what, action, resource) => {
    expect(may(action, resource, NOW - 1_000)).toBe(false);
  });

  it('is none where the plan leaves no room for it', () => {
    const resources = Array.from({ length: 60 }, (_, index) => `${LISTENER}${index}`);
    const policies = resources.map((_, index) =>
      inEveryStatement([
        { access: 'read', actions: ['elasticloadbalancing:X'], resources: resources.slice(index), conditions: {} },
      ]),
    );
    const [fits = '', ...smaller] = policies.filter((text) => sizeAsSent(text) <= SESSION_POLICY_LIMIT);
    expect(askingPolicy([fits], ROLE)).toBeUndefined();
    const text = askingPolicy(smaller, ROLE) ?? '';
    expect(text).not.toBe('');
    expect(sizeAsSent(text)).toBeLessThanOrEqual(SESSION_POLICY_LIMIT);
    // The narrowest that has room: those before it have none, and the next would do too.
    const at = smaller.findIndex((policy) => askingPolicy([policy], ROLE) !== undefined);
    expect(askingPolicy(smaller.slice(at, at + 1), ROLE)).toBe(text);
    expect(askingPolicy(smaller.slice(at + 1), ROLE)).not.toBe(text);
  });

  it('is none of those that deny every other Region, in which IAM answers', () => {
    const allow = { access: 'read', actions: ['elasticloadbalancing:X'], resources: ['*'], conditions: {} } as const;
    expect(askingPolicy([saidOnce([allow], { region: scope.region, networks: [] })], ROLE)).toBeUndefined();
  });
});

interface Asked {
  readonly queries: SimulateQuery[];
  readonly iam: IamSimulation;
}

/** IAM that answers each action as `decide` says. */
function iamOf(decide: (action: string, query: SimulateQuery) => Partial<Simulated>): Asked {
  const queries: SimulateQuery[] = [];
  const service = elbv2;
  return {
    queries,
    iam: {
      service,
      simulate: async (_clients, query) => {
        queries.push(query);
        // IAM does not promise an order, and AWS's own data knows actions by any case.
        return query.actions
          .toReversed()
          .map((action) => ({ action, decision: 'allowed', unanswered: [], ...decide(action, query) }));
      },
    },
  };
}

function check({ iam }: Pick<Asked, 'iam'>, plan: Partial<Plan> = {}): ReturnType<typeof checkDeployedRole> {
  const engine: EngineContext = {
    session: 'inc-4711-1',
    registry,
    clients: { get: () => undefined },
    classify: () => undefined,
    clock: { now: () => NOW, sleep: async () => undefined },
    ledger: undefined as never,
  };
  const base = planOf(HARMLESS);
  const full: Plan = {
    ...base,
    install: { ...base.install, ...scope },
    role: { name: 'load-balancer', arn: ROLE, tags: {} },
    sourceNetworks: [],
    grants: GRANTS,
    ...plan,
  };
  return checkDeployedRole({ plan: full, role: sampleRole(), engine, iam });
}

const denied = (wanted: string, how: Partial<Simulated> = {}): Asked =>
  iamOf((action) => (action.endsWith(wanted) ? { decision: 'implicitDeny', ...how } : {}));

describe('asking IAM about the deployed role', () => {
  it('counts what it allows', async () => {
    expect(await check(iamOf(() => ({})))).toEqual({ checked: true, permissions: 3 });
  });

  it('asks once for each resource and condition, with what a call of the session will hold', async () => {
    const asked = iamOf(() => ({}));
    const own = arn('listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/*');
    const remove = { ...write('DeleteRule', own), condition: { 'aws:ResourceTag/breakglass:session': THIS_SESSION } };
    await check(asked, {
      grants: [...GRANTS, remove, write('SetRulePriorities', own)],
      role: { name: 'load-balancer', arn: ROLE, tags: { team: 'web' } },
      sourceNetworks: ['203.0.113.0/24'],
    });
    const context = (query: SimulateQuery): Readonly<Record<string, string>> =>
      Object.fromEntries(query.context.map(({ key, value }) => [key, value]));
    expect(asked.queries.map(({ actions, resource }) => [actions.map((name) => name.split(':')[1]), resource])).toEqual(
      [
        [['DescribeListeners', 'DescribeTargetHealth'], '*'],
        [['ModifyListener'], LISTENER],
        [['DeleteRule'], own],
        [['SetRulePriorities'], own],
      ],
    );
    const now = new Date(NOW).toISOString();
    const always = {
      'aws:RequestedRegion': 'eu-west-1',
      'aws:CurrentTime': now,
      'aws:TokenIssueTime': now,
      'aws:userid': 'AROA00000000000000000:inc-4711-1.0000000000000000',
      'aws:SourceIp': '203.0.113.0',
    };
    expect(asked.queries.map(context)).toEqual([
      always,
      { ...always, 'aws:ResourceTag/team': 'web' },
      { ...always, 'aws:ResourceTag/breakglass:session': 'inc-4711-1' },
      { ...always, 'aws:ResourceTag/team': 'web' },
    ]);
    for (const { roleArn } of asked.queries) expect(roleArn).toBe(ROLE);
  });

  it.each(['implicitDeny', 'explicitDeny', 'unheard-of'])('refuses the plan for %s', async (decision) => {
    const refused = expect.objectContaining({
      code: 'role-lacks-grant',
      message: expect.stringMatching(
        /^the deployed role arn:\S+ does not allow elasticloadbalancing:ModifyListener on arn:/,
      ),
    });
    await expect(check(denied('ModifyListener', { decision }))).rejects.toThrow(refused);
  });

  it('refuses the plan although the role tests keys that this call does not hold', async () => {
    const unanswered = ['AWS:RequestedRegion'];
    await expect(check(denied('ModifyListener', { unanswered }))).rejects.toThrow(
      expect.objectContaining({ code: 'role-lacks-grant' }),
    );
  });

  it.each<[string, Partial<Simulated>, 'checked' | 'not checked' | 'refused']>([
    ['it allows, and every key was there', {}, 'checked'],
    ["it allows, and a key of the role's file was not there", { unanswered: ['AWS:RequestedRegion'] }, 'checked'],
    ['it allows, and a key of somebody else was not there', { unanswered: ['aws:SourceVpc'] }, 'not checked'],
    [
      'it allows, and one of two keys is explained',
      { unanswered: ['aws:RequestedRegion', 'aws:username'] },
      'not checked',
    ],
    ['it denies, and every key was there', { decision: 'implicitDeny' }, 'refused'],
    [
      "it denies, and a key of the role's file was not there",
      { decision: 'implicitDeny', unanswered: ['aws:RequestedRegion'] },
      'refused',
    ],
    [
      'it denies, and a key of somebody else was not there',
      { decision: 'implicitDeny', unanswered: ['aws:SourceVpc'] },
      'not checked',
    ],
    [
      'it denies, and one of two keys is explained',
      { decision: 'explicitDeny', unanswered: ['aws:RequestedRegion', 'aws:SourceVpc'] },
      'not checked',
    ],
  ])('says of the role what can be known where %s', async (_, answer, wanted) => {
    const found = check(iamOf((action) => (action.endsWith('ModifyListener') ? answer : {})));
    const told = await found.then(
      (done) => (done.checked ? 'checked' : `not checked: ${done.reason}`),
      (error: unknown) => (error instanceof BreakglassError ? error.code : String(error)),
    );
    const unclear = answer.unanswered?.find((key) => key.toLowerCase() !== 'aws:requestedregion');
    const texts = { checked: 'checked', refused: 'role-lacks-grant', 'not checked': String(unclear) };
    expect(told).toContain(texts[wanted]);
    expect(told.startsWith('not checked')).toBe(wanted === 'not checked');
  });

  it('refuses the plan for what is surely missing, whatever else cannot be known', async () => {
    const iam = iamOf((action) =>
      action.endsWith('ModifyListener') ? { decision: 'implicitDeny' } : { unanswered: ['aws:SourceVpc'] },
    );
    await expect(check(iam)).rejects.toThrow(
      expect.objectContaining({ code: 'role-lacks-grant', message: expect.not.stringContaining('Describe') }),
    );
  });

  it('says so where IAM leaves an action out', async () => {
    const silent = iamOf((action) =>
      action.endsWith('ModifyListener') ? { action: 'elasticloadbalancing:Other' } : {},
    );
    expect(await check(silent)).toEqual({ checked: false, reason: expect.stringContaining('ModifyListener') });
  });

  it('says so where it would take too many questions, and asks none', async () => {
    const asked = iamOf(() => ({}));
    const grants = Array.from({ length: 21 }, (_, index) => write('ModifyListener', `${LISTENER}${index}`));
    expect(await check(asked, { grants })).toMatchObject({ checked: false });
    expect(asked.queries).toEqual([]);
  });
});
