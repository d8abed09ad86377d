import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DrillWorld } from '../../action/drill/world.ts';
import { openRefs } from '../refusals/live.ts';
import { approved, buildPastWorld, planned } from './past-world.ts';

let world: DrillWorld;
beforeAll(async () => {
  // Nobody can show the end of access: the install has no sealer role.
  world = await buildPastWorld({ scale: 60, install: { 'sealer-role': undefined, 'recover-roles': undefined } });
}, 120_000);
afterAll(() => world.close());

describe('a run whose access is not shown to have ended, while the audit branch cannot be written', () => {
  it('says until when its credentials may work, beside what kept the branch from being written', async () => {
    const outage = (line: string): void => {
      if (!line.includes('NOT SEALED')) return;
      const call = { service: 'github', operation: 'createCommitOnBranch' } as const;
      world.sandbox.faults.add({ ...call, nth: 1, times: 1_000, kind: 'error', code: 'FORBIDDEN', status: 403 });
    };
    const { session, run } = await approved(await planned(world, 'outage'), { onLine: outage });
    world.sandbox.faults.clear();
    const [unsealed = '', branch = ''] = run.errors;
    expect(run.errors).toHaveLength(2);
    expect(unsealed).toMatch(/^unsealed: .*not on the audit branch either: its credentials may work until 2\d{3}-/);
    expect(unsealed).toContain(session);
    expect(branch).toMatch(/^audit-not-writable: /);
    expect(run.log.join('\n')).toContain('KillSwitch=on');
    expect(run.summary).toContain('NOT SHOWN TO HAVE ENDED');
    expect(run).toMatchObject({ exitCode: 1, outputs: { outcome: 'failed' } });
    expect(await openRefs(world)).toEqual(['refs/heads/break-glass/open/acme-prod']);
  }, 180_000);
});
