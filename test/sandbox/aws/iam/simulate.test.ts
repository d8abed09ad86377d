import {
  AttachRolePolicyCommand,
  type ContextEntry,
  CreatePolicyCommand,
  type EvaluationResult,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCode, policy, ROLE, ROLE_ARN, startWorld, type World } from '../world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ propagationMs: 60_000 });
  const create = async (PolicyName: string, PolicyDocument: string): Promise<string> =>
    (await world.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))).Policy?.Arn ?? '';
  const inRegion = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
  const boundary = await create('boundary', policy({ allow: 'elasticloadbalancing:*' }));
  const attached = await create(
    'attached',
    policy({ allow: 'elasticloadbalancing:*', when: inRegion }, { allow: 'iam:GetRole' }),
  );
  await world.createRole({ PermissionsBoundary: boundary });
  await world.iam.send(new AttachRolePolicyCommand({ RoleName: ROLE, PolicyArn: attached }));
  await world.allow(policy({ deny: 'elasticloadbalancing:DeleteRule' }));
});
afterAll(async () => world.close());

const REGION: ContextEntry[] = [
  { ContextKeyName: 'aws:RequestedRegion', ContextKeyType: 'string', ContextKeyValues: ['us-east-1'] },
];
const LISTENER = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/0/0';

async function simulate(
  action: string,
  input: Partial<SimulatePrincipalPolicyCommandInput> = {},
): Promise<EvaluationResult> {
  const asked = { PolicySourceArn: ROLE_ARN, ActionNames: [action], ContextEntries: REGION, ...input };
  const { EvaluationResults: [result] = [] } = await world.iam.send(new SimulatePrincipalPolicyCommand(asked));
  if (result === undefined) throw new Error('no result');
  return result;
}

describe('the simulation of a role', () => {
  it.each([
    ['allows what policies and boundary allow', 'elasticloadbalancing:ModifyRule', 'allowed', true],
    ['denies what a policy denies', 'elasticloadbalancing:DeleteRule', 'explicitDeny', true],
    ['denies what no policy allows', 'elasticloadbalancing2:ModifyRule', 'implicitDeny', false],
    ['denies what the boundary does not allow', 'iam:GetRole', 'implicitDeny', false],
  ])('%s', async (_title, action, decision, byBoundary) => {
    expect(await simulate(action)).toMatchObject({
      EvalActionName: action,
      EvalResourceName: '*',
      EvalDecision: decision,
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: byBoundary },
      MissingContextValues: [],
    });
  });

  it('reads what is written, whether or not it is in force', async () => {
    // Nothing of this role has propagated yet.
    expect(await errorCode(world.assume())).toBe('AccessDenied');
    expect((await simulate('elasticloadbalancing:ModifyRule')).EvalDecision).toBe('allowed');
  });

  it('names the context keys that nobody gave, beside the resource where there is one', async () => {
    const action = 'elasticloadbalancing:ModifyRule';
    const everywhere = await simulate(action, { ContextEntries: [] });
    expect(everywhere).toMatchObject({ EvalDecision: 'implicitDeny', MissingContextValues: ['aws:RequestedRegion'] });
    const somewhere = await simulate(action, { ContextEntries: [], ResourceArns: [LISTENER] });
    expect(somewhere).toMatchObject({
      EvalResourceName: LISTENER,
      ResourceSpecificResults: [
        {
          EvalResourceName: LISTENER,
          MissingContextValues: ['aws:RequestedRegion'],
          EvalResourceDecision: 'implicitDeny',
        },
      ],
    });
    expect(somewhere.MissingContextValues ?? []).toEqual([]);
  });

  it('takes policies into account that are given with the question', async () => {
    const denied = await simulate('elasticloadbalancing:ModifyRule', { PolicyInputList: [policy({ deny: '*' })] });
    expect(denied.EvalDecision).toBe('explicitDeny');
    const wider = await simulate('iam:GetRole', { PermissionsBoundaryPolicyInputList: [policy({ allow: '*' })] });
    expect(wider.EvalDecision).toBe('allowed');
  });

  it('answers for every action and resource', async () => {
    const command = new SimulatePrincipalPolicyCommand({
      PolicySourceArn: ROLE_ARN,
      ActionNames: ['elasticloadbalancing:ModifyRule', 'iam:GetRole'],
      ResourceArns: [LISTENER, '*'],
      ContextEntries: REGION,
    });
    const { EvaluationResults: results = [] } = await world.iam.send(command);
    expect(results.map(({ EvalDecision: decision }) => decision)).toEqual([
      'allowed',
      'allowed',
      'implicitDeny',
      'implicitDeny',
    ]);
  });

  it.each<[string, Partial<SimulatePrincipalPolicyCommandInput>, string]>([
    ['a role that is not there', { PolicySourceArn: `${ROLE_ARN}x` }, 'NoSuchEntity'],
    ['an action with a wildcard', { ActionNames: ['iam:*'] }, 'InvalidInput'],
    ['a policy that is none', { PolicyInputList: ['{'] }, 'InvalidInput'],
    [
      'two boundaries',
      { PermissionsBoundaryPolicyInputList: [policy({ allow: '*' }), policy({ allow: '*' })] },
      'InvalidInput',
    ],
    ['a resource policy', { ResourcePolicy: policy({ allow: '*' }) }, 'InvalidInput'],
    ['another caller', { CallerArn: ROLE_ARN }, 'InvalidInput'],
    [
      'two values for a key that takes one',
      { ContextEntries: [{ ...REGION[0], ContextKeyValues: ['us-east-1', 'eu-west-1'] }] },
      'InvalidInput',
    ],
  ])('refuses %s', async (_title, input, code) => {
    expect(await errorCode(simulate('iam:GetRole', input))).toBe(code);
  });

  it('needs a permission on that role', async () => {
    await world.createRole({ RoleName: 'asker' });
    world.clock.advance(60_000);
    const asker = world.iamAs(await world.assume({ RoleArn: ROLE_ARN.replace(ROLE, 'asker') }));
    const ask = new SimulatePrincipalPolicyCommand({ PolicySourceArn: ROLE_ARN, ActionNames: ['iam:GetRole'] });
    expect(await errorCode(asker.send(ask))).toBe('AccessDenied');
  });
});
