import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playbookFolder } from './playbook-folder.ts';

const { root, put, edit, rename, remove, validate } = playbookFolder();
const NOTHING = { exitCode: 0, found: [], notes: [] };

describe('breakglass validate', () => {
  it('finds nothing wrong with the starter playbooks', () => {
    expect(validate()).toMatchObject(NOTHING);
  });

  it('takes a request under either ending, as a run does', () => {
    rename('requests/2026-11-21-inc-4711.yml', 'requests/2026-11-21-inc-4711.yaml');
    expect(validate()).toMatchObject(NOTHING);
  });

  it('leaves a request alone whose playbook is gone since', () => {
    remove('shift-traffic.yml');
    remove('drills/shift-traffic.yml');
    expect(validate()).toMatchObject(NOTHING);
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
      ['playbooks/shift-traffic.yml:8:7: unknown-role'],
    ],
    [
      'a role that an install enables and no file describes',
      () => edit('installs/acme-prod.yml', /^( +)load-balancer: (\S+)$/m, '$1load-balancer: $2\n$1dns: $2'),
      [expect.stringMatching(/^playbooks\/installs\/acme-prod\.yml:\d+:3: unknown-role$/)],
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
        'playbooks/shift-traffic.yml:8:7: unknown-role',
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
    rmSync(join(root(), 'playbooks'), { recursive: true });
    expect(validate()).toMatchObject({ ...NOTHING, exitCode: 1 });
  });
});
