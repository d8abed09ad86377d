import { describe, expect, it } from 'vitest';
import type { Install } from '../../action/domain/documents.ts';
import { planDigest, recoveryOf } from '../../action/engine/plan.ts';
import { planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';
import { INSTALL } from '../policy/plans.ts';

const ARN = 'arn:aws:iam::123456789012:role/breakglass/acme-prod-load-balancer-recover';
const BOTH: Install = { ...INSTALL, recoverRoles: { 'load-balancer': ARN }, sealerRole: ARN };
const { sealerRole: _, ...UNSEALED } = BOTH;

describe('who undoes what a dead run leaves', () => {
  it.each([
    ['automatic', 'recovery, at once', BOTH],
    ['approval', 'recovery, once a reviewer lets it', { ...BOTH, recover: 'approval' }],
    ['none', 'nobody, without a sealer role', UNSEALED],
    ['none', 'nobody, without a recover role', { ...BOTH, recoverRoles: {} }],
    ['none', 'nobody, where only another role has one', { ...BOTH, recoverRoles: { other: ARN } }],
    ['none', 'nobody, by what no file says', { ...BOTH, recoverRoles: Object.create({ 'load-balancer': ARN }) }],
  ] as const)('%s: %s', (expected, _who, install) => {
    expect(recoveryOf(install, { role: 'load-balancer' })).toBe(expected);
  });

  it('is approved with the plan', () => {
    const plan = planOf(HARMLESS);
    const digests = (['automatic', 'approval', 'none'] as const).map((recover) => planDigest({ ...plan, recover }));
    const sealing = [true, false].map((seals) => planDigest({ ...plan, seals }));
    expect(new Set(digests).size).toBe(3);
    expect(new Set(sealing).size).toBe(2);
  });
});
