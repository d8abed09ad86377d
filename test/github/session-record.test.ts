import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GitHub } from '../../action/github/api.ts';
import { readClosedSession } from '../../action/github/session-record.ts';
import type { LinkAttachment } from '../../action/ports/journal.ts';
import { openingOf } from '../audit/trail-fixture.ts';
import { branchEdits } from './branch-edits.ts';
import { type Author, BREAK_GLASS, next, opened, play, RECOVER, type Written } from './trail-script.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let github: GitHub;
let runs = 800;

beforeAll(async () => {
  world = await startWorld();
  await world.openTrail();
  github = (await world.job()).github;
});
afterAll(() => world.close());

/** The files beside the closing link, for the plan that the fixtures open with. */
function attachments(session: string): readonly LinkAttachment[] {
  const { plan, digest } = openingOf({ install: { environment: 'acme-prod' } });
  const facts = { version: 1, session, drill: true, outcome: 'rolled-back', code: null, message: null };
  const record = { ...facts, digest, plan, approvers: [], seal: null, timeline: [], calls: [], unproven: 0 };
  return [
    { name: 'record.json', content: `${JSON.stringify(record)}\n` },
    { name: 'report.md', content: '# Report\n' },
  ];
}

/** Reads a session that these links tell of, closed by `last`. */
async function read(links: readonly Written[], last: Author) {
  const runId = String((runs += 1));
  const closing = next('closed', last, { attachments: attachments(`inc-${runId}`) });
  const { session } = await play(world, github, runId, [...links, closing]);
  return readClosedSession(github, await branchEdits(world).head(), { session, now: world.now() });
}

const TAKEN = [opened(), next('taken-over', RECOVER)];

describe('the record of a closed session', () => {
  it('is read whether its own run closed it or a recovery that took it over', async () => {
    expect(await read([opened()], BREAK_GLASS)).toMatchObject({ links: 2, record: { outcome: 'rolled-back' } });
    expect(await read(TAKEN, RECOVER)).toMatchObject({ links: 3, commits: [1, 2, 3].map(() => expect.any(String)) });
  });

  it.each<[string, readonly Written[], Author]>([
    ['a recovery that did not take it over', [opened()], RECOVER],
    ['its own run after a recovery took it over', TAKEN, BREAK_GLASS],
  ])('is refused where the session was closed by %s', async (_who, links, last) => {
    await expect(read(links, last)).rejects.toMatchObject({ code: 'audit-invalid' });
  });
});
