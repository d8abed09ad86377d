import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeScaffold } from '../../action/commands/init.ts';
import { stackCommand } from '../../action/commands/stack.ts';
import { upgradeCommand } from '../../action/commands/upgrade.ts';
import { ROOT } from '../drill/command-line.ts';

const OLD = '0123456789abcdef0123456789abcdef01234567';
const NEW = 'fedcba9876543210fedcba9876543210fedcba98';
const TRUST = {
  repository: 'acme/break-glass',
  repositoryId: '1123581321',
  ref: 'refs/heads/main',
  subject: ['repo:acme/break-glass'],
  audience: 'sandbox',
};
const PYTHON = join(process.env['PEERS'] ?? join(ROOT, '.peers'), 'python', 'bin');
const folder = mkdtempSync(join(tmpdir(), 'breakglass-upgrade-'));
const sandbox = spawn(process.execPath, ['build/cli.js', 'sandbox'], {
  cwd: ROOT,
  stdio: ['ignore', 'pipe', 'inherit'],
});
let environment: Readonly<Record<string, string>> = {};

/** Lines at a shell, with the stock AWS CLI. */
function shell(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      'bash',
      ['--norc', '-euo', 'pipefail', '-c', text],
      { cwd: folder, env: environment },
      (error, stdout, stderr) => (error === null ? resolve(stdout) : reject(new Error(`${stdout}${stderr}`))),
    );
  });
}

beforeAll(async () => {
  const line = await new Promise<string>((resolve) => createInterface({ input: sandbox.stdout }).once('line', resolve));
  const { aws }: { aws: Record<'endpoint' | 'region' | 'accessKeyId' | 'secretAccessKey', string> } = JSON.parse(line);
  environment = {
    PATH: `${PYTHON}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_DEFAULT_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
  };
  cpSync(join(ROOT, 'playbooks'), join(folder, 'playbooks'), { recursive: true });
  // With all five roles the template is more than a command line takes.
  const install = join(folder, 'playbooks/installs/acme-prod.yml');
  writeFileSync(install, readFileSync(install, 'utf8').replace(/^ {2}load-balancer-.*\n/gm, ''));
  writeScaffold(folder, { workflowSha: OLD, version: '0.1.0' });
});

afterAll(async () => {
  const ended = new Promise((resolve) => sandbox.once('exit', resolve));
  sandbox.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

test('the commands that breakglass upgrade prints let both versions in, and then the new one alone', async () => {
  const options = { ...TRUST, write: 'template', out: join(folder, 'stack.yml'), force: false } as const;
  await stackCommand(folder, options, () => undefined);
  const stack = '--stack-name breakglass-acme-prod';
  await shell(
    `aws cloudformation create-stack ${stack} --template-body file://stack.yml --capabilities CAPABILITY_NAMED_IAM --parameters ParameterKey=EnableLoadBalancer,ParameterValue=true
     aws cloudformation wait stack-create-complete ${stack}`,
  );
  const said: string[] = [];
  await upgradeCommand(folder, { to: NEW, ...TRUST }, (line) => said.push(line));
  const [, , both = '', , alone = ''] = said.join('\n').split(/^\d\. .*$/m);
  const values = `aws cloudformation describe-stacks ${stack} --query 'Stacks[0].Parameters[?ParameterKey!=\`KillSwitch\`].[ParameterKey,ParameterValue]' --output text | grep -E 'Refs|EnableLoad'`;
  await shell(both);
  expect((await shell(values)).trim().split(/\s+/)).toEqual(expect.arrayContaining([`${OLD},${NEW}`, 'true']));
  await shell(alone);
  expect((await shell(values)).trim().split(/\s+/)).toEqual(expect.arrayContaining([NEW, 'true']));
});
