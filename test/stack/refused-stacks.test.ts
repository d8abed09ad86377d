import { describe, expect, test } from 'vitest';
import type { Role } from '../../action/domain/documents.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import { buildHomeRegionTemplate, buildTemplate } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { deploy } from './deployment.ts';
import { sampleInput, starterRole } from './samples.ts';
import { readTemplate } from './template-file.ts';

function refusal(action: () => unknown): BreakglassError | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof BreakglassError) return error;
    throw error;
  }
  return undefined;
}

const named = (...names: readonly string[]): readonly Role[] => names.map((role) => starterRole({ role }));

describe('a stack is refused', () => {
  test('without a role', () => {
    expect(refusal(() => buildTemplate(sampleInput([])))?.code).toBe('unknown-role');
    expect(refusal(() => buildHomeRegionTemplate(sampleInput([], 'eu-central-1')))?.code).toBe('unknown-role');
  });

  test.each([
    ['two roles whose parameters would be one', ['a-b', 'a--b']],
    ['two roles whose parameters differ in capitals alone', ['ab', 'a-b']],
    ['a role that takes the name of the plan role', ['plan']],
    ['a role that takes the name of the sealer role', ['sealer']],
    ['a role that takes the name of the recover role of another', ['traffic', 'traffic-recover']],
    ['the same role twice', ['traffic', 'traffic']],
    ['a role that is called as what denies everything', ['deny-everything']],
    ['a role that is called as a resource of every stack', ['alert-topic']],
    ['a role that is called as a parameter of every stack', ['kill-switch']],
    ['a role whose resource would be the parameter of another', ['enable-web', 'web-role']],
    ['a role whose policy would be the parameter of another', ['enable-web', 'web-policy']],
    ['a role whose recover role would be the parameter of another', ['enable-web', 'web-recover-role']],
    ['a role whose condition would be the parameter of another', ['enable-web', 'web-may-act']],
  ])('with %s', (_, names) => {
    for (const order of [names, names.toReversed()]) {
      const error = refusal(() => buildTemplate(sampleInput(named(...order))));
      expect(error?.code).toBe('invalid-name');
      expect(error?.hint).toBeDefined();
    }
  });

  test('with a name that is too long for IAM once "-recover" stands behind it, and not with one that just fits', () => {
    const input = (role: string) => {
      const sample = sampleInput(named(role));
      return { ...sample, install: { ...sample.install, name: 'i'.repeat(39) } };
    };
    const fits = 'r'.repeat(64 - 39 - '--recover'.length);
    expect(refusal(() => buildTemplate(input(fits)))).toBeUndefined();
    expect(refusal(() => buildTemplate(input(`${fits}r`)))).toMatchObject({
      code: 'invalid-name',
      message: expect.stringContaining('65'),
    });
  });

  test('with a role that may not be had in its Region', () => {
    const role = starterRole({ regions: ['eu-central-1'] });
    expect(refusal(() => buildTemplate(sampleInput([role])))?.message).toContain('us-east-1');
    expect(refusal(() => buildTemplate(sampleInput([role], 'eu-central-1')))).toBeUndefined();
  });

  test('with a policy that IAM would not take, and not with one just below', () => {
    const listing = (count: number) =>
      starterRole({
        serves: [],
        statements: [
          {
            access: 'read',
            actions: ['lambda:GetFunction'],
            resources: Array.from(
              { length: count },
              (_, index) => `arn:*:lambda:*:*:function:${String(index).padStart(60, 'f')}`,
            ),
            conditions: {},
          },
        ],
      });
    expect(refusal(() => buildTemplate(sampleInput([listing(52)])))).toBeUndefined();
    const error = refusal(() => buildTemplate(sampleInput([listing(60)])));
    expect(error?.code).toBe('policy-too-large');
    expect(error?.message).toContain('acme-prod-load-balancer');
  });

  test('with a trust policy that IAM would not take during an upgrade, and not with one just below', () => {
    const input = (name: string, subjects: number) => {
      const sample = sampleInput();
      const forms = [`repo:acme/${name}`, `repo:acme@12345678/${name}@1123581321`].slice(0, subjects);
      return { ...sample, trust: { ...sample.trust, subjects: [forms[0] ?? '', ...forms.slice(1)] as const } };
    };
    const sizes = (given: ReturnType<typeof input>, partition = 'aws') => {
      const ExistingOidcProviderArn = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
      const parameters = {
        EnableLoadBalancer: 'true',
        ExistingOidcProviderArn,
        AllowedWorkflowRefs: `${'a'.repeat(40)},${'b'.repeat(40)}`,
      };
      const { resources } = deploy(readTemplate(writeTemplate(buildTemplate(given))), parameters, { partition });
      return JSON.stringify(resources['SealerRole']?.Properties['AssumeRolePolicyDocument']).length;
    };
    const room = (2_048 - sizes(input('r', 2))) / 4;
    const fits = 'r'.repeat(1 + Math.floor(room));
    expect(sizes(input(fits, 2))).toBeGreaterThan(2_044);
    expect(sizes(input(fits, 2))).toBeLessThanOrEqual(2_048);
    const error = refusal(() => buildTemplate(input(`${fits}r`, 2)));
    expect(error).toMatchObject({ code: 'policy-too-large', message: expect.stringContaining('acme-prod-sealer') });
    expect(error?.message).toContain('trust policy');
    expect(refusal(() => buildTemplate(input(`${fits}r`, 1)))).toBeUndefined();
  });

  test('with a trust policy that lists more networks than IAM has room for', () => {
    const networks = (count: number) => Array.from({ length: count }, (_, index) => `2001:db8:${index}::/48`);
    const offering = (count: number) => sampleInput([starterRole({ sourceNetworks: networks(count) })]);
    expect(refusal(() => buildTemplate(offering(20)))).toBeUndefined();
    expect(refusal(() => buildTemplate(offering(90)))?.code).toBe('policy-too-large');
  });

  test('not with names of an ordinary length while its repository moves to the form with ids', () => {
    const sample = sampleInput();
    const subjects = [
      'repo:acme-corporation/break-glass-playbooks',
      'repo:acme-corporation@12345678/break-glass-playbooks@1123581321',
    ] as const;
    expect(refusal(() => buildTemplate({ ...sample, trust: { ...sample.trust, subjects } }))).toBeUndefined();
  });

  test('with so many roles that one sealer cannot name them all', () => {
    const many = named(...Array.from({ length: 25 }, (_, index) => `role-${index}`)).map((role) => ({
      ...role,
      serves: ['elbv2/expect-healthy'],
    }));
    expect(refusal(() => buildTemplate(sampleInput(many)))).toMatchObject({
      code: 'policy-too-large',
      message: expect.stringContaining('acme-prod-sealer'),
    });
  });
});
