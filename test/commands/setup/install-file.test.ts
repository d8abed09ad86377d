import { describe, expect, it } from 'vitest';
import { type InstallOptions, installFile } from '../../../action/commands/setup/install-file.ts';
import { BreakglassError } from '../../../action/domain/error.ts';

const TARGET_GROUP = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/0123456789abcdef';

const OPTIONS: InstallOptions = {
  install: 'acme-prod',
  account: '123456789012',
  region: 'us-east-1',
  role: ['load-balancer=arn:aws:iam::123456789012:role/breakglass/load-balancer'],
  requester: ['alice'],
  commander: ['carol'],
  approver: ['dana'],
  minimum: 1,
  within: '60m',
  owner: 'customer',
  resource: [`elbv2/target-group:green=${TARGET_GROUP}`],
};

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof BreakglassError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('an install of the command line', () => {
  it('is a valid file, in the environment of its name unless another is given', () => {
    expect(installFile(OPTIONS)?.path).toBe('playbooks/installs/acme-prod.yml');
    expect(installFile(OPTIONS)?.text).toContain('\nenvironment: acme-prod\n');
    expect(installFile({ ...OPTIONS, environment: 'prod' })?.text).toContain('\nenvironment: prod\n');
  });

  it.each<[string, Partial<InstallOptions>, string]>([
    ['an install that climbs', { install: '../../x' }, 'invalid-name'],
    ['an environment that climbs', { environment: '../x' }, 'invalid-name'],
    ['an environment with a colon', { environment: 'a:repo:b' }, 'invalid-name'],
    ['an environment of two lines', { environment: 'a\nroles: {}' }, 'invalid-name'],
    ['an environment with an expression', { environment: '${{ secrets.X }}' }, 'invalid-name'],
    ['a person with a space', { approver: ['dana x'] }, 'invalid-name'],
    ['a person of two lines', { approver: ['dana\n  - mallory'] }, 'invalid-name'],
    ['a person who is markup', { requester: ['<img>'] }, 'invalid-name'],
    ['a person who is a path', { commander: ['../repos/acme/x'] }, 'invalid-name'],
    ['more approvals than approvers', { minimum: 2 }, 'out-of-range'],
    ['a role of another account', { role: ['a=arn:aws:iam::999999999999:role/x'] }, 'foreign-resource'],
    ['a role without a name', { role: ['=arn:aws:iam::123456789012:role/x'] }, 'invalid-input'],
    ['a resource without a kind', { resource: [`green=${TARGET_GROUP}`] }, 'invalid-input'],
    ['a resource of an unknown kind', { resource: [`x/y:green=${TARGET_GROUP}`] }, 'invalid-value'],
    ['a resource named as a prototype', { resource: [`elbv2/target-group:__proto__=${TARGET_GROUP}`] }, 'invalid-name'],
    ['an owner who is neither', { owner: 'mallory' }, 'invalid-value'],
  ])('is refused with %s', (_, change, code) => {
    expect(codeOf(() => installFile({ ...OPTIONS, ...change }))).toBe(code);
  });

  it('is refused when it is half given', () => {
    const { account: _, ...without } = OPTIONS;
    expect(codeOf(() => installFile(without))).toBe('missing-input');
    const { install: __, ...unnamed } = OPTIONS;
    expect(codeOf(() => installFile(unnamed))).toBe('missing-input');
    expect(installFile({ minimum: 1, within: '60m', owner: 'vendor' })).toBeUndefined();
  });
});
