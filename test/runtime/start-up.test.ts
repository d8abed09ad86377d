import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { serve } from './loopback.ts';

const BUNDLE = fileURLToPath(new URL('../../action/dist/main.js', import.meta.url));
const WATCH = fileURLToPath(new URL('./undici-watch.cjs', import.meta.url));

/** What a runner would set for a plan; GitHub is the server given. */
function variables(url: string): Record<string, string> {
  return {
    GITHUB_REPOSITORY: 'acme/break-glass',
    GITHUB_REPOSITORY_ID: '1',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_ACTOR: 'alice',
    GITHUB_TRIGGERING_ACTOR: 'alice',
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_SERVER_URL: url,
    AWS_ENDPOINT_URL: url,
    INPUT_COMMAND: 'plan',
    INPUT_REQUEST: 'playbooks/requests/inc-4711.yml',
    'INPUT_GITHUB-TOKEN': 'token',
    NODE_OPTIONS: `--require ${WATCH}`,
  };
}

describe('the way to the first AWS call', () => {
  it('loads no undici, which costs more than all the rest of it', async () => {
    const asked: string[] = [];
    const server = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"message":"Not Found"}');
    });
    const log = await new Promise<string>((resolve) => {
      execFile(process.execPath, [BUNDLE], { env: variables(server.url) }, (_error, stdout) => resolve(stdout));
    });
    await server.close();
    // It has spoken to GitHub, and has loaded what the commands need.
    expect(asked.some((url) => url.includes('/contents/playbooks/requests/inc-4711.yml'))).toBe(true);
    expect(log).toContain('file-missing');
    expect(log).toContain('undici: []');
  });
});
