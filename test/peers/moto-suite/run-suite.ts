import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeServer, listenOnLoopback } from '../../../action/sandbox/aws/http.ts';
import { type AwsSandbox, startAws } from '../../../action/sandbox/aws/start-aws.ts';
import { createJumpingClock } from '../../../action/sandbox/jumping-clock.ts';
import type { Outcome } from './judge.ts';

/** So that a waiter's fifteen seconds are a quarter of one. */
const SCALE = 60;
/** The ones that the suite's tests name. */
const REGIONS = ['us-east-1', 'us-west-1', 'us-west-2', 'eu-central-1'];

interface Suite {
  readonly python: string;
  /** The folder whose tests/test_elbv2 is run. */
  readonly root: string;
}

/** Runs moto's tests of ELBv2: what they ask of ELBv2 is answered by sandboxes, EC2, ACM and IAM by moto in the same process. */
export async function runSuite({ python, root }: Suite): Promise<readonly Outcome[]> {
  const clock = createJumpingClock(Date.now(), SCALE);
  const sandboxes = await Promise.all(
    REGIONS.map((region) => startAws({ clock, region, identityProviders: new Map() })),
  );
  const empty = sandboxes.map((sandbox) => sandbox.save());
  const control = await listenOnLoopback((request, response) => {
    for (const reset of empty) reset();
    request.resume();
    response.end();
  });
  const folder = mkdtempSync(join(tmpdir(), 'breakglass-moto-'));
  const results = join(folder, 'results.jsonl');
  try {
    const output = await pytest(python, root, {
      BREAKGLASS_SANDBOXES: JSON.stringify(Object.fromEntries(sandboxes.map(place))),
      BREAKGLASS_CONTROL: control.url,
      BREAKGLASS_RESULTS: results,
      BREAKGLASS_SCALE: String(SCALE),
    });
    if (!existsSync(results)) throw new Error(`pytest ran no test:\n${output}`);
    return readFileSync(results, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): Outcome => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await closeServer(control.server);
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
  }
}

/** Region → what a client of boto3 is made with. */
function place({ region, endpoint, accessKeyId, secretAccessKey }: AwsSandbox) {
  return [
    region,
    { endpoint_url: endpoint, aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey },
  ] as const;
}

/** What pytest wrote. Failures are its business: only that it could not run is an error, seen by the results that lack. */
function pytest(python: string, root: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const args = ['-m', 'pytest', '-p', 'sandboxes', '-p', 'no:cacheprovider', '--color=no', '--tb=no', '-vv'];
  const child = spawn(python, [...args, 'tests/test_elbv2'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      PYTHONPATH: fileURLToPath(new URL('.', import.meta.url)),
      PYTHONDONTWRITEBYTECODE: '1',
      AWS_DEFAULT_REGION: 'us-east-1',
      // For moto, which takes any key; the sandboxes have their own.
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      ...environment,
    },
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (written += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(written));
  });
}
