import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { errorCode, startWorld } from './world.ts';

describe('the AWS sandbox', () => {
  it('is an account of its own, in the Region asked for', async () => {
    const world = await startWorld({ region: 'cn-north-1', account: '210987654321' });
    try {
      const { Arn } = await world.sts().send(new GetCallerIdentityCommand({}));
      expect(Arn).toBe('arn:aws-cn:iam::210987654321:root');
    } finally {
      await world.close();
    }
  });

  it('does not take another sandbox’s key', async () => {
    const [one, two] = await Promise.all([startWorld(), startWorld()]);
    try {
      await expect(one.sts(two.root).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
        name: 'InvalidClientTokenId',
      });
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  });

  it('dumps the same world to the same data', async () => {
    const world = await startWorld();
    try {
      const before = world.aws.dump();
      await world.createRole();
      expect(world.aws.dump()).toEqual(before);
      expect(world.aws.listenerUrl('arn:none')).toBeUndefined();
    } finally {
      await world.close();
    }
  });

  it('is gone once closed, calls in flight included', async () => {
    const world = await startWorld();
    world.aws.faults.add({ service: 'sts', operation: '*', kind: 'hook', run: async () => world.close() });
    expect(await errorCode(world.sts().send(new GetCallerIdentityCommand({})))).not.toBe('no error');
    await expect(fetch(world.aws.endpoint)).rejects.toBeInstanceOf(TypeError);
  });
});
