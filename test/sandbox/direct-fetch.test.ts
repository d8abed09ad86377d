import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HttpFetch } from '../../action/ports/http.ts';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { directFetch } from '../../action/sandbox/direct-fetch.ts';
import { type Sandbox, startSandbox } from '../../action/sandbox/start.ts';

let sandbox: Sandbox;
let ways: readonly (readonly [string, HttpFetch])[];

beforeAll(async () => {
  sandbox = await startSandbox();
  const sockets = createHttpFetch();
  ways = [
    ['sockets', sockets],
    ['direct', directFetch(sandbox.doors, sockets)],
  ];
});

afterAll(() => sandbox.close());

/** What each way says, without what every answer has of its own. */
async function both(path: string, init?: Parameters<HttpFetch>[1]): Promise<readonly unknown[]> {
  return Promise.all(
    ways.map(async ([, fetch]) => {
      const answer = await fetch(path, init);
      const text = await answer.text();
      const own = [...text.matchAll(/<RequestId>([^<]+)</gi)].map(([, id = '']) => id);
      expect(answer.headers.get('x-github-request-id') ?? answer.headers.get('x-amzn-requestid')).toBeTruthy();
      const body = own.reduce((rest, id) => rest.replaceAll(id, 'ID'), text);
      return { status: answer.status, ok: answer.ok, type: answer.headers.get('content-type'), body };
    }),
  );
}

it.each([
  ['a person', '/user', 200],
  ['what is not there', '/repos/nobody/nothing', 404],
  ['what GitHub does not serve', '/nowhere', 404],
])('GitHub answers alike without sockets: %s', async (_, path, status) => {
  const headers = { Authorization: `token ${sandbox.github.adminToken}` };
  const [socket, direct] = await both(`${sandbox.github.api}${path}`, { headers });
  expect(direct).toEqual(socket);
  expect(direct).toMatchObject({ status });
});

it('GitHub refuses alike: a body that is no JSON, a token that it does not know', async () => {
  const url = `${sandbox.github.api}/graphql`;
  const known = { authorization: `token ${sandbox.github.adminToken}` };
  for (const init of [
    { method: 'POST', headers: known, body: '{' },
    { method: 'POST', headers: { authorization: 'token nobody' }, body: '{}' },
  ]) {
    const [socket, direct] = await both(url, init);
    expect(direct).toEqual(socket);
    expect(direct).toMatchObject({ ok: false });
  }
});

it('AWS answers alike without sockets: what it does not know, what is not signed, what is too large', async () => {
  for (const body of [
    'Action=Nothing&Version=2015-12-01',
    'Action=DescribeRules&Version=2015-12-01',
    'x'.repeat(2 ** 21),
  ]) {
    const [socket, direct] = await both(`${sandbox.aws.endpoint}/`, { method: 'POST', body });
    expect(direct).toEqual(socket);
    expect(direct).toMatchObject({ ok: false });
  }
});

it.each(['reset', 'lost-answer'] as const)('a cut connection is one on both ways: %s', async (kind) => {
  for (const [, fetch] of ways) {
    sandbox.faults.add({ service: 'github', operation: 'users/get-authenticated', kind });
    const headers = { authorization: `token ${sandbox.github.adminToken}` };
    await expect(fetch(`${sandbox.github.api}/user`, { headers })).rejects.toMatchObject({ code: 'ECONNRESET' });
    sandbox.faults.clear();
  }
});

it('whoever gives up is told at once, although the service goes on', async () => {
  const stop = new AbortController();
  sandbox.faults.add({ service: 'github', operation: 'users/get-authenticated', kind: 'stall', ms: 500 });
  const headers = { authorization: `token ${sandbox.github.adminToken}` };
  const before = sandbox.github.calls().length;
  const asked = ways[1]?.[1](`${sandbox.github.api}/user`, { headers, signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  await expect.poll(() => sandbox.github.calls()[before]?.status).toBe(200);
});
