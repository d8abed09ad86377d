import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type StackOptions, stackCommand } from '../../action/commands/stack.ts';
import { INSTALL } from './setup-world.ts';
import { BY_ID, BY_NAME, OFFLINE, ROLE, stackFolder } from './stack-folder.ts';

const { root, at, edit, name, stack, refusal } = stackFolder();

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
      await expect(stackCommand(root(), rest, () => undefined)).rejects.toMatchObject({ code: 'missing-input' });
    },
  );

  it('a folder without an install, and one with several of which none is named', async () => {
    const { install: _, ...rest } = OFFLINE;
    const second = readFileSync(at(INSTALL), 'utf8').replaceAll('acme-prod', 'acme-test');
    writeFileSync(at('playbooks/installs/acme-test.yml'), second);
    await expect(stackCommand(root(), rest, () => undefined)).rejects.toMatchObject({ code: 'missing-input' });
    rmSync(at('playbooks/installs'), { recursive: true });
    await expect(stackCommand(root(), rest, () => undefined)).rejects.toMatchObject({ code: 'unknown-install' });
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
