import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Variables } from '../../action/runtime/environment.ts';
import { type Customer, startCustomer } from '../commands/customer.ts';
import { ROOT } from '../repository/files.ts';

let customer: Customer;
let clone = '';
let alice: Variables = {};

beforeAll(async () => {
  customer = await startCustomer();
  clone = await customer.clone();
  alice = await customer.variables('alice');
});
afterAll(() => customer.close());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  command: string,
  args: readonly string[],
  variables: Variables,
  input?: (child: ChildProcess) => void,
): Promise<Ended> {
  const env = { PATH: process.env['PATH'], HOME: clone, TERM: 'dumb', ...variables };
  const child = spawn(command, [...args], { cwd: clone, env, stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  if (input === undefined) child.stdin.end();
  else input(child);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

const CLI = `${ROOT}/build/cli.js`;
const breakglass = (args: readonly string[], variables: Variables): Promise<Ended> =>
  run(process.execPath, [CLI, ...args], variables);

const COMPLETE =
  'request shift-traffic --incident INC-1 --reason slow --confirm-all --input listener=web-http --input to=green';

describe('breakglass request, status and approve on the command line', () => {
  it('asks in a clone, for its files are those of the default branch', async () => {
    const { code, stdout } = await breakglass(`${COMPLETE} --dry-run`.split(' '), alice);
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain('playbooks/requests/');
  });

  it('takes the repository from the remote', async () => {
    const { GITHUB_REPOSITORY: _named, ...rest } = alice;
    expect((await breakglass(['status', '--json'], rest)).code).toBe(0);
  });

  it.each<[string, readonly string[], Variables, string]>([
    ['no token', ['status'], { GITHUB_TOKEN: '' }, 'token-missing'],
    ['missing answers, where nobody sits at a terminal', ['request', 'shift-traffic'], {}, 'invalid-input'],
    ['an approval without anybody who gives it', ['approve'], {}, 'invalid-input'],
    ['an approval of nothing', ['approve', '--yes', '--digest', '0123456789ab'], {}, 'nothing-waiting'],
  ])('refuses %s, by exit code and one line on standard error', async (_what, args, changes, code) => {
    const ended = await breakglass(args, { ...alice, ...changes });
    expect([ended.code, ended.stdout]).toEqual([1, '']);
    expect(ended.stderr.startsWith(`${code}: `)).toBe(true);
  });

  it.skipIf(!hasScript())('asks somebody at a terminal, and takes silence for no', { timeout: 60_000 }, async () => {
    const answers = ['INC-2', 'it is slow', '1', 'green', '', 'y', ''];
    const command = [process.execPath, CLI, 'request', 'shift-traffic'].map((part) => `'${part}'`).join(' ');
    const { stdout } = await run('script', ['-qec', command, '/dev/null'], alice, (child) => {
      // One answer a question: what is typed before it is asked would be lost.
      let shown = '';
      child.stdout?.on('data', (text: string) => {
        shown += text;
        if (/(: |\[y\/N\] )$/.test(shown) && answers.length > 0) child.stdin?.write(`${answers.shift()}\n`);
      });
    });
    expect(stdout).toContain('is it true? Customers see errors on this listener now [y/N]');
    expect(stdout).toContain('interrupted: the request was not sent');
  });
});

describe('breakglass sandbox --guide', () => {
  it('prints what a shell needs for docs/deploy.md, and runs until it is told to end', async () => {
    const child = spawn(process.execPath, [CLI, 'sandbox', '--guide'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const variables = new Map<string, string>();
    for await (const line of createInterface({ input: child.stdout })) {
      const [, name = '', value = ''] = /^([A-Z0-9_]+)='([^']*)'$/.exec(line) ?? [];
      variables.set(name, value);
      if (name === 'GIT_CONFIG_VALUE_0') break;
    }
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect([...variables.keys()]).toEqual(
      expect.arrayContaining(['GITHUB_REPOSITORY', 'GITHUB_TOKEN', 'APPROVER_TOKEN', 'LISTENER']),
    );
    expect(await ended).toBe(0);
  });
});

/** A pseudo-terminal for one command, by util-linux. */
function hasScript(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
}
