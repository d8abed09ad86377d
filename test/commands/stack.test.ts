import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeScaffold } from '../../action/commands/init.ts';
import { type StackOptions, stackCommand } from '../../action/commands/stack.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import { ROOT } from '../repository/files.ts';
import { OPTIONS, REPO, type SetupWorld, setupWorld } from './setup-world.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const BY_NAME = 'repo:acme/break-glass';
const BY_ID = 'repo:acme@314159/break-glass@1123581321';
const OFFLINE: StackOptions = {
  install: 'acme-prod',
  write: 'template',
  force: false,
  workflows: COMMIT,
  repository: 'acme/break-glass',
  repositoryId: '1123581321',
  ref: 'refs/heads/main',
  subject: [BY_ID],
  audience: 'sts.amazonaws.com',
};

let folder = '';
const at = (path: string): string => join(folder, path);

/** What it says, line by line, or the error. */
async function stack(change: Partial<StackOptions> = {}): Promise<string> {
  const lines: string[] = [];
  await stackCommand(folder, { ...OFFLINE, ...change }, (line) => lines.push(line));
  return lines.join('\n');
}

async function refusal(change: Partial<StackOptions>): Promise<BreakglassError> {
  return stack(change).then(
    () => new BreakglassError('internal', 'it was not refused'),
    (error: unknown) => (error instanceof BreakglassError ? error : new BreakglassError('internal', String(error))),
  );
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'breakglass-stack-'));
  cpSync(join(ROOT, 'playbooks'), at('playbooks'), { recursive: true });
  edit(INSTALL, /^ {2}load-balancer-.*\n/gm, '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Changes the text of a file. */
function edit(path: string, from: string | RegExp, to: string): void {
  writeFileSync(at(path), readFileSync(at(path), 'utf8').replace(from, to));
}

const INSTALL = 'playbooks/installs/acme-prod.yml';
const ROLE = 'playbooks/roles/load-balancer.yml';

/** The install names a further role, as the stack will call it. */
function name(role: string): void {
  edit(INSTALL, /^requesters:/m, `  ${role}: arn:aws:iam::123456789012:role/breakglass/acme-prod-${role}\nrequesters:`);
}

describe('breakglass stack, told what is trusted', () => {
  it('writes the same bytes for the same files, and asks nobody', async () => {
    const first = await stack();
    expect(first).toContain('AWSTemplateFormatVersion');
    expect(first).toContain(`${BY_ID}:environment:acme-prod`);
    expect(await stack()).toBe(first);
  });

  it('needs no install to be named where there is one', async () => {
    const { install: _, ...rest } = OFFLINE;
    const lines: string[] = [];
    await stackCommand(folder, rest, (line) => lines.push(line));
    expect(lines.join('\n')).toBe(await stack());
  });

  it('trusts both forms of the subject while a repository moves, and nothing between them', async () => {
    const text = await stack({ subject: [BY_NAME, BY_ID] });
    expect(text).toContain(`- ${BY_NAME}:environment:acme-prod\n`);
    expect(text).toContain(`- ${BY_ID}:environment:acme-prod\n`);
  });

  it('trusts a release by its tag', async () => {
    expect(await stack({ workflows: 'v1.2.3' })).toContain('Default: refs/tags/v1.2.3\n');
  });

  it('trusts the version that the workflows of the folder call', async () => {
    const { workflows: _, ...rest } = OFFLINE;
    await expect(stackCommand(folder, rest, () => undefined)).rejects.toMatchObject({ code: 'not-set-up' });
    writeScaffold(folder, { workflowSha: COMMIT, version: '0.1.0' });
    const lines: string[] = [];
    await stackCommand(folder, rest, (line) => lines.push(line));
    expect(lines.join('\n')).toBe(await stack());
  });

  it('trusts no version that only a comment, or a file of somebody else, speaks of', async () => {
    const { workflows: _, ...rest } = OFFLINE;
    const bad = 'bad0'.repeat(10);
    writeScaffold(folder, { workflowSha: COMMIT, version: '0.1.0' });
    const call = `uses: breakglass-dev/breakglass/.github/workflows/break-glass.yml@${bad} # v1.0.0`;
    writeFileSync(at('.github/workflows/aaa-lint.yml'), `# see ${call}\non: push\njobs:\n  a:\n    ${call}\n`);
    edit('.github/workflows/drill.yml', /$/, `# see ${call}\n`);
    const lines: string[] = [];
    await stackCommand(folder, rest, (line) => lines.push(line));
    expect(lines.join('\n')).toBe(await stack());
    edit('.github/workflows/recover.yml', COMMIT, bad);
    await expect(stackCommand(folder, rest, () => undefined)).rejects.toMatchObject({
      code: 'invalid-value',
      message: expect.stringMatching(/\.yml:\d+ and bad0\w+ in \.github\/workflows\/recover\.yml:\d+$/),
    });
    expect(await stack()).toBe(lines.join('\n'));
  });

  it('says beside the template how to see whose the commit is', async () => {
    const told: string[] = [];
    const lines: string[] = [];
    await stackCommand(
      folder,
      OFFLINE,
      (line) => lines.push(line),
      (line) => told.push(line),
    );
    expect(told.join('\n')).toContain(`compare/main...${COMMIT}`);
    expect(lines.join('\n')).toBe(await stack());
  });

  it('refuses a second template where IAM is at home, so that no file is taken for one', async () => {
    await expect(stack({ write: 'home-region' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('writes the second template, of alerts alone, for an install that is elsewhere', async () => {
    edit(INSTALL, /us-east-1/g, 'eu-west-1');
    const text = await stack({ write: 'home-region' });
    expect(text).toContain('AWS::Events::Rule');
    expect(text).not.toContain('AWS::IAM::Role');
  });

  it('offers the roles that the install names, and no other file of the folder', async () => {
    expect(await stack()).not.toContain('LoadBalancerTls');
    name('load-balancer-tls');
    const text = await stack();
    expect(text.match(/^ {2}Enable\w+/gm)).toEqual(
      ['EnableLoadBalancer', 'EnableLoadBalancerTls', 'EnablePlan'].map((each) => `  ${each}`),
    );
  });

  it('says how to send a template that is too long for a command line', async () => {
    const told: string[] = [];
    const tell = (line: string): void => void told.push(line);
    await stackCommand(folder, OFFLINE, () => undefined, tell);
    expect(told.join('\n')).not.toContain('--s3-bucket');
    for (const role of ['load-balancer-network', 'load-balancer-rules', 'load-balancer-tls']) name(role);
    await stackCommand(folder, OFFLINE, () => undefined, tell);
    expect(told.join('\n')).toMatch(/the template has \d{5} bytes, more than the 51200 .*--s3-bucket/);
  });

  it('leaves out a role that is not for the Region, and refuses a stack of none', async () => {
    edit(ROLE, 'max-session', 'regions: [eu-west-1]\nmax-session');
    expect(await refusal({})).toMatchObject({
      code: 'unknown-role',
      message: expect.stringContaining('load-balancer'),
    });
  });
});

describe('breakglass stack refuses', () => {
  it.each<[string, Partial<StackOptions>, string]>([
    ['an audience of anybody else', { audience: 'https://example.com' }, 'invalid-input'],
    ['a branch of Breakglass, which moves', { workflows: 'main' }, 'invalid-input'],
    ['a short commit', { workflows: '0123456' }, 'invalid-input'],
    ['a tag that is no release', { workflows: 'refs/tags/latest' }, 'invalid-input'],
    ['every version', { workflows: '*' }, 'invalid-input'],
    ['every repository', { repository: '*/*' }, 'invalid-input'],
    ['no repository', { repository: 'acme' }, 'invalid-input'],
    ['an id that is none', { repositoryId: '0x1' }, 'invalid-input'],
    ['every branch', { ref: 'refs/heads/*' }, 'invalid-input'],
    ['a tag for a branch', { ref: 'refs/tags/v1' }, 'invalid-input'],
    ['a short branch', { ref: 'main' }, 'invalid-input'],
    ['every subject', { subject: ['repo:acme/*'] }, 'invalid-input'],
    ['a variable in the subject', { subject: ['repo:acme/${aws:userid}'] }, 'invalid-input'],
    ['a subject with an environment of its own', { subject: [`${BY_ID}:environment:x`] }, 'invalid-input'],
    ['the subject of another repository', { subject: ['repo:mallory/break-glass'] }, 'invalid-input'],
    ['the id of another repository', { subject: ['repo:acme@314159/break-glass@666'] }, 'invalid-input'],
    ['half a subject', { subject: ['repo:acme@314159/break-glass'] }, 'invalid-input'],
    ['three subjects', { subject: [BY_ID, BY_NAME, 'repo:acme@1/break-glass@1123581321'] }, 'invalid-input'],
    ['no subject', { subject: [] }, 'invalid-input'],
    ['an install that nobody wrote', { install: 'acme-pord' }, 'unknown-install'],
    ['an install that climbs', { install: '../roles/load-balancer' }, 'unknown-install'],
  ])('%s', async (_, change, code) => {
    const error = await refusal(change);
    expect(error.code).toBe(code);
    expect(error.hint).toMatch(/\S/);
  });

  it.each(['repository', 'repositoryId', 'ref', 'subject'] as const)(
    'half of what is trusted: no %s',
    async (lacking) => {
      const { [lacking]: _, ...rest } = OFFLINE;
      await expect(stackCommand(folder, rest, () => undefined)).rejects.toMatchObject({ code: 'missing-input' });
    },
  );

  it('a folder without an install, and one with several of which none is named', async () => {
    const { install: _, ...rest } = OFFLINE;
    const second = readFileSync(at(INSTALL), 'utf8').replaceAll('acme-prod', 'acme-test');
    writeFileSync(at('playbooks/installs/acme-test.yml'), second);
    await expect(stackCommand(folder, rest, () => undefined)).rejects.toMatchObject({ code: 'missing-input' });
    rmSync(at('playbooks/installs'), { recursive: true });
    await expect(stackCommand(folder, rest, () => undefined)).rejects.toMatchObject({ code: 'unknown-install' });
  });

  it('a role with a mistake, at its line', async () => {
    edit(ROLE, 'serves:', 'serve:');
    expect(await refusal({})).toMatchObject({ code: 'unknown-key', at: { file: ROLE, line: 8, column: 1 } });
  });

  it('a role that the install names and nobody wrote', async () => {
    name('load-balancer-tsl');
    expect(await refusal({})).toMatchObject({
      code: 'unknown-role',
      message: 'install "acme-prod" names role "load-balancer-tsl", which has no file',
      hint: expect.stringContaining('load-balancer-tls'),
    });
  });

  it('a title that hides something, however it was written', async () => {
    edit(ROLE, /^title: .*$/m, 'title: "Look\\u202eesrever"');
    expect(await refusal({})).toMatchObject({ code: 'control-character' });
  });

  it('to take the title for anything but a text', async () => {
    const everything = (template: string) => template.match(/^\s*-?\s*Action: '?\*/gm);
    // Those that deny.
    const before = everything(await stack());
    edit(ROLE, /^title: .*$/m, `title: "x }, Effect: Allow, Action: '*', \${AWS::AccountId} #"`);
    const text = await stack();
    expect(everything(text)).toEqual(before);
    expect(text).toMatch(/^ +default: ["']?x }, Effect: Allow/m);
  });
});

describe('breakglass stack --out', () => {
  it('writes the file, and replaces what it wrote', async () => {
    expect(await stack({ out: at('stack.yml') })).toContain(`written: ${at('stack.yml')}`);
    expect(readFileSync(at('stack.yml'), 'utf8')).toBe(`${await stack()}\n`);
    await stack({ out: at('stack.yml'), workflows: 'v1.2.3' });
    expect(readFileSync(at('stack.yml'), 'utf8')).toContain('refs/tags/v1.2.3');
    await stack({ out: at('review.md'), write: 'review' });
    await stack({ out: at('review.md'), write: 'review' });
  });

  it("refuses to overwrite somebody else's file, unless told to", async () => {
    for (const text of ['', 'mine\n', `mine\n${await stack()}`]) {
      writeFileSync(at('stack.yml'), text);
      expect(await refusal({ out: at('stack.yml') })).toMatchObject({ code: 'already-exists' });
      expect(readFileSync(at('stack.yml'), 'utf8')).toBe(text);
    }
    await stack({ out: at('stack.yml'), force: true });
    expect(readFileSync(at('stack.yml'), 'utf8')).toContain('AWSTemplateFormatVersion');
  });

  it('refuses to put the template of one install over that of another', async () => {
    await stack({ out: at('stack.yml') });
    const second = readFileSync(at(INSTALL), 'utf8').replaceAll('acme-prod', 'acme-test');
    writeFileSync(at('playbooks/installs/acme-test.yml'), second);
    expect(await refusal({ out: at('stack.yml'), install: 'acme-test' })).toMatchObject({ code: 'already-exists' });
  });
});

describe('breakglass stack, asking GitHub', { timeout: 90_000 }, () => {
  let world: SetupWorld;
  beforeAll(async () => {
    world = await setupWorld();
    await world.run(['setup', ...OPTIONS]);
  });
  afterAll(() => world.close());

  it('trusts the sub that a run of this repository has', async () => {
    const { stdout, stderr, exitCode } = await world.run(['stack', '--audience=sandbox']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^warning: not checked whether 0123456789abcdef\S+ is a commit of breakglass-dev\/breakglass: /,
    );
    expect(stdout).not.toContain('warning:');
    const { id, ownerId } = world.github.control.repository(REPO.owner, REPO.repo);
    const sha = await world.git('rev-parse', 'HEAD');
    const workflow = '.github/workflows/on-merge.yml';
    const repository = `${REPO.owner}/${REPO.repo}`;
    const started = { repository, event: 'push', sha, ref: 'refs/heads/main', actor: 'ada', workflow } as const;
    const run = world.github.control.startRun(started);
    const job = await world.github.control.startJob(run.id, {
      job: 'run',
      environment: 'acme-prod',
      permissions: { 'id-token': 'write' },
      jobWorkflowRef: `${repository}/${workflow}@refs/heads/main`,
      force: true,
    });
    const { sub } = world.github.control.claims(job.id, null);
    expect(sub).toBe(`repo:acme@${ownerId}/break-glass@${id}:environment:acme-prod`);
    expect(stdout).toContain(`:sub: ${String(sub)}\n`);
    expect(stdout).toContain(`:repository_id: '${id}'\n`);
    expect(stdout).toContain(`Default: ${COMMIT}`);
  });

  it('asks for reading alone', async () => {
    world.calls();
    await world.run(['stack']);
    expect(world.calls().map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
  });

  it('refuses a repository whose subject is made in another way', async () => {
    await world.ada.actions.setCustomOidcSubClaimForRepo({ ...REPO, use_default: false, include_claim_keys: ['repo'] });
    const { exitCode, stderr } = await world.run(['stack']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('not-set-up: ') });
    expect(stderr).toContain('use_default=true');
  });
});
