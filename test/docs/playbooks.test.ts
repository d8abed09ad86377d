import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../action/services/registry.ts';
import { exampleInstall } from '../../scripts/generate/playbooks/example.ts';
import { shippedPlaybooks } from '../../scripts/generate/playbooks/shipped.ts';
import { type Customer, startCustomer } from '../commands/customer.ts';
import { ROOT } from '../drill/command-line.ts';

const run = promisify(execFile);
const all = shippedPlaybooks(ROOT, registry);

let customer: Customer;
beforeAll(async () => {
  const { roles, resources } = exampleInstall;
  customer = await startCustomer({ roles, resources });
});
afterAll(() => customer.close());

const readPage = (name: string): string => readFileSync(join(ROOT, 'docs/playbooks', `${name}.md`), 'utf8');
const commandOf = (page: string): string => /^```sh\n([\s\S]*?)\n```$/m.exec(page)?.[1] ?? '';

/** The lines of a page as a shell reads them; nothing is sent. */
async function ask(command: string): Promise<{ readonly stdout: string }> {
  const shown = `node "${ROOT}build/cli.js" "$@" --dry-run --json --remote --root /`;
  const script = `breakglass() { ${shown}; }\n${command}\n`;
  const env = { PATH: process.env['PATH'], ...(await customer.variables('alice')) };
  return run('bash', ['-euc', script], { env });
}

describe('the page of a playbook', { timeout: 60_000 }, () => {
  it.each(all.map(({ playbook }) => playbook))('asks for $playbook by a command that validates', async (playbook) => {
    const { stdout } = await ask(commandOf(readPage(playbook.playbook)));
    const { text, digest } = JSON.parse(stdout) as { readonly text: string; readonly digest: string };
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(text).toContain(`playbook: ${playbook.playbook}\n`);
    for (const criterion of playbook.criteria) expect(text).toContain(criterion);
  });

  it('asks by a command that does not validate without a criterion', async () => {
    const command = commandOf(readPage('maintenance-page')).replace(/ \\\n {2}--confirm [\s\S]*$/, '');
    await expect(ask(command)).rejects.toThrow(/criteri|--confirm/);
  });

  it.each(all.map(({ playbook }) => playbook))('says what each input of $playbook is', ({ inputs }) => {
    const silent = Object.entries(inputs).filter(([, { description }]) => description === undefined);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it.each(all.map(({ drill }) => drill))(
    'shows what customers are answered: $drill',
    ({ drill, expect: { traffic } }) => {
      expect(traffic).not.toEqual([]);
      const rows = readPage(drill)
        .split('| customers ask |')[1]
        ?.match(/^\| `[A-Z]+ /gm);
      expect(rows).toHaveLength(traffic.length);
    },
  );
});
