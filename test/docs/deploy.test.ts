import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { IAMClient, ListRolesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type GuideWorld, startGuide } from '../../action/commands/sandbox/guide.ts';
import { OUTPUTS } from '../../action/domain/stack-names.ts';
import { ROOT, textOf } from '../repository/files.ts';

interface Fence {
  readonly language: string;
  readonly text: string;
}

const page = textOf('docs/deploy.md');
const fences: readonly Fence[] = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', text = '']) => ({
    language,
    text,
  }),
);
const [prepare, script, remove, ...more] = fences.filter(({ language }) => language === 'sh');

const STACK = 'breakglass-first-drill';
const DENY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
});

let world: GuideWorld;
let iam: IAMClient;
let cloud: CloudFormationClient;
let folder = '';

/** Runs a fence as somebody at a shell would: what earlier ones exported, and where they went, stays. */
function shell(text: string): Promise<{ readonly code: number; readonly output: string }> {
  const kept = 'export -p > "$KEPT/env"; pwd > "$KEPT/cwd"';
  const before = '[ ! -f "$KEPT/env" ] || { . "$KEPT/env"; cd "$(cat "$KEPT/cwd")"; }';
  const env = {
    ...world.variables,
    HOME: folder,
    PATH: `${folder}/bin:${process.env['PATH'] ?? ''}`,
    KEPT: folder,
    BREAKGLASS_COMMIT: 'b'.repeat(40),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'alice',
    GIT_AUTHOR_EMAIL: 'alice@example.com',
    GIT_COMMITTER_NAME: 'alice',
    GIT_COMMITTER_EMAIL: 'alice@example.com',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['--norc', '-euo', 'pipefail', '-c', `${before}\n${text}\n${kept}`],
      { cwd: folder, env },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: `${stderr}${stdout}` }),
    );
  });
}

async function command(name: string, line: string): Promise<void> {
  const path = join(folder, 'bin', name);
  await writeFile(path, `#!/bin/sh\nexec ${line} "$@"\n`);
  await chmod(path, 0o755);
}

beforeAll(async () => {
  const bundle = process.env['BREAKGLASS_BUNDLE'];
  world = await startGuide({ scale: 20, ...(bundle === undefined ? {} : { bundle }) });
  const { endpoint, region, accessKeyId, secretAccessKey } = world.sandbox.aws;
  const settings = { endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
  iam = new IAMClient(settings);
  cloud = new CloudFormationClient(settings);
  folder = await mkdtemp(join(tmpdir(), 'breakglass-guide-'));
  await execute('mkdir', [join(folder, 'bin')]);
  await command('breakglass', `"${process.execPath}" "${join(ROOT, 'build/cli.js')}"`);
  await command(
    'aws',
    `"${process.execPath}" --import "${import.meta.resolve('tsx')}" "${join(ROOT, 'test/docs/aws.ts')}"`,
  );
});
afterAll(async () => {
  iam.destroy();
  cloud.destroy();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

function execute(file: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) =>
    execFile(file, [...args], (error) => (error === null ? resolve() : reject(error))),
  );
}

/** What approvals of a run say. */
async function approvalsOf(run: string | number | undefined): Promise<readonly string[]> {
  const { GITHUB_API_URL = '', GITHUB_REPOSITORY = '', GITHUB_TOKEN = '' } = world.variables;
  const url = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/actions/runs/${run}/approvals`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${GITHUB_TOKEN}` } });
  const approvals = (await response.json()) as readonly { readonly comment: string }[];
  return approvals.map(({ comment }) => comment);
}

describe('docs/deploy.md', () => {
  it('is what this test runs: three fences, and two for what a machine cannot do', () => {
    expect(more).toEqual([]);
    expect(fences.filter(({ language }) => language !== 'sh').map(({ language }) => language)).toEqual([
      'console',
      'console',
    ]);
  });

  it('is one script of under 20 lines', () => {
    expect(script?.text.trimEnd().split('\n').length).toBeLessThan(20);
  });

  it('begins with names alone', async () => {
    expect(await shell(prepare?.text ?? '')).toEqual({ code: 0, output: '' });
  });

  it('leads from an empty repository by a green doctor to a verified record', { timeout: 180_000 }, async () => {
    const { code, output } = await shell(script?.text ?? '');
    expect(code, output).toBe(0);
    expect(output).toMatch(/^\d+ ok, 0 wrong, 0 unknown$/m);
    expect(output.trimEnd().split('\n').at(-1)).toBe('verified');
    const listed = await shell('breakglass audit list --branch break-glass-audit --json');
    expect(JSON.parse(listed.output)).toMatchObject({
      sessions: [{ outcome: 'succeeded', environment: 'first-drill' }],
    });
    const sealed = await shell(
      'git show $(git ls-tree -r --name-only origin/break-glass-audit | grep record.json | sed s,^,origin/break-glass-audit:,)',
    );
    expect(JSON.parse(sealed.output).seal).toMatchObject({ kind: 'probed', probe: { answer: 'AccessDenied' } });
    await world.runner.idle();
    const runs = world.runner.runs().filter(({ event }) => event === 'workflow_dispatch');
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(['success']);
    // What `request` foretold, and the approval named, is the digest of the plan that ran.
    const planned = runs[0]?.jobs.find(({ key }) => key === 'plan')?.outputs['digest'] ?? '';
    expect(output).toContain(`approved plan ${planned.slice(0, 12)} `);
    expect(await approvalsOf(runs[0]?.id)).toEqual([`plan ${planned}`]);
  });

  it('changes nothing when it is run again', { timeout: 60_000 }, async () => {
    const { output } = await shell('breakglass setup --dry-run');
    expect(output).toContain('nothing is to be changed');
  });

  it("names the roles in the install as the customer's stack makes them", { timeout: 60_000 }, async () => {
    const { Stacks: [stack] = [] } = await cloud.send(new DescribeStacksCommand({ StackName: STACK }));
    const lines = stack?.Outputs?.find(({ OutputKey }) => OutputKey === OUTPUTS.installLines)?.OutputValue ?? '';
    const made: { roles?: unknown; 'plan-role'?: unknown; 'sealer-role'?: unknown } = parse(lines);
    const install: typeof made = parse(
      await readFile(join(folder, 'first-drill/playbooks/installs/first-drill.yml'), 'utf8'),
    );
    const rolesOf = (file: typeof made) => ({
      roles: file.roles,
      plan: file['plan-role'],
      sealer: file['sealer-role'],
    });
    expect(rolesOf(install)).toEqual(rolesOf(made));
    expect(made['plan-role']).toBe('arn:aws:iam::123456789012:role/breakglass/first-drill-plan');
  });

  it('leaves nobody access, even where a sealed session left its deny', { timeout: 60_000 }, async () => {
    const deny = { RoleName: 'first-drill-load-balancer', PolicyName: 'bg-seal-1', PolicyDocument: DENY };
    await iam.send(new PutRolePolicyCommand(deny));
    expect(await shell(remove?.text ?? '')).toEqual({ code: 0, output: '' });
    const { Roles = [] } = await iam.send(new ListRolesCommand({ PathPrefix: '/breakglass/' }));
    expect(Roles.map(({ RoleName }) => RoleName)).toEqual([]);
    await expect(cloud.send(new DescribeStacksCommand({ StackName: STACK }))).rejects.toThrow(STACK);
  });
});
