import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { serve } from './loopback.ts';

const run = promisify(execFile);

/** Everything on the way to the first AWS call that talks to GitHub or to the runner, used once. */
const SCRIPT = `
  import { createGitHub } from './action/github/api.ts';
  import { createRepository } from './action/github/repository.ts';
  import { createActionsHost } from './action/runtime/actions-host.ts';
  import { systemClock } from './action/runtime/clock.ts';
  import { createHttpFetch } from './action/runtime/http.ts';
  import { createIdToken } from './action/runtime/oidc.ts';
  const url = process.argv.at(-1);
  const fetch = createHttpFetch();
  createActionsHost().mask('secret');
  const oidc = { url: url + '/id?a=b', token: 'x' };
  await createIdToken({ oidc, fetch, clock: systemClock, mask: () => {} })('sandbox');
  const options = { owner: 'acme', name: 'x', token: 't', apiUrl: url, graphqlUrl: url, clock: systemClock, fetch };
  await createRepository(createGitHub(options), 'main').listFiles('playbooks');
  console.log(JSON.stringify(process.moduleLoadList.filter((name) => /undici/.test(name))));
`;

describe('the way to the first AWS call', () => {
  it('loads no undici, which costs more than all the rest of it', async () => {
    const server = await serve((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(request.url?.startsWith('/id') === true ? '{"value":"a.b.c"}' : '[]');
    });
    const args = ['--import', 'tsx', '--input-type=module', '-e', SCRIPT, server.url];
    const { stdout } = await run(process.execPath, args);
    await server.close();
    expect(stdout.trim().split('\n').at(-1)).toBe('[]');
  });
});
