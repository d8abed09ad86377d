import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHosting, type Hosting, OWNER, REPOSITORY } from '../../action/drill/hosting.ts';
import { DRILL_BRANCH } from '../../action/github/drill-branch.ts';
import { type Sandbox, startSandbox } from '../../action/sandbox/start.ts';
import { ROOT } from '../repository/files.ts';
import { breakglass } from './command-line.ts';

const place = { owner: OWNER, repo: REPOSITORY };
let sandbox: Sandbox;
let hosting: Hosting;
let root: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  hosting = await createHosting(sandbox.github);
  root = mkdtempSync(join(tmpdir(), 'breakglass-habit-'));
  cpSync(join(ROOT, 'playbooks'), join(root, 'playbooks'), { recursive: true });
  rewrite('playbooks/installs/acme-prod.yml', /commanders: .*/, 'commanders: [erin#77, frank]');
});

afterAll(async () => {
  await sandbox.close();
  rmSync(root, { recursive: true, force: true });
});

function rewrite(path: string, from: RegExp, to: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toMatch(from);
  writeFileSync(join(root, path), text.replace(from, to));
}

function habit(...args: readonly string[]) {
  const environment = {
    GITHUB_API_URL: sandbox.github.api,
    GITHUB_TOKEN: sandbox.github.adminToken,
    GITHUB_REPOSITORY: `${OWNER}/${REPOSITORY}`,
  };
  return breakglass(['habit', '--root', root, '--json', ...args], { environment });
}

async function records(): Promise<readonly Record<string, unknown>[]> {
  const octokit = hosting.as('admin');
  const { data } = await octokit.rest.git.getTree({ ...place, tree_sha: DRILL_BRANCH, recursive: 'true' });
  const files = data.tree.filter(({ path }) => path.endsWith('.json'));
  return Promise.all(
    files.map(async ({ sha }) => {
      const blob = await octokit.rest.git.getBlob({ ...place, file_sha: sha });
      return JSON.parse(Buffer.from(blob.data.content, 'base64').toString('utf8'));
    }),
  );
}

describe('breakglass habit', { timeout: 180_000 }, () => {
  it('drills by the next commander, keeps the record, opens one issue for what failed', async () => {
    rewrite('playbooks/drills/shift-traffic.yml', /outcome: succeeded/, 'outcome: rolled-back');
    const failed = await habit('--playbook', 'shift-traffic');
    expect(failed.exitCode).toBe(1);
    rewrite('playbooks/drills/shift-traffic.yml', /outcome: rolled-back/, 'outcome: succeeded');
    const passed = await habit('--playbook', 'shift-traffic');
    expect(passed.stderr + passed.stdout).not.toContain('PROBLEM');
    expect(passed.exitCode).toBe(0);

    const kept = await records();
    expect(kept).toMatchObject([
      { playbook: 'shift-traffic', commander: 'erin#77', passed: false, outcome: 'succeeded' },
      { playbook: 'shift-traffic', commander: 'frank', passed: true, outcome: 'succeeded', problems: [] },
    ]);
    expect(JSON.parse(passed.stdout.trim().split('\n').at(-1) ?? '')).toEqual(kept[1]);
    const times = Object.values((kept[1] as { times: Record<string, number> }).times);
    expect(times.every((ms) => Number.isFinite(ms) && ms > 0)).toBe(true);

    const { data: issues } = await hosting.as('admin').rest.issues.listForRepo({ ...place, state: 'open' });
    expect(issues.map(({ title }) => title)).toContain('The drill of shift-traffic failed');
  });

  it('refuses to drill a playbook that says nowhere how it is practised, and names those that do', async () => {
    const { exitCode, stderr } = await habit('--local', '--playbook', 'shift-trafic');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('unknown-playbook: ');
    expect(stderr).toContain('shift-traffic');
  });

  it('refuses a drill file that drills no playbook, at once', async () => {
    writeFileSync(
      join(root, 'playbooks/drills/gone.yml'),
      readFileSync(join(root, 'playbooks/drills/shift-traffic.yml'), 'utf8').replace(
        'drill: shift-traffic',
        'drill: gone',
      ),
    );
    const { exitCode, stderr } = await habit('--local');
    rmSync(join(root, 'playbooks/drills/gone.yml'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('playbooks/drills/gone.yml:2:8: unknown-playbook');
  });
});
