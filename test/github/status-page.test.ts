import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStatusPage } from '../../action/github/status-page.ts';
import { putFile, REPO } from '../sandbox/github/world.ts';
import { startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function openPull(name: string): Promise<number> {
  const { admin, alice } = world.acme;
  const base = (await admin.git.getRef({ ...REPO, ref: 'heads/main' })).data.object.sha;
  await alice.octokit.git.createRef({ ...REPO, ref: `refs/heads/${name}`, sha: base });
  await putFile(alice.octokit, `playbooks/requests/${name}.yml`, 'version: 1\n', name);
  return (await alice.octokit.pulls.create({ ...REPO, title: name, head: name, base: 'main' })).data.number;
}

describe('the status on a pull request that people have talked on', () => {
  it.each([1, 100])('stays one comment after %i others when the answer to it is lost', async (others) => {
    const pullRequest = await openPull(`talk-${others}`);
    const { admin, faults } = world.acme;
    const place = { ...REPO, issue_number: pullRequest };
    for (let each = 0; each < others; each += 1) await admin.issues.createComment({ ...place, body: `${each}` });
    const { github } = await world.job({ permissions: { contents: 'read', 'pull-requests': 'write' } });
    faults.add({ service: 'github', operation: 'issues/create-comment', kind: 'lost-answer' });
    const session = `talk-${others}-1`;
    const page = createStatusPage(github, { session, pullRequest, title: session });
    for (const body of ['begun', 'ended']) await page.write(body, body === 'ended', AbortSignal.timeout(10_000));
    const after = { ...place, per_page: others, page: 2 };
    const bodies = (await admin.issues.listComments(after)).data.map(({ body }) => body);
    expect(bodies).toEqual([`<!-- breakglass:status:${session} -->\nended`]);
  });
});
