import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs `node -e 0` by the same binary; resolves to milliseconds from its start to its end. */
export async function bareNode(environment: Readonly<Record<string, string>> = {}): Promise<number> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  const child = spawn(process.execPath, ['-e', '0'], { env, stdio: 'pipe' });
  const start = performance.now();
  await once(child, 'close');
  return performance.now() - start;
}
