import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../action/domain/json.ts';
import { createLedger } from '../../action/engine/ledger.ts';
import { createAuditBranch } from '../../action/github/audit-branch.ts';
import { readProvenSession, type SessionTrust } from '../../action/github/proven-session.ts';
import type { Journal } from '../../action/ports/journal.ts';
import { openingOf } from '../audit/trail-fixture.ts';
import { branchEdits } from './branch-edits.ts';
import { type Author, BREAK_GLASS, RECOVER, trustOf } from './trail-script.ts';
import { BRANCH, type RunningJob, startWorld, type World } from './world.ts';

let world: World;
let edits: ReturnType<typeof branchEdits>;
let trust: SessionTrust;
let runs = 700;

beforeAll(async () => {
  world = await startWorld();
  await world.openTrail();
  edits = branchEdits(world);
  trust = await trustOf(world);
});
afterAll(() => world.close());

/** A session whose run wrote its opening link, and the journals of those who go on with it. */
async function openSession() {
  const runId = String((runs += 1));
  const session = `inc-${runId}`;
  const zombie = journalOf(await world.job(), { ...BREAK_GLASS, runId });
  const ledger = ledgerOf(session, zombie);
  const { path } = await ledger.link('opened', { opening: openingOf({ install: { environment: 'acme-prod' } }) });
  const folder = path.replace(/\/[^/]*$/, '');
  const recovery = async (by = '900001', written = 1) =>
    ledgerOf(session, journalOf(await world.job(), { ...RECOVER, runId: by }, { session, folder }), written);
  return { session, folder, ledger, recovery };
}

function ledgerOf(session: string, journal: Journal, written = 0) {
  const clock = { now: () => world.now(), sleep: async () => undefined };
  return createLedger(session, { clock, journal, reporter: { report: () => undefined } }, { written, events: [] });
}

/** The audit branch as the action writes it, by a job of which GitHub says this. */
function journalOf(
  job: RunningJob,
  { runId = '', environment, workflow, ref }: Author,
  existing?: { readonly session: string; readonly folder: string },
): Journal {
  const { repositoryId } = world;
  const claims = { repository: 'acme/playbooks', repository_id: String(repositoryId), run_id: runId, run_attempt: '1' };
  const more: JsonObject = {
    job_workflow_ref: workflow,
    ref,
    sha: job.sha,
    ...(environment === null ? {} : { environment }),
  };
  const clock = { now: () => world.now(), sleep: async (ms: number) => world.acme.advance(ms) };
  return createAuditBranch(
    { ...job.github, clock },
    {
      branch: BRANCH,
      place: { repository: 'acme/playbooks', repositoryId, runId, runAttempt: 1, environment, drill: true },
      proof: (aud) => world.acme.github.control.signToken({ ...claims, ...more, aud }),
      ...(existing === undefined ? {} : { existing }),
    },
  );
}

const files = (folder: string): Promise<readonly string[]> =>
  edits.names(folder).then((names) => names.map((name) => name.slice(folder.length + 1)));

describe('a recovery that takes a session over', () => {
  it('goes on in the folder of the session, after its links, on whatever day', async () => {
    const { session, folder, recovery } = await openSession();
    world.acme.advance(22 * 3_600_000);
    const ledger = await recovery();
    await ledger.link('taken-over');
    await ledger.link('left');
    expect(await files(folder)).toEqual(['0001-opened.json', '0002-taken-over.json', '0003-left.json']);
    const read = await readProvenSession((await world.job()).github, {
      head: await edits.head(),
      session: { session, folder },
      trust,
    });
    expect(read).toMatchObject({ holder: { runId: '900001', runAttempt: 1 }, closed: false });
  });

  it('leaves the run that comes back to life nothing to write, in whatever state', async () => {
    const { folder, ledger, recovery } = await openSession();
    await (await recovery()).link('taken-over');
    for (const state of ['applied', 'rolled-back', 'closed'] as const) {
      await expect(ledger.link(state)).rejects.toMatchObject({
        code: 'taken-over',
        message: expect.stringContaining('900001'),
      });
    }
    expect(await files(folder)).toEqual(['0001-opened.json', '0002-taken-over.json']);
  });

  it('is stopped by the run when that was faster, and takes over after its link', async () => {
    const { folder, ledger, recovery } = await openSession();
    const late = await recovery();
    await ledger.link('applied');
    await expect(late.link('taken-over')).rejects.toMatchObject({ code: 'audit-invalid' });
    await (await recovery('900001', 2)).link('taken-over');
    await expect(ledger.link('closed')).rejects.toMatchObject({ code: 'taken-over' });
    expect(await files(folder)).toEqual(['0001-opened.json', '0002-applied.json', '0003-taken-over.json']);
  });

  it('is one of two that begin at once; the other is told by whom', async () => {
    const { folder, recovery } = await openSession();
    const both = await Promise.all([recovery('900001'), recovery('900002')]);
    const results = await Promise.allSettled(both.map((ledger) => ledger.link('taken-over')));
    const lost = results.flatMap((result, index) =>
      result.status === 'rejected' ? [{ index, reason: result.reason }] : [],
    );
    expect(lost).toHaveLength(1);
    const winner = lost[0]?.index === 0 ? '900002' : '900001';
    expect(lost[0]?.reason).toMatchObject({ code: 'taken-over', message: expect.stringContaining(winner) });
    expect(await files(folder)).toEqual(['0001-opened.json', '0002-taken-over.json']);
  });

  it('is told nothing of a take-over by a file that only has its name', async () => {
    const { folder, ledger } = await openSession();
    await edits.push([{ add: { [`${folder}/0002-taken-over.json`]: '{}' } }]);
    await expect(ledger.link('applied')).resolves.toMatchObject({ path: `${folder}/0002-applied.json` });
  });
});
