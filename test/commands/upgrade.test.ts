import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkedOutCommit, writeScaffold } from '../../action/commands/init.ts';
import { stackCommand } from '../../action/commands/stack.ts';
import { parameterNames } from '../../action/commands/upgrade/compare-template.ts';
import { type UpgradeOptions, upgradeCommand } from '../../action/commands/upgrade.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import { buildTemplate } from '../../action/stack/template.ts';
import { ROOT } from '../repository/files.ts';
import { STACKS } from '../stack/review-input.ts';

const OLD = '0123456789abcdef0123456789abcdef01234567';
const NEW = 'fedcba9876543210fedcba9876543210fedcba98';
const TRUST = {
  repository: 'acme/break-glass',
  repositoryId: '1123581321',
  ref: 'refs/heads/main',
  subject: ['repo:acme/break-glass'],
  audience: 'sts.amazonaws.com',
};

let folder = '';
const at = (path: string): string => join(folder, path);

async function upgrade(change: Partial<UpgradeOptions> = {}): Promise<readonly string[]> {
  const lines: string[] = [];
  await upgradeCommand(folder, { to: NEW, ...TRUST, ...change }, (line) => lines.push(line));
  return lines;
}

const refusal = (change: Partial<UpgradeOptions>): Promise<string> =>
  upgrade(change).then(
    () => 'not refused',
    (error: unknown) => (error instanceof BreakglassError ? error.code : String(error)),
  );

/** What the customer has deployed: the template as it was written for the old version. */
async function deployed(change: (text: string) => string = (text) => text): Promise<string> {
  const given = { ...TRUST, write: 'template', out: at('deployed.yml'), force: true, workflows: OLD } as const;
  await stackCommand(folder, given, () => undefined);
  writeFileSync(at('deployed.yml'), change(readFileSync(at('deployed.yml'), 'utf8')));
  return at('deployed.yml');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'breakglass-upgrade-'));
  cpSync(join(ROOT, 'playbooks'), at('playbooks'), { recursive: true });
  writeScaffold(folder, { workflowSha: OLD, version: '0.1.0' });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('breakglass upgrade', () => {
  it('lets both versions in before the new one is called, and takes the old one away last', async () => {
    const lines = await upgrade();
    const both = lines.findIndex((line) => line.includes(`ParameterValue=${OLD}\\,${NEW}'`));
    const init = lines.findIndex((line) => line.includes(`breakglass init --workflows ${NEW}`));
    const alone = lines.findIndex((line) => line.includes(`ParameterValue=${NEW}'`));
    expect([both, init, alone].every((index) => index >= 0)).toBe(true);
    expect([both, init, alone].toSorted((a, b) => a - b)).toEqual([both, init, alone]);
    expect(lines.filter((line) => line.includes('--use-previous-template'))).toHaveLength(2);
  });

  it.each(Object.entries(STACKS))('keeps the value of every other parameter, those of %s', (_, input) => {
    const { Parameters } = buildTemplate(input).document;
    const names = parameterNames(input.roles.map(({ role }) => role.role));
    expect(names.toSorted()).toEqual(Object.keys(Parameters).toSorted());
  });

  it('names each parameter once', async () => {
    const text = (await upgrade()).join('\n');
    const [, first = ''] = text.split('--use-previous-template');
    const kept = [...(first.split('wait stack')[0]?.matchAll(/ParameterKey=(\w+),UsePreviousValue=true/g) ?? [])];
    const { roles } = parse(readFileSync(at('playbooks/installs/acme-prod.yml'), 'utf8'));
    const names = parameterNames(Object.keys(roles)).filter((name) => name !== 'AllowedWorkflowRefs');
    expect(kept.map(([, name]) => name)).toEqual(names);
  });

  it('names the parameters of the roles that the stack has, and of no role that is not for its Region', async () => {
    const elsewhere = readFileSync(at('playbooks/roles/load-balancer.yml'), 'utf8')
      .replace('role: load-balancer', 'role: elsewhere')
      .replace('max-session', 'regions: [eu-west-1]\nmax-session');
    writeFileSync(at('playbooks/roles/elsewhere.yml'), elsewhere);
    const parameters = async (): Promise<readonly string[]> => {
      const { Parameters } = parse(readFileSync(await deployed(), 'utf8'), { logLevel: 'error' });
      return Object.keys(Parameters).toSorted();
    };
    const named = new Set((await upgrade()).flatMap((line) => /ParameterKey=(\w+)/.exec(line)?.[1] ?? []));
    expect([...named].toSorted()).toEqual(await parameters());
    expect([...named].filter((name) => /elsewhere/i.test(name))).toEqual([]);
  });

  it('says how to see whose the commit is, before anything is to be done', async () => {
    const lines = await upgrade();
    const how = lines.findIndex((line) => line.includes(`compare/main...${NEW}`));
    const first = lines.findIndex((line) => line.includes('aws cloudformation'));
    expect([how >= 0, how < first]).toEqual([true, true]);
  });

  it('takes no version from a comment or a file of somebody else, and refuses where two are called', async () => {
    const bad = 'bad0'.repeat(10);
    const call = `uses: breakglass-dev/breakglass/.github/workflows/break-glass.yml@${bad} # v1.0.0`;
    const before = await upgrade();
    writeFileSync(at('.github/workflows/aaa-lint.yml'), `# see ${call}\non: push\njobs:\n  a:\n    ${call}\n`);
    expect(await upgrade()).toEqual(before);
    const text = readFileSync(at('.github/workflows/drill.yml'), 'utf8');
    writeFileSync(at('.github/workflows/drill.yml'), text.replace(OLD, bad));
    expect(await refusal({})).toBe('invalid-value');
  });

  it('writes nothing', async () => {
    const before = readFileSync(at('.github/workflows/on-merge.yml'), 'utf8');
    await upgrade();
    expect(readFileSync(at('.github/workflows/on-merge.yml'), 'utf8')).toBe(before);
  });

  it('speaks of the end alone once the workflows call the version', async () => {
    const text = (await upgrade({ to: OLD })).join('\n');
    expect(text).toContain(`ParameterValue=${OLD}'`);
    expect(text).not.toContain('breakglass init');
    expect(text).not.toContain('\\,');
  });

  it('speaks of every install, each with its stack and Region', async () => {
    const second = readFileSync(at('playbooks/installs/acme-prod.yml'), 'utf8')
      .replaceAll('acme-prod', 'acme-eu')
      .replaceAll('us-east-1', 'eu-west-1');
    writeFileSync(at('playbooks/installs/acme-eu.yml'), second);
    const text = (await upgrade()).join('\n');
    expect(text).toContain('--region eu-west-1 --stack-name breakglass-acme-eu --use-previous-template');
    expect(text).toContain('--region us-east-1 --stack-name breakglass-acme-prod --use-previous-template');
    expect((await upgrade({ install: 'acme-eu' })).join('\n')).not.toContain('acme-prod');
    expect(await refusal({ template: await deployed().catch(() => 'x') })).toBe('missing-input');
  });
});

describe('breakglass upgrade --template', () => {
  it('says that the template is the same where only the trusted version and comments differ', async () => {
    const to = await checkedOutCommit();
    const template = await deployed((text) => `# from the console\n${text.replaceAll('\n', '\r\n')}`);
    expect((await upgrade({ to, template })).join('\n')).toContain('it is what breakglass-acme-prod has already');
  });

  it('has a template that differs deployed first, and names the parameters that the deployed one has', async () => {
    const to = await checkedOutCommit();
    const template = await deployed((text) =>
      text.replace('elasticloadbalancing:AddTags', 'elasticloadbalancing:SetSubnets').replaceAll('AlertEmail', 'Mail'),
    );
    const text = (await upgrade({ to, template })).join('\n');
    const deploy = text.indexOf('aws cloudformation deploy');
    expect(deploy).toBeGreaterThan(0);
    expect(deploy).toBeLessThan(text.indexOf('--use-previous-template'));
    expect(text).toContain('ParameterKey=Mail,UsePreviousValue=true');
    expect(text).not.toContain('ParameterKey=AlertEmail');
  });

  it('says how to find out where it was not told', async () => {
    const text = (await upgrade()).join('\n');
    expect(text).toContain('aws cloudformation get-template');
    expect(text).toContain(`breakglass upgrade --to ${NEW} --install acme-prod --template deployed.yml`);
  });

  it.each<[string, () => Promise<Partial<UpgradeOptions>>, string]>([
    ['a version that this copy is not', async () => ({ template: await deployed() }), 'invalid-input'],
    ['a file that is not there', async () => ({ to: await checkedOutCommit(), template: at('x.yml') }), 'file-missing'],
    [
      'a file that is no template of ours',
      async () => ({ to: await checkedOutCommit(), template: join(ROOT, 'package.json') }),
      'invalid-yaml',
    ],
    [
      'a parameter that is a command',
      async () => ({
        to: await checkedOutCommit(),
        template: await deployed((text) => text.replace('  AlertEmail:\n    Type', "  'x; rm -rf ~':\n    Type")),
      }),
      'invalid-yaml',
    ],
    ['a branch', async () => ({ to: 'main' }), 'invalid-input'],
    ['a short commit', async () => ({ to: OLD.slice(0, 12) }), 'invalid-input'],
    ['an install that nobody wrote', async () => ({ install: 'x' }), 'unknown-install'],
  ])('refuses %s', async (_, change, code) => {
    expect(await refusal(await change())).toBe(code);
  });

  it('refuses a folder that calls no version', async () => {
    rmSync(at('.github'), { recursive: true });
    expect(await refusal({})).toBe('not-set-up');
  });
});
