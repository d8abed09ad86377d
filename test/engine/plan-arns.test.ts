import { describe, expect, it } from 'vitest';
import { planPermissions } from '../../action/commands/plan-permissions.ts';
import { buildPlan } from '../../action/engine/plan.ts';
import { registry } from '../../action/services/registry.ts';
import { planInput, playbookOf, refusal } from './gradual.ts';

const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';

function plan(certificate: string, listener = LISTENER) {
  const playbook = playbookOf({ listener, certificate }, { uses: 'elbv2/set-default-certificate' });
  const base = planInput(playbook);
  const role = { ...base.role, serves: ['elbv2/set-default-certificate'] };
  return buildPlan({
    ...base,
    role,
    permissions: (scope) => planPermissions({ install: base.install, role }, scope, { registry }),
    resolve: ({ with: found }) => ({ with: found, late: [] }),
  });
}

describe('ARNs in a plan', () => {
  it.each([
    'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d',
    'arn:aws:iam::123456789012:server-certificate/shop',
  ])('may be %s', (certificate) => {
    expect(refusal(() => plan(certificate))).toBeUndefined();
  });

  it.each([
    ['another account', 'arn:aws:iam::210987654321:server-certificate/shop'],
    ['another partition', 'arn:aws-cn:iam::123456789012:server-certificate/shop'],
    ['a Region where there are none', 'arn:aws:iam:us-east-1:123456789012:server-certificate/shop'],
    ['another Region', 'arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d'],
    ['no Region where there are some', 'arn:aws:acm::123456789012:certificate/0a1b2c3d'],
  ])('are refused from %s', (_, certificate) => {
    expect(refusal(() => plan(certificate))).toBe('foreign-resource');
  });

  it("are refused where a permission would be on what is IAM's", () => {
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d';
    expect(refusal(() => plan(certificate, 'arn:aws:iam::123456789012:role/admin'))).toBeDefined();
  });
});
