import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';
import { playbookFolder } from '../commands/playbook-folder.ts';

const { put, edit, validate } = playbookFolder();
const page = readFileSync(join(PACKAGE_ROOT, 'docs/roles.md'), 'utf8');
const example = /^```yaml\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '';

it('the role that docs/roles.md shows is right, and covers the playbook for the listeners that it reaches', () => {
  expect(example).toContain('playbooks/roles/web-traffic.yml');
  put('roles/web-traffic.yml', example);
  edit('shift-traffic.yml', 'role: load-balancer', 'role: web-traffic');
  const { exitCode, found, notes } = validate();
  expect({ exitCode, found }).toEqual({ exitCode: 0, found: [] });
  const unused = notes.filter((note) => note.includes('web-traffic.yml'));
  expect(unused.map((note) => /uses (\S+) on/.exec(note)?.[1])).toEqual([
    'autoscaling:SetDesiredCapacity',
    'autoscaling:DescribeAutoScalingGroups',
  ]);
});
