import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateCommand } from '../../action/commands/validate.ts';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'breakglass-validate-'));
  cpSync(join(PACKAGE_ROOT, 'playbooks'), join(root, 'playbooks'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const path = (name: string): string => join(root, 'playbooks', name);
const put = (name: string, text: string): void => writeFileSync(path(name), text);
const edit = (name: string, from: string | RegExp, to: string): void => {
  const before = readFileSync(path(name), 'utf8');
  put(name, before.replace(from, to));
  expect(readFileSync(path(name), 'utf8')).not.toBe(before);
};
const rename = (from: string, to: string): void => renameSync(path(from), path(to));
const remove = (name: string): void => rmSync(path(name));

/** `file:line:column: code` of each problem, and the exit code. */
function validate(): { readonly exitCode: number; readonly found: readonly string[] } {
  const lines: string[] = [];
  const exitCode = validateCommand(root, (line) => lines.push(line));
  const found = lines.flatMap((line) => /^(playbooks\/\S+:\d+:\d+: [a-z-]+): /.exec(line)?.[1] ?? []);
  expect(lines.at(-1)).toMatch(new RegExp(`, ${found.length} problems$`));
  return { exitCode, found };
}

describe('breakglass validate', () => {
  it('finds nothing wrong with the starter playbooks', () => {
    expect(validate()).toEqual({ exitCode: 0, found: [] });
  });

  it('takes a request under either ending, as a run does', () => {
    rename('requests/2026-11-21-inc-4711.yml', 'requests/2026-11-21-inc-4711.yaml');
    expect(validate()).toEqual({ exitCode: 0, found: [] });
  });

  it('leaves a request alone whose playbook is gone since', () => {
    remove('shift-traffic.yml');
    remove('drills/shift-traffic.yml');
    expect(validate()).toEqual({ exitCode: 0, found: [] });
  });

  it.each<[string, () => void, readonly string[]]>([
    [
      'a playbook that nothing reads, for its ending',
      () => rename('shift-traffic.yml', 'shift-traffic.yaml'),
      ['playbooks/shift-traffic.yaml:1:1: invalid-name'],
    ],
    [
      'a role that nothing reads, and not once more for each file that names it',
      () => rename('roles/load-balancer.yml', 'roles/load-balancer.yaml'),
      ['playbooks/roles/load-balancer.yaml:1:1: invalid-name'],
    ],
    [
      'an install that nothing reads',
      () => rename('installs/acme-prod.yml', 'installs/acme-prod.yaml'),
      ['playbooks/installs/acme-prod.yaml:1:1: invalid-name'],
    ],
    [
      'a drill that nothing reads',
      () => rename('drills/shift-traffic.yml', 'drills/shift-traffic.yaml'),
      ['playbooks/drills/shift-traffic.yaml:1:1: invalid-name'],
    ],
    [
      'a request by a name that no run takes',
      () => rename('requests/2026-11-21-inc-4711.yml', 'requests/INC-4711.yml'),
      ['playbooks/requests/INC-4711.yml:1:1: invalid-name'],
    ],
    [
      'a role that a playbook names and no file describes',
      () => edit('shift-traffic.yml', 'role: load-balancer', 'role: nope'),
      ['playbooks/shift-traffic.yml:4:7: unknown-role'],
    ],
    [
      'a role that an install enables and no file describes',
      () => edit('installs/acme-prod.yml', /^( +)load-balancer: (\S+)$/m, '$1load-balancer: $2\n$1dns: $2'),
      [expect.stringMatching(/^playbooks\/installs\/acme-prod\.yml:\d+:3: unknown-role$/)],
    ],
    [
      'a step that the role does not serve',
      () => edit('roles/load-balancer.yml', '  - elbv2/fixed-response\n', ''),
      [expect.stringMatching(/^playbooks\/maintenance-page\.yml:\d+:\d+: role-lacks-grant$/)],
    ],
    [
      'a playbook whose form has more fields than GitHub allows',
      () => {
        const inputs = Array.from(
          { length: 25 },
          (_, index) => `  extra-${index}: { type: boolean, default: false }\n`,
        );
        edit('shift-traffic.yml', /^inputs:.*\n/m, `inputs:\n${inputs.join('')}`);
      },
      [expect.stringMatching(/^playbooks\/shift-traffic\.yml:\d+:1: out-of-range$/)],
    ],
    [
      'a drill of no playbook',
      () => {
        rename('drills/shift-traffic.yml', 'drills/shift-trafic.yml');
        edit('drills/shift-trafic.yml', 'drill: shift-traffic', 'drill: shift-trafic');
      },
      ['playbooks/drills/shift-trafic.yml:2:8: unknown-playbook'],
    ],
    [
      'an input of a drill that its playbook does not declare, and one that it wants',
      () => edit('drills/shift-traffic.yml', ' to: green', ' too: green'),
      [
        'playbooks/drills/shift-traffic.yml:4:1: missing-input',
        'playbooks/drills/shift-traffic.yml:4:31: unknown-input',
      ],
    ],
    [
      'a broken playbook, by itself and not by its drill',
      () => put('shift-traffic.yml', 'version: 1\nplaybook: ['),
      [expect.stringMatching(/^playbooks\/shift-traffic\.yml:\d+:\d+: invalid-yaml$/)],
    ],
    [
      'several things at once, in the order of the files',
      () => {
        edit('shift-traffic.yml', 'role: load-balancer', 'role: nope');
        rename('drills/shift-traffic.yml', 'drills/shift-traffic.yaml');
        put('roles/other.yml', 'version: 1\nrole: [');
      },
      [
        'playbooks/shift-traffic.yml:4:7: unknown-role',
        expect.stringMatching(/^playbooks\/roles\/other\.yml:\d+:\d+: invalid-yaml$/),
        'playbooks/drills/shift-traffic.yaml:1:1: invalid-name',
      ],
    ],
  ])('refuses %s', (_what, change, expected) => {
    change();
    const { exitCode, found } = validate();
    expect(exitCode).toBe(1);
    expect(found).toEqual(expected);
  });

  it('refuses a folder without a file', () => {
    rmSync(join(root, 'playbooks'), { recursive: true });
    expect(validate()).toEqual({ exitCode: 1, found: [] });
  });
});
