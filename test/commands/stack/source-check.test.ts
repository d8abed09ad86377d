import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSource, howToCheck } from '../../../action/commands/stack/source-check.ts';
import { BreakglassError } from '../../../action/domain/error.ts';
import { createRestClient } from '../../../action/github/rest-client.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const REPOSITORY = '/repos/breakglass-dev/breakglass';
const COMPARE = `${REPOSITORY}/compare/trunk...${SHA}`;

/** What is answered to each path: a status, or a body. */
type Answers = Readonly<Record<string, unknown>>;
let answers: Answers = {};
let asked: string[] = [];
const server = createServer(({ url = '' }, outgoing) => {
  const path = decodeURIComponent(url.split('?')[0] ?? '');
  asked.push(path);
  const answer = answers[path] ?? 404;
  const [status, body] = typeof answer === 'number' ? [answer, { message: 'no\n::error::no' }] : [200, answer];
  outgoing.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' }).end(JSON.stringify(body));
});
let api = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function check(given: Answers, ref = SHA): Promise<string> {
  answers = given;
  asked = [];
  const lines: string[] = [];
  try {
    await checkSource(createRestClient({ apiUrl: api, token: 'x' }), ref, (line) => lines.push(line));
    return lines.join('\n');
  } catch (error) {
    return error instanceof BreakglassError ? error.code : String(error);
  }
}

const open = { default_branch: 'trunk', private: false };
const hidden = { default_branch: 'trunk', private: true };
const compared = (status: string, of: object = open): Answers => ({
  [REPOSITORY]: of,
  [COMPARE]: { status },
  [`${REPOSITORY}/tags`]: [],
});
const tagged = (sha: string): Answers => ({ [`${REPOSITORY}/tags`]: [{ name: 'v1.0.0', commit: { sha } }] });
const other = 'f'.repeat(40);

describe('a commit that is about to be trusted', () => {
  it.each<[string, Answers, RegExp]>([
    ['it is an ancestor of the default branch', compared('behind'), /^checked: .* in the history of trunk/],
    ['it is the default branch', compared('identical'), /^checked: /],
    ['a tag names it', { ...compared('diverged'), ...tagged(SHA) }, /^checked: .* the tag v1\.0\.0/],
    ['it is ahead of the branch', compared('ahead'), /^invalid-value$/],
    ['it is of a fork', { ...compared('diverged'), ...tagged(other) }, /^invalid-value$/],
    ['GitHub knows no such commit', { [REPOSITORY]: open, ...tagged(other) }, /^invalid-value$/],
    ['GitHub says something new of it', compared('alike'), /^invalid-value$/],
    ['it is of a fork of a private one', compared('diverged', hidden), /^invalid-value$/],
    ['the token sees a private one by name alone', { [REPOSITORY]: hidden, ...tagged(other) }, /^warning: not checked/],
    ['nobody shows the repository', {}, /^warning: not checked .* shows no breakglass-dev\/breakglass/],
    ['it was moved', { [REPOSITORY]: 301 }, /^warning: not checked/],
    ['the token may not', { [REPOSITORY]: 403 }, /^warning: not checked/],
    ['GitHub fails', { ...compared('behind'), [COMPARE]: 500 }, /^warning: not checked/],
    ['the answer is nonsense', { [REPOSITORY]: [] }, /^warning: not checked/],
    ['the comparison is nonsense', { ...compared('behind'), [COMPARE]: { status: 7 } }, /^warning: not checked/],
  ])('is told of, or refused, where %s', { timeout: 20_000 }, async (_, given, wanted) => {
    const told = await check(given);
    expect(told).toMatch(wanted);
    expect(told.split('\n')).toHaveLength(1);
  });

  it('is asked about at the source repository alone, and nothing is asked of a tag', async () => {
    await check(compared('behind'));
    expect(asked).toEqual([REPOSITORY, COMPARE]);
    expect(await check(compared('behind'), 'refs/tags/v1.2.3')).toBe('');
    expect(asked).toEqual([]);
  });

  it('is for a person to check too, who is told how', () => {
    const text = howToCheck(SHA).join('\n');
    expect(text).toContain(`git ls-remote --tags https://github.com/breakglass-dev/breakglass | grep ${SHA}`);
    expect(text).toContain(`repos/breakglass-dev/breakglass/compare/main...${SHA}`);
    expect(howToCheck('refs/tags/v1.2.3')).toEqual([]);
  });
});
