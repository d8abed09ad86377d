import { describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { administrators } from '../../action/github/administrators.ts';
import type { GitHub } from '../../action/github/api.ts';

const never = (): Promise<never> => new Promise(() => undefined);

/** GitHub that is asked for nothing but the administrators. */
function githubWith(find: GitHub['find'], sleep: GitHub['clock']['sleep']): GitHub {
  const clock = { now: () => 0, sleep };
  return { owner: 'acme', name: 'x', clock, random: () => 0, rest: never, graphql: never, find };
}

describe('who administers the repository', () => {
  it('is what GitHub says, however long the wait would be', async () => {
    const said = [{ login: 'dana', id: 7, type: 'User' }];
    expect(await administrators(githubWith(async () => said, never))).toEqual([{ login: 'dana', id: 7 }]);
  });

  it.each([
    ['does not answer in time', never, async () => undefined],
    ['answers 5xx', () => Promise.reject(new BreakglassError('github-unavailable', 'cannot read it: 502')), never],
    ['answers what nobody can read', async () => [{ login: 7 }], never],
    ['refuses to say it', async () => undefined, never],
  ])('is unknown where GitHub %s', async (_what, find, sleep) => {
    expect(await administrators(githubWith(find, sleep))).toBeNull();
  });

  it('is not asked for any longer, once it is unknown', async () => {
    let parameters: unknown;
    const find: GitHub['find'] = (_purpose, _route, given) => {
      parameters = given;
      return never();
    };
    await administrators(githubWith(find, async () => undefined));
    expect(parameters).toMatchObject({ request: { signal: { aborted: true } } });
  });
});
