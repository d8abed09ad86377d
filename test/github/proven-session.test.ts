import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../action/audit/problem.ts';
import { parseProofKeys } from '../../action/audit/proof.ts';
import type { GitHub } from '../../action/github/api.ts';
import { readProvenSession, type SessionTrust } from '../../action/github/proven-session.ts';
import { UntrustedSession } from '../../action/github/untrusted-session.ts';
import { newSigner } from '../audit/trail-fixture.ts';
import { branchEdits } from './branch-edits.ts';
import { FOREIGN, FORGED, REPLAYED, type Row } from './proven-session-rows.ts';
import { TAKE_OVERS } from './take-over-rows.ts';
import { BREAK_GLASS, next, opened, play, RECOVER, type Script, trustOf, type WrittenSession } from './trail-script.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let github: GitHub;
let trust: SessionTrust;
let edits: ReturnType<typeof branchEdits>;
let runs = 500;

beforeAll(async () => {
  world = await startWorld();
  await world.openTrail();
  github = (await world.job()).github;
  trust = await trustOf(world);
  edits = branchEdits(world);
});
afterAll(() => world.close());

const write = (links: Script['links']): Promise<WrittenSession> => play(world, github, String((runs += 1)), links);

async function read(session: Pick<WrittenSession, 'session' | 'folder'>, changed: Partial<SessionTrust> = {}) {
  return readProvenSession(github, { head: await edits.head(), session, trust: { ...trust, ...changed } });
}

/** The code of what is wrong; undefined where nothing is. */
async function problem(reading: Promise<unknown>): Promise<ProblemCode | undefined> {
  try {
    await reading;
    return undefined;
  } catch (error) {
    if (error instanceof UntrustedSession && error.code === 'audit-invalid') return error.problem.code;
    throw error;
  }
}

/** Many rows have the same twin: it is written once. */
const accepted = new Map<Script, Promise<ProblemCode | undefined>>();
function accept(script: Script): Promise<ProblemCode | undefined> {
  const found = accepted.get(script) ?? write(script.links).then((session) => problem(read(session, script.trust)));
  accepted.set(script, found);
  return found;
}

const OPEN = [opened(), next('applied')];
const CLOSED = [...OPEN, next('closed')];

describe('a session that is read with proof', () => {
  it('tells who opened it, what it did and who has it', async () => {
    const written = await write([...OPEN, next('left')]);
    expect(await read(written)).toMatchObject({
      session: written.session,
      folder: written.folder,
      from: { workflow: BREAK_GLASS.workflow, ref: 'refs/heads/main', sha: expect.stringMatching(/^[0-9a-f]{40}$/) },
      opening: { state: 'opened', sequence: 1 },
      links: [{ state: 'opened' }, { state: 'applied' }, { state: 'left' }],
      events: [{ type: 'planned' }, { type: 'planned' }, { type: 'planned' }],
      holder: { runId: written.session.replace('inc-', ''), runAttempt: 1, since: written.links[0]?.at },
      closed: false,
    });
  });

  it('is the last recovery’s that took it over, and closed when that says so', async () => {
    const again = { ...RECOVER, runId: '900002', runAttempt: 3 };
    const taken = [...OPEN, next('taken-over', RECOVER), next('unsealed', RECOVER), next('taken-over', again)];
    const open = await write(taken);
    world.acme.advance(1000);
    expect(await read(open)).toMatchObject({
      holder: { runId: '900002', runAttempt: 3, since: open.links[4]?.at },
      closed: false,
    });
    expect(await read(await write([...taken, next('closed', again)]))).toMatchObject({ closed: true });
  });

  it('is read however many links others wrote in between', async () => {
    const first = await write([opened()]);
    for (let index = 0; index < 3; index += 1) await write(CLOSED);
    expect(await problem(read(first))).toBeUndefined();
  });
});

describe.each<[string, readonly Row[]]>([
  ['forged', FORGED],
  ['replayed', REPLAYED],
  ['foreign', FOREIGN],
  ['taken over', TAKE_OVERS],
])('a session is refused, %s:', (_kind, rows) => {
  it.each(rows)('$what: $code', async ({ code, refused, read: twin }) => {
    expect(await problem(read(await write(refused.links), refused.trust))).toBe(code);
    expect(await accept(twin)).toBeUndefined();
  });
});

describe('a session is refused', () => {
  it('that names a key which GitHub does not have', async () => {
    const keys = parseProofKeys((await newSigner('another')).jwks);
    expect(await problem(read(await write(OPEN), { keys }))).toBe('proof-unknown-key');
  });

  it('that its own run takes over', async () => {
    const runId = String(runs + 1);
    expect(await problem(read(await write([...OPEN, next('taken-over', { ...RECOVER, runId })])))).toBe(
      'take-over-run',
    );
    const other = String(runs + 50);
    expect(
      await problem(read(await write([...OPEN, next('taken-over', { ...RECOVER, runId: other })]))),
    ).toBeUndefined();
  });

  it('that has more links than a session can have, after so many requests as that takes to see', async () => {
    const { folder, session } = await write(OPEN);
    await edits.push(Array.from({ length: 200 }, (_, index) => ({ add: { [`${folder}/${index}.txt`]: 'x' } })));
    const before = world.acme.github.calls().length;
    expect(await problem(read({ folder, session }))).toBe('session-too-long');
    expect(world.acme.github.calls().length - before).toBeLessThan(10);
  });
});

describe('whoever can push to the audit branch cannot have a closed session undone', () => {
  const last = ({ paths }: WrittenSession): string => paths.at(-1) ?? '';

  it('by a commit of GitHub’s API that deletes its closing link', async () => {
    const session = await write(CLOSED);
    expect(await read(session)).toMatchObject({ closed: true });
    await edits.deleteByApi(github, last(session));
    expect(await problem(read(session))).toBe('file-changed');
  });

  it.each<[string, (session: WrittenSession) => Parameters<ReturnType<typeof branchEdits>['push']>[0], ProblemCode]>([
    ['deletes its closing link', (session) => [{ remove: [last(session)] }], 'file-changed'],
    ['empties its closing link', (session) => [{ add: { [last(session)]: '' } }], 'file-changed'],
    ['moves its closing link away', (session) => [{ move: [last(session), 'notes/x.json'] }], 'file-changed'],
    [
      'moves its closing link in the folder',
      (session) => [{ move: [last(session), `${session.folder}/x.json`] }],
      'file-changed',
    ],
    ['deletes the folder', ({ folder }) => [{ remove: [folder] }], 'file-changed'],
    ['puts a file beside the links', ({ folder }) => [{ add: { [`${folder}/x.md`]: 'x' } }], 'unexpected-file'],
    [
      'puts two links there at once',
      ({ folder }) => [{ add: { [`${folder}/0004-left.json`]: 'x', [`${folder}/0005-left.json`]: 'x' } }],
      'unexpected-file',
    ],
    [
      'puts a link there that is none',
      ({ folder }) => [{ add: { [`${folder}/0004-left.json`]: 'x' } }],
      'commit-unsigned',
    ],
  ])('by a commit that %s', async (_what, change, code) => {
    const session = await write(CLOSED);
    await edits.push(change(session));
    expect(await problem(read(session))).toBe(code);
    // What was done to one session is nothing to another.
    expect(await problem(read(await write(CLOSED)))).toBeUndefined();
  });

  it('by a commit that deletes its closing link, and one that puts it back as it was', async () => {
    const session = await write(CLOSED);
    await edits.push([{ remove: [last(session)] }, { move: [session.paths[1] ?? '', last(session)] }]);
    expect(await problem(read(session))).toBe('file-changed');
  });

  it('by a merge that brings back the branch as it was before', async () => {
    const session = await write(CLOSED);
    expect(await read(session)).toMatchObject({ closed: true });
    await edits.mergeKeeping(await edits.adding(session.paths[1] ?? ''));
    expect(await edits.names(session.folder)).not.toContain(last(session));
    expect(await problem(read(session))).toBe('merge-commit');
  });

  it('by a merge that hides the session, and its opening link put there once more', async () => {
    const before = await edits.head();
    const session = await write(CLOSED);
    const text = await edits.show(session.paths[0] ?? '');
    await edits.mergeKeeping(before);
    world.acme.advance(11 * 60_000);
    await edits.byApi(session.paths[0] ?? '', text);
    expect(await problem(read(session))).toBe('commit-time');
  });

  it('by a merge that hides the session, and its opening link pushed once more under its time', async () => {
    const before = await edits.head();
    const session = await write(CLOSED);
    const text = await edits.show(session.paths[0] ?? '');
    await edits.mergeKeeping(before);
    await edits.push([{ add: { [session.paths[0] ?? '']: text } }]);
    expect(await problem(read(session))).toBe('commit-unsigned');
  });

  it('by its opening link once more, under the next number or on the next day', async () => {
    const session = await write(CLOSED);
    const [path = ''] = session.paths;
    const text = await edits.show(path);
    const elsewhere = path.replace('/11/21/', '/11/22/');
    await edits.byApi(elsewhere, text);
    expect(await problem(read({ ...session, folder: elsewhere.replace(/\/[^/]*$/, '') }))).toBe('wrong-path');
    expect(await read(session)).toMatchObject({ closed: true });
    await edits.byApi(path.replace('0001', '0004'), text);
    expect(await problem(read(session))).toBe('wrong-path');
  });
});
