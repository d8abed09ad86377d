import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import {
  type TargetRegistrations,
  targetRegistrations,
} from '../../../../action/services/elbv2/resources/target-registrations.ts';

const UNIT = 'target/10.0.0.1:80';

const inZone = (zone: string | null): TargetRegistrations => ({
  [UNIT]: { id: '10.0.0.1', port: 80, zone, quicServerId: null },
});

function readWith(State: string): Promise<TargetRegistrations> {
  const found = { Target: { Id: '10.0.0.1', Port: 80 }, TargetHealth: { State } };
  const client = {
    send: async () => ({ TargetHealthDescriptions: [found] }),
  } as unknown as ElasticLoadBalancingV2Client;
  return targetRegistrations.read({ client, signal: new AbortController().signal, session: 's' }, 'arn');
}

describe('the registrations of a target group', () => {
  it.each(['initial', 'healthy', 'unhealthy', 'unhealthy.draining', 'unused', 'unavailable'])(
    'include a target that is %s',
    async (state) => {
      expect(Object.keys(await readWith(state))).toEqual([UNIT]);
    },
  );

  it('do not include a target that is being deregistered', async () => {
    expect(await readWith('draining')).toEqual({});
  });

  it.each<[string, TargetRegistrations, TargetRegistrations, string | null]>([
    ['the zone that AWS derived for a target of ours is no change', inZone('us-east-1a'), inZone(null), null],
    ['that every zone was chosen is a change', inZone('all'), inZone(null), 'all'],
    ['a zone that was there before is kept', inZone('us-east-1a'), inZone('us-east-1a'), 'us-east-1a'],
    ['another zone than before is a change', inZone('us-east-1b'), inZone('us-east-1a'), 'us-east-1b'],
    ['a target that we do not know is as it is', inZone('us-east-1a'), {}, 'us-east-1a'],
  ])('%s', (_, now, known, zone) => {
    expect(targetRegistrations.recognise?.(now, [{}, known])).toEqual(inZone(zone));
  });
});
