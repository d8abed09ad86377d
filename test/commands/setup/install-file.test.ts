import { describe, expect, it } from 'vitest';
import { type InstallOptions, installFile } from '../../../action/commands/setup/install-file.ts';
import type { Install } from '../../../action/domain/documents.ts';
import { BreakglassError } from '../../../action/domain/error.ts';
import { parseInstall } from '../../../action/playbook/parse.ts';
import { registry } from '../../../action/services/registry.ts';

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

const OFFERED = [
  { role: 'load-balancer', regions: [] },
  { role: 'dns', regions: ['us-east-1', 'eu-west-1'] },
  { role: 'far', regions: ['eu-west-1'] },
];

/** What the file says of roles, written from options that name none. */
function rolesOf(change: Partial<InstallOptions>): Install {
  const { role: _, ...without } = OPTIONS;
  const file = installFile({ ...without, resource: [], ...change }, OFFERED);
  return parseInstall(file ?? { path: '', text: '', blob: '' }, registry);
}

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
    expect(installFile(OPTIONS, OFFERED)?.path).toBe('playbooks/installs/acme-prod.yml');
    expect(installFile(OPTIONS, OFFERED)?.text).toContain('\nenvironment: acme-prod\n');
    expect(installFile({ ...OPTIONS, environment: 'prod' }, OFFERED)?.text).toContain('\nenvironment: prod\n');
  });

  it.each<[string, Partial<InstallOptions>, string]>([
    ['an install that climbs', { install: '../../x' }, 'invalid-name'],
    ['an environment that climbs', { environment: '../x' }, 'invalid-name'],
    ['a way to recover that there is not', { recover: 'manual' }, 'invalid-value'],
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
    ['a role that no file has', { role: ['load-balancr'] }, 'unknown-role'],
    ['a role that is not for its Region', { role: ['far'] }, 'unknown-role'],
    ['a plan role of another account', { planRole: 'arn:aws:iam::999999999999:role/x' }, 'foreign-resource'],
    ['a sealer role that is none', { sealerRole: 'x' }, 'invalid-value'],
    ['a resource without a kind', { resource: [`green=${TARGET_GROUP}`] }, 'invalid-input'],
    ['a resource of an unknown kind', { resource: [`x/y:green=${TARGET_GROUP}`] }, 'invalid-value'],
    ['a resource named as a prototype', { resource: [`elbv2/target-group:__proto__=${TARGET_GROUP}`] }, 'invalid-name'],
    ['an owner who is neither', { owner: 'mallory' }, 'invalid-value'],
  ])('is refused with %s', (_, change, code) => {
    expect(codeOf(() => installFile({ ...OPTIONS, ...change }, OFFERED))).toBe(code);
  });

  it("names the roles that the customer's stack will make, so that nobody types an ARN", () => {
    const arn = (name: string): string => `arn:aws:iam::123456789012:role/breakglass/acme-prod-${name}`;
    expect(rolesOf({})).toMatchObject({
      roles: { 'load-balancer': arn('load-balancer'), dns: arn('dns') },
      recoverRoles: {},
    });
    expect(rolesOf({}).planRole).toBeUndefined();
    expect(rolesOf({ role: ['dns'], planRole: true, sealerRole: true, recoverRoles: true })).toMatchObject({
      roles: { dns: arn('dns') },
      planRole: arn('plan'),
      sealerRole: arn('sealer'),
      recoverRoles: { dns: arn('dns-recover') },
    });
  });

  it('recovers by itself unless a reviewer is to come first', () => {
    expect([rolesOf({}).recover, rolesOf({ recover: 'approval' }).recover]).toEqual(['automatic', 'approval']);
  });

  it('names them in the partition of its Region', () => {
    const { roles } = rolesOf({ region: 'us-gov-west-1' });
    expect(roles).toEqual({
      'load-balancer': 'arn:aws-us-gov:iam::123456789012:role/breakglass/acme-prod-load-balancer',
    });
  });

  it('takes a role of another name as it is, and invents none that restores for it', () => {
    const other = 'arn:aws:iam::123456789012:role/emergency';
    const { roles, recoverRoles } = rolesOf({ role: [`dns=${other}`, 'load-balancer'], recoverRoles: true });
    expect(roles).toMatchObject({ dns: other });
    expect(Object.keys(recoverRoles)).toEqual(['load-balancer']);
  });

  it('is refused when it is half given', () => {
    const { account: _, ...without } = OPTIONS;
    expect(codeOf(() => installFile(without, OFFERED))).toBe('missing-input');
    const { install: __, ...unnamed } = OPTIONS;
    expect(codeOf(() => installFile(unnamed, OFFERED))).toBe('missing-input');
    expect(installFile({ minimum: 1, within: '60m', owner: 'vendor' }, OFFERED)).toBeUndefined();
  });
});
