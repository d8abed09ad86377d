import { DeleteListenerCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letPass } from '../in-process/world.ts';
import { openRefs, verifyAudit } from '../refusals/live.ts';
import { OVER_MS, openWard, type Ward } from './recovering.ts';

let ward: Ward;
beforeAll(async () => {
  ward = await openWard();
});
afterAll(() => ward.close());

/** The customer takes away what the session has changed. */
async function deleteListener(): Promise<void> {
  const { endpoint, region, accessKeyId, secretAccessKey } = ward.world.sandbox.aws;
  const client = new ElasticLoadBalancingV2Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  await client.send(new DeleteListenerCommand({ ListenerArn: ward.world.cloud.listener }));
  client.destroy();
}

describe('recover', { timeout: 60_000 }, () => {
  it('closes as failed a session whose listener somebody deleted, and keeps its lock for the person who is needed', async () => {
    const dead = await ward.die({ at: /shift: applied/ });
    await deleteListener();
    await letPass(ward.world, OVER_MS);
    await ward.recover();
    const closing = (await ward.links(dead)).at(-1);
    expect(closing?.state).toBe('closed');
    const events = (await ward.links(dead)).flatMap((link) => link.events);
    expect(events.find((event) => event.type === 'compared')).toMatchObject({ found: 'foreign' });
    expect(events.find((event) => event.type === 'closed')).toMatchObject({ outcome: 'failed' });
    expect(await openRefs(ward.world)).toEqual(['refs/heads/break-glass/open/acme-prod']);
    expect(await verifyAudit(ward.world)).toMatchObject({ problems: [], open: [] });
  });
});
