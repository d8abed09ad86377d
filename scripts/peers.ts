import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installTools } from './peers/tools.ts';

/** Installs, pinned and in a folder that git ignores, what is tested against, and runs test/peers; with arguments, some of it. */
const root = fileURLToPath(new URL('..', import.meta.url));
const peers = join(root, '.peers');

try {
  installTools(peers);
  const args = ['run', '--config', 'vitest.peers.config.ts', ...process.argv.slice(2)];
  const tests = spawnSync(join(root, 'node_modules', '.bin', 'vitest'), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PEERS: peers },
  });
  process.exitCode = tests.status ?? 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
