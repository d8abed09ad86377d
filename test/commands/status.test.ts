import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusCommand } from '../../action/commands/status.ts';
import { putFile } from '../../action/drill/hosting.ts';
import { createGitHub } from '../../action/github/api.ts';
import { createAuditBranch } from '../../action/github/audit-branch.ts';
import { createLock } from '../../action/github/lock.ts';
import type { LinkAttachment, LinkBody } from '../../action/ports/journal.ts';
import { systemClock } from '../../action/runtime/clock.ts';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { type Customer, deskOf, PLACE, startCustomer } from './customer.ts';

const OPTIONS = { root: '/', auditBranch: 'break-glass-audit', days: 7, json: true };
let customer: Customer;

interface Told {
  readonly open: readonly { readonly session: string; readonly install: string; readonly state: string }[] | null;
  readonly locks: readonly { readonly install: string }[] | null;
  readonly waiting: readonly { readonly mayApprove: boolean; readonly environment: { readonly name: string } }[] | null;
  readonly recent: readonly { readonly session: string; readonly outcome: string | null }[] | null;
  readonly unknown: Readonly<Record<string, string>>;
}

async function status(login: string, changes: Partial<typeof OPTIONS> = {}) {
  const { desk, lines } = deskOf(await customer.variables(login));
  const exitCode = await statusCommand({ ...OPTIONS, ...changes }, { ...desk, now: Date.now });
  return { exitCode, lines };
}

async function told(
  login: string,
  changes: Partial<typeof OPTIONS> = {},
): Promise<Told & { readonly exitCode: number }> {
  const { exitCode, lines } = await status(login, changes);
  return { exitCode, ...(JSON.parse(lines.join('')) as Told) };
}

function github() {
  const { api, graphql, adminToken } = customer.github;
  const place = { owner: PLACE.owner, name: PLACE.repo, token: adminToken, apiUrl: api, graphqlUrl: graphql };
  return createGitHub({ ...place, clock: systemClock, fetch: createHttpFetch() });
}

let count = 0;
type Body = Pick<LinkBody, 'state' | 'events'>;
const ATTACHMENTS: readonly LinkAttachment[] = [
  { name: 'record.json', content: '{}' },
  { name: 'report.md', content: '# report' },
];

/** A session's links, as the action would write them. */
async function write(session: string, runId: string, bodies: readonly Body[], from = 1): Promise<void> {
  const { id } = customer.github.control.repository(PLACE.owner, PLACE.repo);
  const place = {
    repository: 'acme/break-glass',
    repositoryId: id,
    runId,
    runAttempt: 1,
    environment: 'acme-prod',
    drill: false,
  };
  const journal = createAuditBranch(github(), { branch: OPTIONS.auditBranch, place, proof: async () => 'a.b.c' });
  for (const [index, body] of bodies.entries()) {
    const opening = body.state === 'opened' ? { opening: { plan: { install: { name: 'acme-prod' } } } } : {};
    const attachments = body.state === 'closed' ? ATTACHMENTS : [];
    await journal.append({ session, sequence: index + from, ...body, ...opening }, attachments);
  }
}

const at = new Date().toISOString();
const opened: Body = { state: 'opened', events: [{ type: 'locked', install: 'acme-prod', at }] };
const closed: Body = {
  state: 'closed',
  events: [{ type: 'closed', outcome: 'rolled-back', code: null, message: null, at }],
};

beforeAll(async () => {
  customer = await startCustomer();
});
afterAll(() => customer.close());

describe('breakglass status', () => {
  it('says that nothing is open, waits or was', async () => {
    const { exitCode, lines } = await status('bob', { json: false });
    expect(exitCode).toBe(0);
    expect(lines.filter((line) => line.endsWith(': none'))).toHaveLength(4);
  });

  it('tells open sessions and locks apart from those that ended, with their outcome', async () => {
    await write('inc-1-30000000001', '30000000001', [opened, closed]);
    await write('inc-2-30000000002', '30000000002', [opened]);
    await createLock(github(), {
      page: 'https://example.com/acme/break-glass/actions/runs/30000000002',
      runAttempt: 1,
    }).acquire('acme-prod', 'inc-2-30000000002');
    const { open, locks, recent, exitCode } = await told('bob');
    expect(exitCode).toBe(0);
    expect(open?.map(({ session, install }) => [session, install])).toEqual([['inc-2-30000000002', 'acme-prod']]);
    expect(locks?.map(({ install }) => install)).toEqual(['acme-prod']);
    const outcomes = recent?.map(({ session, outcome }) => [session, outcome]).toSorted();
    expect(outcomes).toEqual([
      ['inc-1-30000000001', 'rolled-back'],
      ['inc-2-30000000002', null],
    ]);
  });

  it.each([
    ['left', 'left', [], /left to recovery/],
    ['taken over', 'taken-over', ['taken-over'], /a recovery has taken it over/],
    ['unsealed', 'unsealed', [], /UNSEALED/],
    ['unsealed after it was taken over', 'unsealed', ['taken-over', 'unsealed'], /UNSEALED/],
  ] as const)('tells of a session that is %s', async (_, state, byRecovery, says) => {
    count += 1;
    const run = `3000000010${count}`;
    await write(`inc-${run}`, run, byRecovery.length === 0 ? [opened, { state, events: [] }] : [opened]);
    await write(
      `inc-${run}`,
      '30000000999',
      byRecovery.map((each) => ({ state: each, events: [] })),
      2,
    );
    const { open } = await told('bob');
    expect(open?.find(({ session }) => session === `inc-${run}`)).toMatchObject({ state });
    const { lines } = await status('bob', { json: false });
    expect(lines.find((line) => line.includes(`inc-${run}`))).toMatch(says);
  });

  it('takes a session for closed once the recovery that took it over has closed it', async () => {
    await write('inc-6-30000000006', '30000000006', [opened]);
    await write('inc-6-30000000006', '30000000998', [{ state: 'taken-over', events: [] }, closed], 2);
    expect((await told('bob')).open?.map(({ session }) => session)).not.toContain('inc-6-30000000006');
  });

  it('takes no session for closed by a run that never had it', async () => {
    await write('inc-7-30000000007', '30000000007', [opened]);
    await write('inc-7-30000000007', '30000000997', [closed], 2);
    expect((await told('bob')).open?.map(({ session }) => session)).toContain('inc-7-30000000007');
  });

  it('tells who may approve what waits', async () => {
    // A run is called after its commit.
    await putFile(customer.hosting.as('admin'), 'x.txt', 'x\n', 'seen\u001b[2J\u202e\u0007');
    const main = await customer.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' });
    customer.github.control.startRun({
      repository: 'acme/break-glass',
      event: 'workflow_dispatch',
      sha: main.data.object.sha,
      ref: 'refs/heads/main',
      actor: 'carol',
      workflow: '.github/workflows/break-glass.yml',
      environment: 'acme-prod',
    });
    const [mine, theirs] = [await told('dana-at-acme'), await told('alice')];
    expect(mine.waiting?.map(({ environment, mayApprove }) => [environment.name, mayApprove])).toEqual([
      ['acme-prod', true],
    ]);
    expect(theirs.waiting?.map(({ mayApprove }) => mayApprove)).toEqual([false]);
  });

  it('says what it does not know as unknown, by its exit code too', async () => {
    const { exitCode, open, locks, recent, waiting, unknown } = await told('bob', { auditBranch: 'elsewhere' });
    expect([exitCode, open, locks, recent]).toEqual([1, null, null, null]);
    expect(waiting).toHaveLength(1);
    expect(unknown['open']).toMatch(/^audit-branch-missing/);
  });

  it('takes a failing answer for unknown, and not for nothing', async () => {
    customer.faults.add({
      service: 'github',
      operation: 'actions/list-workflow-runs-for-repo',
      kind: 'error',
      code: 'x',
      status: 403,
    });
    const { exitCode, waiting, open } = await told('bob');
    expect([exitCode, waiting]).toEqual([1, null]);
    expect(open?.map(({ session }) => session)).toContain('inc-2-30000000002');
  });

  it('makes what a run is called visible, whatever it holds', async () => {
    const { lines } = await status('bob', { json: false });
    expect(lines.join('\n')).toContain('seen\\u001b[2J\\u202e');
    expect(lines.join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});
