import { describe, expect, test } from 'vitest';
import { THIS_SESSION } from '../../action/domain/grant.ts';
import { grantsOf } from '../../action/engine/plan.ts';
import { rolePermissions, rolePolicyText } from '../../action/policy/role-permissions.ts';
import { registry } from '../../action/services/registry.ts';
import type { Fields } from '../../action/stack/intrinsic.ts';
import { buildTemplate } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { problemsOf } from './authorisation-data.ts';
import { deploy } from './deployment.ts';
import { offer, sampleInput, VARIED } from './samples.ts';
import { readTemplate, statementsOf } from './template-file.ts';

const SCOPE = { partition: 'aws', account: '123456789012', region: 'us-east-1' };

describe('the grants of every kind', () => {
  const kinds = [...registry.steps, ...registry.checks];

  test.each(kinds.map(([uses]) => uses))(
    '%s asks for actions, types of resource and condition keys that AWS publishes',
    async (uses) => {
      const kind = registry.steps.get(uses) ?? registry.checks.get(uses);
      const grants = (kind?.examples ?? []).flatMap((example) => grantsOf(registry, { uses, with: example }, SCOPE));
      // What is outside AWS needs nothing of it, and everything else something.
      const isAws = registry.services.get(kind?.service ?? '')?.iamPrefix !== undefined;
      expect(grants.length > 0).toBe(isAws);
      for (const { action, resource, condition = {} } of grants) {
        expect(await problemsOf(action, resource, Object.keys(condition))).toEqual([]);
        expect(Object.values(condition).every((value) => value === THIS_SESSION || !value.includes('{'))).toBe(true);
      }
    },
  );
});

const EVERYTHING = {
  EnableLogs: 'true',
  EnableRedirect: 'true',
  EnableWebOnly: 'true',
  EnablePlan: 'true',
  AllowPolicySimulation: 'true',
};

describe('the policies that a stack deploys', () => {
  test.each(['us-east-1', 'us-gov-west-1', 'cn-north-1'])(
    'hold nothing that AWS does not publish, in %s',
    async (region) => {
      const input = sampleInput(VARIED, region);
      const template = readTemplate(writeTemplate(buildTemplate(input)));
      const { resources } = deploy(template, EVERYTHING, { partition: input.install.partition });
      const policies = Object.values(resources).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
      expect(policies).toHaveLength(2 * VARIED.length + 2);
      for (const { Properties } of policies) {
        for (const statement of statementsOf(Properties['PolicyDocument'])) {
          if (statement['Effect'] === 'Deny') continue;
          const keys = Object.values((statement['Condition'] ?? {}) as Fields).flatMap((block) => Object.keys(block));
          for (const action of statement['Action'] as readonly string[]) {
            for (const resource of statement['Resource'] as readonly string[]) {
              expect(await problemsOf(action, resource, keys)).toEqual([]);
            }
          }
        }
      }
    },
  );
});

test('a policy of the stack allows what is proved of its role, in the account where it is deployed', () => {
  const template = readTemplate(writeTemplate(buildTemplate(sampleInput(VARIED))));
  const { resources } = deploy(template, EVERYTHING);
  for (const role of VARIED) {
    for (const [purpose, end] of [['break-glass', ''] as const, ['recover', '-recover'] as const]) {
      const proved = JSON.parse(rolePolicyText(rolePermissions(role, offer(role).grants, SCOPE, purpose)));
      const name = `acme-prod-${role.role}${end}`;
      const found = Object.values(resources).find(({ Properties }) => Properties['ManagedPolicyName'] === name);
      const deployed = statementsOf(found?.Properties['PolicyDocument']);
      const bare = ({ Effect = '', Action = [], Resource = [], Condition = {} }: Fields) => ({
        Effect,
        Condition,
        Action: [Action].flat(),
        Resource: [Resource].flat(),
      });
      expect(deployed.map(bare)).toEqual(proved.Statement.map(bare));
    }
  }
});

describe('the check itself', () => {
  const LISTENER =
    'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/0123456789abcdef/0123456789abcdef';
  const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef';

  test('finds an action that does not exist, or is not written so', async () => {
    expect(await problemsOf('elasticloadbalancing:ModifyListeners', LISTENER)).not.toEqual([]);
    expect(await problemsOf('elasticloadbalancing:modifylistener', LISTENER)).not.toEqual([]);
    expect(await problemsOf('elbv2:ModifyListener', LISTENER)).not.toEqual([]);
  });

  test('finds a resource of another type, no resource, and one where there can be none', async () => {
    expect(await problemsOf('elasticloadbalancing:ModifyListener', LISTENER)).toEqual([]);
    expect(await problemsOf('elasticloadbalancing:ModifyListener', GROUP)).not.toEqual([]);
    expect(await problemsOf('elasticloadbalancing:ModifyListener', '*')).not.toEqual([]);
    expect(await problemsOf('elasticloadbalancing:DescribeListeners', LISTENER)).not.toEqual([]);
  });

  test('finds a condition key that the action does not support', async () => {
    expect(
      await problemsOf('elasticloadbalancing:ModifyListener', LISTENER, [
        'aws:RequestedRegion',
        'aws:ResourceTag/team',
      ]),
    ).toEqual([]);
    expect(
      await problemsOf('elasticloadbalancing:ModifyListener', LISTENER, ['elasticloadbalancing:CreateAction']),
    ).not.toEqual([]);
    expect(
      await problemsOf('iam:GetRolePolicy', 'arn:aws:iam::123456789012:role/x', ['iam:PermissionsBoundary']),
    ).not.toEqual([]);
  });
});
