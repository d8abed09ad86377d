import { describe, expect, test } from 'vitest';
import type { Role } from '../../action/domain/documents.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import { buildHomeRegionTemplate, buildTemplate } from '../../action/stack/template.ts';
import { sampleInput, starterRole } from './samples.ts';

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
