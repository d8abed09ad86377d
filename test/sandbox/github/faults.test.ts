import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Acme, acme, putFile, REPO, refusal, START } from './world.ts';

let world: Acme;
beforeAll(async () => {
  world = await acme();
});
afterEach(() => world.faults.clear());
afterAll(() => world.close());

const get = () => world.alice.octokit.repos.get(REPO);

async function refs(): Promise<{ readonly errors?: readonly { readonly type?: string }[] }> {
  const response = await fetch(world.github.graphql, {
    method: 'POST',
    headers: { authorization: `bearer ${world.alice.token}` },
    body: JSON.stringify({ query: '{ viewer { login } }' }),
  });
  return (await response.json()) as { errors?: { type?: string }[] };
}

describe('fault rules', () => {
  it('answers with an error of the given status, then goes on', async () => {
    world.faults.add({
      service: 'github',
      operation: 'repos/get',
      kind: 'error',
      code: 'x',
      status: 409,
      message: 'no',
    });
    expect(await refusal(get())).toEqual({ status: 409, message: 'no' });
    expect((await get()).status).toBe(200);
  });

  it('throttles as a secondary rate limit does', async () => {
    world.faults.add({ service: 'github', operation: 'repos/get', kind: 'throttle' });
    await expect(get()).rejects.toMatchObject({ status: 403, response: { headers: { 'retry-after': '1' } } });
  });

  it('fails the nth call and as many after it as asked', async () => {
    world.faults.add({ service: 'github', operation: '*', kind: 'server-error', nth: 2, times: 2 });
    const statuses = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await refusal(get())).status);
    expect(statuses).toEqual([0, 502, 502, 0]);
  });

  it('puts a type of its own into a GraphQL answer', async () => {
    world.faults.add({ service: 'github', operation: 'viewer', kind: 'error', code: 'STALE_DATA', status: 200 });
    expect((await refs()).errors?.[0]?.type).toBe('STALE_DATA');
    expect((await refs()).errors).toBeUndefined();
  });

  it('loses the answer after the effect, and the effect alone when the connection is reset', async () => {
    const operation = 'repos/create-or-update-file-contents';
    world.faults.add({ service: 'github', operation, kind: 'lost-answer' });
    await expect(putFile(world.alice.octokit, 'lost.txt', 'x')).rejects.toMatchObject({ status: 500 });
    expect((await world.alice.octokit.repos.getContent({ ...REPO, path: 'lost.txt' })).status).toBe(200);
    world.faults.add({ service: 'github', operation, kind: 'reset' });
    await expect(putFile(world.alice.octokit, 'reset.txt', 'x')).rejects.toMatchObject({ status: 500 });
    const reset = world.alice.octokit.repos.getContent({ ...REPO, path: 'reset.txt' });
    expect(await refusal(reset)).toMatchObject({ status: 404 });
  });

  it("stalls by the sandbox's clock and runs hooks before the effect", async () => {
    let hooked = 0;
    world.faults.add({ service: 'github', operation: 'repos/get', kind: 'stall', ms: 60_000 });
    world.faults.add({
      service: 'github',
      operation: 'repos/get',
      nth: 2,
      kind: 'hook',
      run: () => void (hooked += 1),
    });
    await get();
    await get();
    expect(hooked).toBe(1);
    const sha = await putFile(world.alice.octokit, 'later.txt', 'x');
    const { data } = await world.alice.octokit.repos.getCommit({ ...REPO, ref: sha });
    expect(data.commit.committer?.date).toBe(new Date(START + 60_000).toISOString().replace('.000', ''));
  });

  it('runs a hook after the effect, and cuts off what a hook before it says', async () => {
    const operation = 'repos/create-or-update-file-contents';
    const statusOf = async (path: string) =>
      world.alice.octokit.repos.getContent({ ...REPO, path }).then(
        ({ status }) => status,
        ({ status }) => status,
      );
    const seen: number[] = [];
    const run = async () => void seen.push(await statusOf('after.txt'));
    world.faults.add({ service: 'github', operation, kind: 'hook-after', run });
    await putFile(world.alice.octokit, 'after.txt', 'x');
    world.faults.add({ service: 'github', operation, kind: 'hook', cut: true, run });
    await expect(putFile(world.alice.octokit, 'cut.txt', 'x')).rejects.toMatchObject({ status: 500 });
    expect([...seen, await statusOf('cut.txt')]).toEqual([200, 200, 404]);
  });

  it('logs every call with its operation, account and status', async () => {
    await refusal(world.dana.octokit.request('GET /nowhere'));
    await get();
    const [unknown, known] = world.github.calls().slice(-2);
    expect(unknown).toMatchObject({ operation: 'unknown', login: 'dana-at-acme', status: 404 });
    expect(known).toMatchObject({ operation: 'repos/get', method: 'GET', login: 'alice', status: 200 });
  });
});
