import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../action/drill/scenarios.ts';
import { breakglass } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakglass-drills-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A drill waits more than it computes: two at a time, so that neither is too slow for its health checks. */
const LANES = 2;
const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());

async function inLane(index: number, play: () => Promise<void>): Promise<void> {
  const mine = (lanes[index % LANES] ?? Promise.resolve()).then(play);
  lanes[index % LANES] = mine.catch(() => undefined);
  await mine;
}

describe.concurrent('every scenario', { timeout: 90_000 * SCENARIOS.length }, () => {
  test.for(SCENARIOS.map((scenario, index) => ({ ...scenario, outcome: scenario.expected.outcome, index })))(
    'the drill "$name" ends $outcome, and its record verifies offline',
    async ({ name, expected, index }, { expect }) =>
      inLane(index, async () => {
        const out = join(folder, name);
        const drill = await breakglass(['drill', '--scenario', name, '--json', '--out', out]);
        expect(drill).toMatchObject({ exitCode: 0, stderr: '' });
        const [line = '', ...rest] = drill.stdout.trimEnd().split('\n');
        expect(rest).toEqual([]);
        const result = JSON.parse(line);
        expect(Object.keys(result)).toEqual([
          'session',
          'outcome',
          'playbook',
          'errorRate',
          'timings',
          'auditRepo',
          'record',
        ]);
        expect(result).toMatchObject({ outcome: expected.outcome, auditRepo: join(out, 'audit.git') });
        expect(result.errorRate.before).toBeGreaterThanOrEqual(0.2);
        if (expected.healed) expect(result.errorRate.after).toBe(0);

        const keys = ['--repo', result.auditRepo, '--jwks', join(out, 'jwks.json'), '--json'];
        const verified = await breakglass(['audit', 'verify', ...keys]);
        expect(verified.exitCode).toBe(0);
        expect(JSON.parse(verified.stdout)).toMatchObject({
          ok: true,
          open: expected.closed === false ? [{ session: result.session, unsealed: true }] : [],
          sessions: 1,
        });
        const shown = await breakglass(['audit', 'show', result.session, '--repo', result.auditRepo]);
        expect(shown.exitCode).toBe(0);
        expect(shown.stdout).toContain(result.session);
      }),
  );
});

test('the record holds every call that changed something, at GitHub as at AWS', () => {
  const record = JSON.parse(readFileSync(join(folder, 'success', 'record.json'), 'utf8'));
  const writes: string[] = record.calls
    .filter(({ access }: { access: string }) => access === 'write')
    .map((call: { service: string; operation: string }) => `${call.service} ${call.operation}`);
  expect(writes.filter((write) => write === 'elbv2 ModifyListener')).toHaveLength(1);
  // The lock, the live status, and every link but the closing one, which cannot hold itself.
  expect(new Set(writes)).toEqual(
    new Set([
      'github POST /git/trees',
      'github POST /git/commits',
      'github updateRefs',
      'github createCommitOnBranch',
      'github POST /issues/{issue_number}/comments',
      'github PATCH /issues/comments/{comment_id}',
      'elbv2 ModifyListener',
      'iam PutRolePolicy',
    ]),
  );
});

test('the record of every session that had credentials shows how its access ended', () => {
  const sealOf = (name: string) => JSON.parse(readFileSync(join(folder, name, 'record.json'), 'utf8')).seal;
  for (const { name, expected } of SCENARIOS.filter(({ expected: { closed } }) => closed !== false)) {
    const none = expected.code === 'requester-is-approver' || expected.code === 'trust-policy-refused';
    expect([name, sealOf(name)?.kind]).toEqual([name, none ? undefined : 'probed']);
  }
});

test('refuses a scenario that does not exist, and names those that do', async () => {
  const drill = await breakglass(['drill', '--scenario', 'succes']);
  expect(drill.exitCode).toBe(1);
  expect(drill.stderr).toContain('invalid-input');
  expect(drill.stderr).toContain('success');
});

test('a person who does not approve ends the drill without a call to AWS', { timeout: 60_000 }, async () => {
  const drill = await breakglass(['drill', '--ask', '--json'], { input: 'n\n' });
  // The scenario expects a success, so that the drill as a whole has failed: nobody was helped.
  expect(drill.exitCode).toBe(1);
  expect(JSON.parse(drill.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ outcome: 'refused' });
});
