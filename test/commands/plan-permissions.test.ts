import { describe, expect, it } from 'vitest';
import { planPermissions } from '../../action/commands/plan-permissions.ts';
import type { Install, Role } from '../../action/domain/documents.ts';
import type { Grant } from '../../action/domain/grant.ts';
import { type Need, requireCovered, requireRegion } from '../../action/engine/role-coverage.ts';
import { registry } from '../../action/services/registry.ts';
import { grantsOfUses, INSTALL, ROLE, SCOPE } from '../policy/plans.ts';

const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';
const RULES = `${LISTENER.replace(':listener/', ':listener-rule/')}/*`;
const PLAYBOOK = { playbook: 'maintenance-page' } as never;

function needsOf(...uses: readonly string[]): readonly Need[] {
  return uses.map((name) => {
    const use = { uses: name, with: registry.steps.get(name)?.examples[0] ?? {} };
    return { use, grants: grantsOfUses([use]) };
  });
}

/** What refuses a plan of these steps, by a role and an install that are like these. */
function refusal(needs: readonly Need[], role: Partial<Role> = {}, install: Partial<Install> = {}): unknown {
  try {
    const file = { ...ROLE, ...role };
    const at = { ...INSTALL, ...install };
    requireRegion(file, at);
    const { uncovered } = planPermissions({ install: at, role: file }, SCOPE, { registry });
    requireCovered(needs, { role: file, playbook: PLAYBOOK }, uncovered);
    return undefined;
  } catch (error) {
    return error;
  }
}

const SERVED = ['elbv2/fixed-response', 'elbv2/shift-weights'];
const FIXED = needsOf('elbv2/fixed-response');

describe('a plan of what its role does not hold', () => {
  it('is not refused where the role holds all of it', () => {
    expect(refusal(FIXED)).toBeUndefined();
    expect(refusal(FIXED, { regions: ['eu-west-1', 'us-east-1'] })).toBeUndefined();
    expect(refusal(FIXED, { scope: { resources: [], tags: { team: 'shop' } } })).toBeUndefined();
  });

  it('is refused with every action and resource that is missing, and the kind to be served', () => {
    const error = refusal([...FIXED, ...needsOf('elbv2/shift-weights')], { serves: ['elbv2/shift-weights'] });
    expect(error).toMatchObject({ code: 'role-lacks-grant' });
    const { message = '', hint = '' } = Object(error);
    expect(message).toContain(`elasticloadbalancing:CreateRule on ${LISTENER}`);
    expect(message).toContain(`elasticloadbalancing:SetRulePriorities on ${RULES}`);
    expect(message).toContain(`DeleteRule on ${RULES} where aws:ResourceTag/breakglass:session is this session`);
    expect(message).not.toContain('ModifyListener');
    expect(hint).toContain('add "elbv2/fixed-response" to "serves"');
    expect(hint).toContain('have the customer update their stack');
  });

  it('is refused where the scope of the role does not reach, with the resource to be reached', () => {
    const pattern = (resource: string): string => `arn:*:elasticloadbalancing:*:*:${resource}`;
    const resources = [pattern('listener/app/api/*'), pattern('listener-rule/*'), pattern('targetgroup/*')];
    const error = refusal(FIXED, { serves: SERVED, scope: { resources, tags: {} } });
    expect(error).toMatchObject({
      code: 'role-lacks-grant',
      message: expect.stringContaining(`needs elasticloadbalancing:CreateRule on ${LISTENER}, which`),
      hint: expect.stringContaining(`let "scope.resources" reach ${LISTENER}`),
    });
  });

  it('is refused where the role reaches one rule alone, and the step creates one', () => {
    const resources = ['listener/*', RULES.split(':').slice(5).join(':').replace('*', '1'), 'targetgroup/*'];
    const patterns = resources.map((resource) => `arn:*:elasticloadbalancing:*:*:${resource}`);
    const error = refusal(FIXED, { serves: SERVED, scope: { resources: patterns, tags: {} } });
    expect(error).toMatchObject({ message: expect.stringContaining(`DeleteRule on ${RULES}`) });
  });

  it('is not refused for what statements that are written out hold', () => {
    const actions = ['CreateRule', 'AddTags', 'DeleteRule', 'SetRulePriorities', 'DescribeRules', 'DescribeTags'];
    const statement: Role['statements'][number] = {
      access: 'write',
      actions: actions.map((verb) => `elasticloadbalancing:${verb}`),
      resources: ['*'],
      conditions: {},
    };
    expect(refusal(FIXED, { serves: [], statements: [statement] })).toBeUndefined();
    const onlyAtNight = { ...statement, conditions: { StringEquals: { 'aws:PrincipalTag/night': 'yes' } } };
    expect(refusal(FIXED, { serves: [], statements: [onlyAtNight] })).toMatchObject({ code: 'role-lacks-grant' });
  });

  it('is refused in a Region that the role is not for', () => {
    expect(refusal(FIXED, { regions: ['eu-west-1'] })).toMatchObject({
      code: 'role-lacks-grant',
      message: expect.stringMatching(/eu-west-1.*us-east-1/),
    });
  });

  it('is refused where no address is in the networks of both files', () => {
    const networks = { sourceNetworks: ['203.0.113.0/24'] };
    expect(refusal(FIXED, networks, networks)).toBeUndefined();
    expect(refusal(FIXED, networks)).toBeUndefined();
    expect(refusal(FIXED, {}, networks)).toBeUndefined();
    expect(refusal(FIXED, networks, { sourceNetworks: ['198.51.100.0/24'] })).toMatchObject({
      code: 'role-lacks-grant',
      message: expect.stringContaining('198.51.100.0/24'),
    });
  });
});

describe('the networks of a session', () => {
  it('are those of the install within those of the role', () => {
    const { sourceNetworks, sessionPolicies } = planPermissions(
      {
        install: { ...INSTALL, sourceNetworks: ['203.0.113.0/24'] },
        role: { ...ROLE, sourceNetworks: ['203.0.113.64/26', '198.51.100.0/24'] },
      },
      SCOPE,
      { registry },
    );
    expect(sourceNetworks).toEqual(['203.0.113.64/26']);
    const read: Grant = { access: 'read', action: 'elasticloadbalancing:DescribeRules', resource: '*' };
    for (const policy of sessionPolicies([read])) expect(policy).toContain('"aws:SourceIp":["203.0.113.64/26"]');
  });
});
