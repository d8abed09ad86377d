import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Installs, pinned and in a folder that git ignores, what is tested against, and runs test/peers. */
const root = fileURLToPath(new URL('..', import.meta.url));
const peers = join(root, '.peers');
const python = join(peers, 'python');
const AWS_CLI = 'awscli==1.44.1';

if (!existsSync(join(python, 'bin', 'aws'))) {
  execFileSync('python3', ['-m', 'venv', python], { stdio: 'inherit' });
  execFileSync(join(python, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', AWS_CLI], {
    stdio: 'inherit',
  });
}
const tests = spawnSync(join(root, 'node_modules', '.bin', 'vitest'), ['run', '--config', 'vitest.peers.config.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PEERS: peers },
});
process.exitCode = tests.status ?? 1;
