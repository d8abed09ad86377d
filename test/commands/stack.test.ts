import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeScaffold } from '../../action/commands/init.ts';
import { stackCommand } from '../../action/commands/stack.ts';
import { INSTALL } from './setup-world.ts';
import { BY_ID, BY_NAME, COMMIT, OFFLINE, ROLE, stackFolder } from './stack-folder.ts';

const { root, at, edit, name, stack, refusal } = stackFolder();

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
    await stackCommand(root(), rest, (line) => lines.push(line));
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
    await expect(stackCommand(root(), rest, () => undefined)).rejects.toMatchObject({ code: 'not-set-up' });
    writeScaffold(root(), { workflowSha: COMMIT, version: '0.1.0' });
    const lines: string[] = [];
    await stackCommand(root(), rest, (line) => lines.push(line));
    expect(lines.join('\n')).toBe(await stack());
  });

  it('trusts no version that only a comment, or a file of somebody else, speaks of', async () => {
    const { workflows: _, ...rest } = OFFLINE;
    const bad = 'bad0'.repeat(10);
    writeScaffold(root(), { workflowSha: COMMIT, version: '0.1.0' });
    const call = `uses: breakglass-dev/breakglass/.github/workflows/break-glass.yml@${bad} # v1.0.0`;
    writeFileSync(at('.github/workflows/aaa-lint.yml'), `# see ${call}\non: push\njobs:\n  a:\n    ${call}\n`);
    edit('.github/workflows/drill.yml', /$/, `# see ${call}\n`);
    const lines: string[] = [];
    await stackCommand(root(), rest, (line) => lines.push(line));
    expect(lines.join('\n')).toBe(await stack());
    edit('.github/workflows/recover.yml', COMMIT, bad);
    await expect(stackCommand(root(), rest, () => undefined)).rejects.toMatchObject({
      code: 'invalid-value',
      message: expect.stringMatching(/\.yml:\d+ and bad0\w+ in \.github\/workflows\/recover\.yml:\d+$/),
    });
    expect(await stack()).toBe(lines.join('\n'));
  });

  it('says beside the template how to see whose the commit is', async () => {
    const told: string[] = [];
    const lines: string[] = [];
    await stackCommand(
      root(),
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
    await stackCommand(root(), OFFLINE, () => undefined, tell);
    expect(told.join('\n')).not.toContain('--s3-bucket');
    for (const role of ['load-balancer-network', 'load-balancer-rules', 'load-balancer-tls']) name(role);
    await stackCommand(root(), OFFLINE, () => undefined, tell);
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
