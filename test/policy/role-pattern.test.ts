import { describe, expect, it } from 'vitest';
import { pinned, reaches, rolePermissions } from '../../action/policy/role-permissions.ts';
import { sampleRole } from '../playbook/sample.ts';

const HERE = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
/** As the customer's template has it. */
const ANYWHERE = { partition: '${AWS::Partition}', account: '${AWS::AccountId}', region: 'us-east-1' };
const LISTENERS = 'listener/app/web/*';

describe("a pattern of a role's file, in an install", () => {
  it('is of its partition, Region and account', () => {
    const pattern = `arn:*:elasticloadbalancing:*:*:${LISTENERS}`;
    expect(pinned(pattern, HERE)).toBe(`arn:aws:elasticloadbalancing:us-east-1:123456789012:${LISTENERS}`);
    expect(pinned(pattern, ANYWHERE)).toContain(
      'arn:${AWS::Partition}:elasticloadbalancing:us-east-1:${AWS::AccountId}:',
    );
  });

  it('keeps what is empty, as global services have it', () => {
    expect(pinned('arn:*:s3:::logs/*', HERE)).toBe('arn:aws:s3:::logs/*');
  });

  it.each([
    ['partition', `arn:aws-cn:elasticloadbalancing:*:*:${LISTENERS}`],
    ['Region', `arn:*:elasticloadbalancing:eu-west-1:*:${LISTENERS}`],
    ['account', `arn:*:elasticloadbalancing:*:999999999999:${LISTENERS}`],
  ])('is refused where it names another %s, and never rewritten to the own', (_part, pattern) => {
    const foreign = expect.objectContaining({ code: 'foreign-resource' });
    for (const scope of [HERE, ANYWHERE]) {
      expect(() => pinned(pattern, scope)).toThrow(foreign);
      expect(() => reaches(pattern, `arn:aws:elasticloadbalancing:us-east-1:123456789012:${LISTENERS}`, scope)).toThrow(
        foreign,
      );
      const statement = { access: 'write', actions: ['elasticloadbalancing:ModifyListener'], conditions: {} } as const;
      const role = { ...sampleRole(), serves: [], statements: [{ ...statement, resources: [pattern] }] };
      expect(() => rolePermissions(role, [], scope)).toThrow(foreign);
    }
  });

  it('is refused in a template where it names any account: which one deploys it is not known', () => {
    const pattern = `arn:*:elasticloadbalancing:*:123456789012:${LISTENERS}`;
    expect(pinned(pattern, HERE)).toContain(':123456789012:');
    expect(() => pinned(pattern, ANYWHERE)).toThrow(expect.objectContaining({ code: 'foreign-resource' }));
  });
});
