import { expect, test } from 'vitest';
import { createHttpFetch } from '../../action/runtime/http.ts';
import { closeServer, listenOnLoopback } from '../../action/sandbox/aws/http.ts';
import { listen } from '../../action/sandbox/github/http.ts';
import { IDLE_MS } from '../../action/sandbox/idle.ts';

const send = createHttpFetch();

test('both services keep an idle connection for longer than a busy machine is away', async () => {
  const github = await listen(async (_request, response) => void response.end('ok'));
  const aws = await listenOnLoopback((_request, response) => void response.end('ok'));
  try {
    for (const { url } of [github, aws]) {
      const { headers } = await send(url);
      expect([headers.get('connection'), headers.get('keep-alive')]).toEqual([
        'keep-alive',
        `timeout=${IDLE_MS / 1_000}`,
      ]);
    }
  } finally {
    await github.close();
    await closeServer(aws.server);
  }
});
