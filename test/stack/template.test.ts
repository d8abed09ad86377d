import { describe, expect, test } from 'vitest';
import { parseInstall } from '../../action/playbook/parse.ts';
import { registry } from '../../action/services/registry.ts';
import type { StackInput } from '../../action/stack/input.ts';
import { type Fields, type Value } from '../../action/stack/intrinsic.ts';
import { buildTemplate } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { sampleFile } from '../playbook/sample.ts';
import { type Deployment, deploy } from './deployment.ts';
import { MANY, sampleInput, starterRole, VARIED } from './samples.ts';
import { fieldsOf, readTemplate, statementsOf } from './template-file.ts';

const EVERYTHING = {
  EnableLoadBalancer: 'true',
  EnablePlan: 'true',
  AllowPolicySimulation: 'true',
  AlertEmail: 'a@example.com',
};
const WORKFLOWS = 'breakglass-dev/breakglass/.github/workflows';
/** All that a policy says whose role is not there or switched off. */
const DENY = [{ Sid: 'DenyEverything', Effect: 'Deny', Action: '*', Resource: '*' }];
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

function deployed(parameters: Readonly<Record<string, string>> = {}, input: StackInput = sampleInput()): Deployment {
  return deploy(readTemplate(writeTemplate(buildTemplate(input))), parameters, { partition: input.install.partition });
}

function ofType({ resources }: Deployment, type: string): readonly Fields[] {
  return Object.values(resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));
}

function role(deployment: Deployment, name: string): Fields {
  const found = ofType(deployment, 'AWS::IAM::Role').find(({ RoleName }) => RoleName === name);
  if (found === undefined) throw new Error(`there is no role ${name}`);
  return found;
}

function trust(deployment: Deployment, name: string): readonly Fields[] {
  return statementsOf(role(deployment, name)['AssumeRolePolicyDocument']);
}

function policyOf({ resources }: Deployment, name: string): readonly Fields[] {
  const found = Object.values(resources).find(({ Properties }) => Properties['ManagedPolicyName'] === name);
  return statementsOf(found?.Properties['PolicyDocument']);
}

function policyNames(deployment: Deployment): readonly string[] {
  return ofType(deployment, 'AWS::IAM::ManagedPolicy')
    .map(({ ManagedPolicyName }) => String(ManagedPolicyName))
    .toSorted();
}

function names(deployment: Deployment): readonly string[] {
  return ofType(deployment, 'AWS::IAM::Role')
    .map(({ RoleName }) => String(RoleName))
    .toSorted();
}

describe('the stack, as the customer deploys it', () => {
  test('makes no role and no alert by default, and policies that allow nothing', () => {
    const policies = ['LoadBalancerPolicy', 'LoadBalancerRecoverPolicy', 'PlanPolicy', 'SealerPolicy'];
    expect(Object.keys(deployed().resources)).toEqual(['GitHubProvider', ...policies]);
    for (const name of policyNames(deployed())) expect(policyOf(deployed(), name)).toEqual(DENY);
    const elsewhere = deployed({
      ExistingOidcProviderArn: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
    });
    expect(Object.keys(elsewhere.resources)).toEqual(policies);
  });

  test('has every policy always, so that none goes before its role, and none is left with what it allowed', () => {
    const input = sampleInput(VARIED);
    const all = policyNames(deployed({}, input));
    expect(all).toHaveLength(8);
    const working = (parameters: Readonly<Record<string, string>>) => {
      const deployment = deployed(parameters, input);
      expect(policyNames(deployment)).toEqual(all);
      return all.filter((name) => JSON.stringify(policyOf(deployment, name)) !== JSON.stringify(DENY));
    };
    expect(working({})).toEqual([]);
    expect(working({ EnableRedirect: 'true' })).toEqual([
      'acme-prod-redirect',
      'acme-prod-redirect-recover',
      'acme-prod-sealer',
    ]);
    expect(working({ EnablePlan: 'true' })).toEqual(['acme-prod-plan']);
    const everything = { EnableRedirect: 'true', EnableWebOnly: 'true', EnableLogs: 'true', EnablePlan: 'true' };
    expect(working(everything)).toEqual(all);
    expect(working({ ...everything, KillSwitch: 'on' })).toEqual([]);
    expect(working({ KillSwitch: 'on' })).toEqual([]);
  });

  test('makes the roles that are enabled, and only those', () => {
    const input = sampleInput(VARIED);
    expect(names(deployed({ EnablePlan: 'true' }, input))).toEqual(['acme-prod-plan']);
    expect(names(deployed({ EnableRedirect: 'true' }, input))).toEqual([
      'acme-prod-redirect',
      'acme-prod-redirect-recover',
      'acme-prod-sealer',
    ]);
    expect(names(deployed({ EnableWebOnly: 'true', EnableLogs: 'true' }, input))).toHaveLength(5);
  });

  test('asks for one of twelve roles as well as for one of one', () => {
    const last = deployed({ EnableRoleL: 'true' }, sampleInput(MANY));
    expect(names(last)).toEqual(['acme-prod-role-l', 'acme-prod-role-l-recover', 'acme-prod-sealer']);
    expect(policyOf(last, 'acme-prod-sealer')).toHaveLength(2);
  });

  test('gives every role one policy, which is its boundary as well', () => {
    const deployment = deployed(EVERYTHING);
    expect(names(deployment)).toHaveLength(4);
    for (const { RoleName, ManagedPolicyArns, PermissionsBoundary, Path, Policies } of ofType(
      deployment,
      'AWS::IAM::Role',
    )) {
      const policy = `arn:aws:iam::123456789012:policy/breakglass/${String(RoleName)}`;
      expect({ ManagedPolicyArns, PermissionsBoundary, Path, Policies }).toEqual({
        ManagedPolicyArns: [policy],
        PermissionsBoundary: policy,
        Path: '/breakglass/',
        Policies: undefined,
      });
    }
  });

  test('lets a role be assumed for as long as its file says, and never asks IAM for less than an hour', () => {
    const deployment = deployed(
      { EnableRedirect: 'true', EnableLogs: 'true', EnablePlan: 'true' },
      sampleInput(VARIED),
    );
    const sessions = Object.fromEntries(
      ofType(deployment, 'AWS::IAM::Role').map((each) => [String(each['RoleName']), each['MaxSessionDuration'] ?? 0]),
    );
    expect(sessions).toMatchObject({
      'acme-prod-redirect': 3600,
      'acme-prod-logs': 7200,
      'acme-prod-plan': 3600,
      'acme-prod-sealer': 3600,
    });
  });

  test('with the kill switch on keeps every role, denies everything to it, and lets nobody in', () => {
    const deployment = deployed({ ...EVERYTHING, KillSwitch: 'on' });
    expect(names(deployment)).toEqual(names(deployed(EVERYTHING)));
    for (const each of ofType(deployment, 'AWS::IAM::Role')) {
      expect(policyOf(deployment, String(each['RoleName']))).toEqual(DENY);
      const arn = `arn:aws:iam::123456789012:policy/breakglass/${String(each['RoleName'])}`;
      expect([each['ManagedPolicyArns'], each['PermissionsBoundary']]).toEqual([[arn], arn]);
      for (const statement of trust(deployment, String(each['RoleName']))) expect(statement['Effect']).toBe('Deny');
    }
  });

  test('tells what to paste into the install, which an install file takes', () => {
    const pasted = (parameters: Readonly<Record<string, string>>, region = 'us-east-1') =>
      parseInstall(
        sampleFile('installs/acme-prod.yml', (text) =>
          text
            .replace(
              /^ *roles:.*(\n {2}.*)*\n/m,
              `${deployed(parameters, sampleInput(VARIED, region)).outputs['InstallFile']}\n`,
            )
            .replace('region: us-east-1', `region: ${region}`),
        ),
        registry,
      );
    const some = pasted({ EnableRedirect: 'true' });
    expect(some).toMatchObject({
      sealerRole: 'arn:aws:iam::123456789012:role/breakglass/acme-prod-sealer',
      roles: { redirect: 'arn:aws:iam::123456789012:role/breakglass/acme-prod-redirect' },
      recoverRoles: { redirect: 'arn:aws:iam::123456789012:role/breakglass/acme-prod-redirect-recover' },
    });
    expect(some.planRole).toBeUndefined();
    const all = pasted({ EnableRedirect: 'true', EnableLogs: 'true', EnableWebOnly: 'true', EnablePlan: 'true' });
    expect(all.planRole).toBe('arn:aws:iam::123456789012:role/breakglass/acme-prod-plan');
    expect(Object.keys(all.recoverRoles)).toEqual(['logs', 'redirect', 'web-only']);
  });

  test('tells which parameter makes each role that does not exist, and that the kill switch is on', () => {
    const lines = String(
      deployed({ EnableLogs: 'true', KillSwitch: 'on' }, sampleInput(VARIED)).outputs['InstallFile'],
    ).split('\n');
    expect(lines).toContain('# KillSwitch is on: none of these roles can do anything');
    expect(lines).toContain('#   web-only: set EnableWebOnly to true');
    expect(lines).toContain('# plan-role: set EnablePlan to true');
    const none = String(deployed().outputs['InstallFile']).split('\n');
    expect(none.every((line) => line.startsWith('#'))).toBe(true);
  });

  test('is named by the partition it is deployed in', () => {
    for (const region of ['us-gov-west-1', 'cn-north-1']) {
      const text = writeTemplate(buildTemplate(sampleInput(VARIED, region)));
      expect(text.slice(text.indexOf('\nResources:'))).not.toContain('arn:aws');
      expect(text).not.toContain('123456789012');
    }
    expect(deployed(EVERYTHING, sampleInput(undefined, 'cn-north-1')).outputs['LoadBalancerRoleArn']).toBe(
      'arn:aws-cn:iam::123456789012:role/breakglass/acme-prod-load-balancer',
    );
  });
});

describe('who may assume which role', () => {
  const claims = (statement: Fields | undefined): Value | undefined =>
    fieldsOf(statement?.['Condition'])['StringEquals'];
  const common = {
    'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
    'token.actions.githubusercontent.com:repository_id': '987654321',
    'token.actions.githubusercontent.com:ref': 'refs/heads/main',
    'aws:RequestedRegion': 'us-east-1',
  };
  const from = (workflow: string, sub: string | readonly string[]) => ({
    ...common,
    'token.actions.githubusercontent.com:sub': sub,
    'token.actions.githubusercontent.com:job_workflow_ref': [
      `${WORKFLOWS}/${workflow}@${COMMIT}`,
      `${WORKFLOWS}/${workflow}@${COMMIT}`,
    ],
  });
  const GATED = 'repo:acme/break-glass:environment:acme-prod';
  const BRANCH = 'repo:acme/break-glass:ref:refs/heads/main';

  test('each role by the one job that needs it, the sealer by two', () => {
    const deployment = deployed(EVERYTHING);
    const entries = (name: string) => trust(deployment, name).map((statement) => claims(statement));
    expect(entries('acme-prod-load-balancer')).toEqual([from('break-glass.yml', GATED)]);
    expect(entries('acme-prod-plan')).toEqual([from('break-glass.yml', BRANCH)]);
    expect(entries('acme-prod-load-balancer-recover')).toEqual([from('recover.yml', BRANCH)]);
    expect(entries('acme-prod-sealer')).toEqual([from('break-glass.yml', GATED), from('recover.yml', BRANCH)]);
  });

  test('recovery waits behind the environment where the install says so, and never comes in both ways', () => {
    const asked = deployed(EVERYTHING, sampleInput(undefined, undefined, 'approval'));
    const entries = (name: string) => trust(asked, name).map((statement) => claims(statement));
    expect(entries('acme-prod-load-balancer-recover')).toEqual([from('recover.yml', GATED)]);
    expect(entries('acme-prod-sealer')).toEqual([from('break-glass.yml', GATED), from('recover.yml', GATED)]);
    expect(entries('acme-prod-plan')).toEqual([from('break-glass.yml', BRANCH)]);
  });

  test('by web identity of one provider alone, and tests every claim by equality', () => {
    for (const { AssumeRolePolicyDocument } of ofType(deployed(EVERYTHING), 'AWS::IAM::Role')) {
      for (const statement of statementsOf(AssumeRolePolicyDocument)) {
        expect(statement).toMatchObject({
          Effect: 'Allow',
          Principal: { Federated: expect.stringMatching(/^arn:[^*?]*$/) },
          Action: 'sts:AssumeRoleWithWebIdentity',
        });
        expect(Object.keys(statement['Condition'] as Fields)).toEqual(['StringEquals']);
        expect(JSON.stringify(claims(statement))).not.toMatch(/[*?$]/);
      }
    }
  });

  test("at the STS endpoint of the install's own Region alone, where the alerts are", () => {
    for (const region of ['eu-central-1', 'us-gov-east-1']) {
      const deployment = deployed(EVERYTHING, sampleInput(undefined, region));
      for (const name of names(deployment)) {
        for (const statement of trust(deployment, name))
          expect(claims(statement)).toMatchObject({ 'aws:RequestedRegion': region });
      }
    }
  });

  test('at the first two of the versions that are allowed, and at no third', () => {
    const versions = (refs: string) =>
      (claims(trust(deployed({ ...EVERYTHING, AllowedWorkflowRefs: refs }), 'acme-prod-load-balancer')[0]) as Fields)[
        'token.actions.githubusercontent.com:job_workflow_ref'
      ];
    const at = (ref: string) => `${WORKFLOWS}/break-glass.yml@${ref}`;
    const [one, two, three] = ['refs/tags/v1.0.0', 'f'.repeat(40), 'refs/tags/v2.0.0'] as const;
    expect(versions(one)).toEqual([at(one), at(one)]);
    expect(versions(`${one},${two}`)).toEqual([at(one), at(two)]);
    expect(versions(`${one}, ${two}, ${three}`)).toEqual([at(one), at(two)]);
  });

  test.each([
    '',
    'main',
    'refs/heads/main',
    'refs/tags/v1',
    'refs/tags/v1.0.0*',
    '*',
    'refs/tags/v1.0.0,*',
    'ABCDEF0123',
  ])('refuses "%s" as a version', (ref) => {
    expect(() => deployed({ AllowedWorkflowRefs: ref })).toThrow('AllowedWorkflowRefs');
  });

  test('of a repository that moves to the form with ids, by both of its subjects', () => {
    const input = sampleInput();
    const moving: StackInput = {
      ...input,
      trust: { ...input.trust, subjects: ['repo:acme@12/break-glass@34', 'repo:acme/break-glass'] },
    };
    expect(claims(trust(deployed(EVERYTHING, moving), 'acme-prod-load-balancer')[0])).toEqual(
      from('break-glass.yml', [GATED, 'repo:acme@12/break-glass@34:environment:acme-prod']),
    );
  });

  test('only from the networks of its role', () => {
    const deployment = deployed({ EnableRedirect: 'true' }, sampleInput(VARIED));
    const networks = { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] };
    for (const name of ['acme-prod-redirect', 'acme-prod-redirect-recover']) {
      expect(fieldsOf(trust(deployment, name)[0]?.['Condition'])['IpAddress']).toEqual(networks);
    }
    for (const statement of policyOf(deployment, 'acme-prod-redirect')) {
      expect((statement['Condition'] as Fields)['IpAddress']).toEqual(networks);
    }
  });
});

describe('what the helpers of a session may do', () => {
  test('the sealer: put, read and take off a policy of each break-glass role that exists, while it has its boundary', () => {
    const deployment = deployed({ EnableRedirect: 'true', EnableLogs: 'true' }, sampleInput(VARIED));
    const arns = ['acme-prod-logs', 'acme-prod-redirect'].map(
      (name) => `arn:aws:iam::123456789012:role/breakglass/${name}`,
    );
    expect(policyOf(deployment, 'acme-prod-sealer')).toEqual([
      ...arns.map((arn) => ({
        Sid: expect.stringMatching(/^Seal(Logs|Redirect)$/),
        Effect: 'Allow',
        Action: ['iam:DeleteRolePolicy', 'iam:PutRolePolicy'],
        Resource: [arn],
        Condition: { StringEquals: { 'iam:PermissionsBoundary': arn.replace(':role/', ':policy/') } },
      })),
      { Sid: 'ReadTheSeal', Effect: 'Allow', Action: ['iam:GetRolePolicy', 'iam:ListRolePolicies'], Resource: arns },
    ]);
  });

  test('the plan role: nothing that changes, and a question to IAM only where the customer allows it and there is a role', () => {
    const asks = (parameters: Readonly<Record<string, string>>) =>
      policyOf(deployed({ EnablePlan: 'true', ...parameters }, sampleInput(VARIED)), 'acme-prod-plan').filter(
        ({ Sid }) => Sid === 'AskWhatARoleMayDo',
      );
    expect(asks({})).toEqual([]);
    expect(asks({ EnableLogs: 'true' })).toEqual([]);
    expect(asks({ AllowPolicySimulation: 'true' })).toEqual([]);
    expect(asks({ AllowPolicySimulation: 'true', EnableLogs: 'true' })).toEqual([
      {
        Sid: 'AskWhatARoleMayDo',
        Effect: 'Allow',
        Action: ['iam:SimulatePrincipalPolicy'],
        Resource: ['arn:aws:iam::123456789012:role/breakglass/acme-prod-logs'],
      },
    ]);
  });

  test('recover: no call that only makes a change', () => {
    const actions = policyOf(deployed(EVERYTHING), 'acme-prod-load-balancer-recover').flatMap(
      ({ Action }) => Action as readonly string[],
    );
    expect(actions).toContain('elasticloadbalancing:DeleteRule');
    expect(actions).not.toContain('elasticloadbalancing:CreateRule');
  });

  test('every statement has a name of letters and digits that its policy has once, and every write names its Region', () => {
    const deployment = deployed(
      { EnableRedirect: 'true', EnableWebOnly: 'true', EnableLogs: 'true', EnablePlan: 'true' },
      sampleInput(VARIED),
    );
    for (const { ManagedPolicyName, PolicyDocument } of ofType(deployment, 'AWS::IAM::ManagedPolicy')) {
      const statements = statementsOf(PolicyDocument);
      const sids = statements.map(({ Sid }) => String(Sid));
      expect(new Set(sids).size, String(ManagedPolicyName)).toBe(sids.length);
      for (const sid of sids) expect(sid).toMatch(/^[A-Z][A-Za-z0-9]+$/);
      if (/sealer/.test(String(ManagedPolicyName))) continue;
      for (const { Condition } of statements)
        expect(Condition).toMatchObject({ StringEquals: { 'aws:RequestedRegion': 'us-east-1' } });
    }
  });
});

describe('the file', () => {
  test('is the same, byte for byte, in whatever order roles, grants and subjects come', () => {
    const input = sampleInput(VARIED);
    const shuffled: StackInput = {
      ...input,
      roles: input.roles.toReversed().map(({ role, grants }) => ({ role, grants: grants.toReversed() })),
    };
    expect(writeTemplate(buildTemplate(shuffled))).toBe(writeTemplate(buildTemplate(input)));
    expect(writeTemplate(buildTemplate(input))).toBe(writeTemplate(buildTemplate(input)));
    expect(writeTemplate(buildTemplate(input))).toMatch(/[^\n]\n$/);
  });

  test('holds no line that ends in white space, and folds its comments', () => {
    const lines = writeTemplate(buildTemplate(sampleInput(VARIED))).split('\n');
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
    expect(lines.filter((line) => /^\s*#/.test(line) && line.length > 120)).toEqual([]);
  });

  test('says whatever its object says', () => {
    for (const input of [sampleInput(), sampleInput(VARIED), sampleInput(MANY), sampleInput(undefined, 'cn-north-1')]) {
      const template = buildTemplate(input);
      expect(readTemplate(writeTemplate(template))).toEqual(template.document);
    }
  });

  test('goes on the command line of AWS without S3 for the starter', () => {
    expect(Buffer.byteLength(writeTemplate(buildTemplate(sampleInput())))).toBeLessThan(51_200);
    expect(starterRole().serves.length).toBeGreaterThan(0);
  });
});
