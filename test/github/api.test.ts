import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { AmbiguousAnswer, createGitHub, type Purpose } from '../../action/github/api.ts';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { serve } from '../runtime/loopback.ts';
import { START } from '../sandbox/github/world.ts';
import { waitingClock } from './world.ts';

const READ: Purpose = { what: 'read it', permission: 'actions: read', repeatable: true };
const SWAP: Purpose = { ...READ, permission: 'contents: write', repeatable: false };
let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const json =
  (status: number, data: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(data));
const ok = json(200, { fine: true });
const reset: Answer = (response) => void response.destroy();

async function start(answers: readonly Answer[]) {
  let count = 0;
  const urls: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    urls.push(request.url);
    answers[Math.min(count, answers.length - 1)]?.(response, request);
    count += 1;
  });
  stop = server.close;
  const clock = waitingClock();
  const github = createGitHub({
    owner: 'acme',
    name: 'playbooks',
    token: 'ghs_token',
    apiUrl: server.url,
    graphqlUrl: `${server.url}/graphql`,
    clock,
    fetch: createHttpFetch(1_000),
    random: () => 0,
  });
  return { github, clock, urls, calls: () => count };
}

describe('a call to GitHub', () => {
  it('is repeated after 5xx, resets and limits, with growing delays', async () => {
    const { github, clock } = await start([json(502, {}), reset, json(429, {}), ok]);
    await expect(github.rest(READ, 'GET /x')).resolves.toEqual({ fine: true });
    expect(clock.waits).toEqual([200, 400, 800]);
  });

  it('waits as long as GitHub asks', async () => {
    const limited = json(403, { message: 'slow down' }, { 'retry-after': '7' });
    const { github, clock } = await start([limited, ok]);
    await github.rest(READ, 'GET /x');
    expect(clock.waits).toEqual([7_200]);
  });

  it('waits until the primary limit is reset', async () => {
    const at = Math.floor(Date.UTC(2026, 10, 21, 2, 13, 20) / 1000);
    const { github, clock } = await start([
      json(403, { message: 'API rate limit exceeded' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${at}` }),
      ok,
    ]);
    await github.rest(READ, 'GET /x');
    expect(clock.waits).toEqual([20_200]);
  });

  it('gives up at once when the wait is beyond the deadline, and says until when', async () => {
    const { github, clock, calls } = await start([json(429, {}, { 'retry-after': '3000' })]);
    await expect(github.rest(READ, 'GET /x')).rejects.toMatchObject({
      code: 'github-unavailable',
      retryAt: START + 3_000_000,
      hint: expect.stringContaining(new Date(START + 3_000_000).toISOString()),
    });
    expect([clock.waits, calls()]).toEqual([[], 1]);
  });

  it('waits a minute for a secondary limit that says nothing, once', async () => {
    const { github, clock, calls } = await start([json(403, { message: 'You have exceeded a secondary rate limit.' })]);
    await expect(github.rest(READ, 'GET /x')).rejects.toMatchObject({ retryAt: START + 60_200 + 60_000 });
    expect([clock.waits, calls()]).toEqual([[60_200], 2]);
  });

  it.each([
    ['-5', 0],
    ['1e300', 86_400_000],
  ])('takes a retry-after of %s for what it can mean', async (text, ms) => {
    const { github } = await start([json(429, {}, { 'retry-after': text })]);
    const error: unknown = await github.rest(READ, 'GET /x').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'github-unavailable' });
    if (ms > 0) expect(error).toMatchObject({ retryAt: START + ms });
  });

  it('tells a limit of GraphQL’s as long as GitHub says it lasts', async () => {
    const at = START / 1000 + 3_000;
    const answer = json(403, { message: 'limit' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${at}` });
    const { github } = await start([answer]);
    await expect(github.graphql(SWAP, 'mutation', {})).rejects.toMatchObject({ retryAt: at * 1000 });
  });

  it('ends at the deadline of an outage', async () => {
    const { github, clock } = await start([json(500, {})]);
    await expect(github.rest(READ, 'GET /x')).rejects.toMatchObject({ code: 'github-unavailable' });
    expect(clock.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
  });

  it.each([
    [400, 'github-rejected'],
    [401, 'github-forbidden'],
    [403, 'github-forbidden'],
    [404, 'github-rejected'],
    [409, 'github-rejected'],
    [422, 'github-rejected'],
  ])('is never repeated after a %i', async (status, code) => {
    const { github, calls } = await start([json(status, { message: 'no' })]);
    await expect(github.rest(READ, 'GET /x')).rejects.toMatchObject({ code });
    expect(calls()).toBe(1);
  });

  it('prints the permission that is missing', async () => {
    const { github } = await start([json(403, { message: 'Resource not accessible by integration' })]);
    await expect(github.rest(READ, 'GET /x')).rejects.toMatchObject({
      hint: expect.stringContaining('permissions:\n  actions: read'),
    });
  });

  it('finds nothing where GitHub says 404, or 422 of a commit', async () => {
    const { github } = await start([json(404, { message: 'Not Found' })]);
    await expect(github.find(READ, 'GET /x')).resolves.toBeUndefined();
    await stop();
    const unknown = await start([json(422, { message: 'No commit found for SHA: heads/none' })]);
    await expect(unknown.github.find(READ, 'GET /x')).resolves.toBeUndefined();
  });

  it('does not repeat a swap whose answer was lost, but one that was throttled', async () => {
    const lost = await start([reset]);
    await expect(lost.github.rest(SWAP, 'POST /x')).rejects.toBeInstanceOf(AmbiguousAnswer);
    expect(lost.calls()).toBe(1);
    await stop();
    const throttled = await start([json(403, { message: 'You have exceeded a secondary rate limit' }), ok]);
    await expect(throttled.github.rest(SWAP, 'POST /x')).resolves.toEqual({ fine: true });
  });

  it('keeps parameters inside their part of the path', async () => {
    const { github, urls } = await start([ok]);
    await github.rest(READ, 'GET /environments/{environment_name}', { environment_name: '../../x?y#z' });
    expect(urls).toEqual(['/repos/acme/playbooks/environments/..%2F..%2Fx%3Fy%23z']);
  });

  it('gives the errors that GraphQL reports as data', async () => {
    const { github } = await start([json(200, { data: null, errors: [{ type: 'STALE_DATA', message: 'moved' }] })]);
    await expect(github.graphql(SWAP, 'mutation', {})).resolves.toEqual({
      ok: false,
      errors: [{ type: 'STALE_DATA', message: 'moved' }],
    });
  });

  it('repeats what GraphQL limits, and not a swap that went wrong there', async () => {
    const limited = json(200, { data: null, errors: [{ type: 'RATE_LIMITED', message: 'limit' }] });
    const { github, calls } = await start([limited, json(200, { data: 1 })]);
    await expect(github.graphql(SWAP, 'mutation', {})).resolves.toEqual({ ok: true, data: 1 });
    expect(calls()).toBe(2);
    await stop();
    const wrong = await start([
      json(200, { errors: [{ message: 'Something went wrong while executing your query.' }] }),
    ]);
    await expect(wrong.github.graphql(SWAP, 'mutation', {})).rejects.toBeInstanceOf(AmbiguousAnswer);
  });

  it('never shows the token in an error', async () => {
    const { github } = await start([json(403, { message: 'no' })]);
    const error: unknown = await github.rest(READ, 'GET /x').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(BreakglassError);
    expect(JSON.stringify(Object.assign({}, error, { message: String(error) }))).not.toContain('ghs_');
  });
});
