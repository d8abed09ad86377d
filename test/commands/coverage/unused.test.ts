import { describe, expect, it } from 'vitest';
import { playbookFolder } from '../playbook-folder.ts';
import { ELB, ROLE, roleOf, STATEMENTS, type Statement } from './roles.ts';

const { put, remove, validate } = playbookFolder();

describe('a role that no playbook names', () => {
  it('is one note, at its name', () => {
    put('roles/spare.yml', roleOf(STATEMENTS, { role: 'spare' }));
    expect(validate()).toMatchObject({
      exitCode: 0,
      found: [],
      notes: ['playbooks/roles/spare.yml:2:7: note: no playbook uses the role "spare"'],
    });
  });
});

describe('permissions that no playbook uses', () => {
  it('are told after the problems, at what holds them, and fail nothing', () => {
    for (const name of ['maintenance-page.yml', 'freeze-ingestion.yml']) {
      remove(name);
      remove(`drills/${name}`);
    }
    const { exitCode, found, notes, lines } = validate();
    expect({ exitCode, found }).toEqual({ exitCode: 0, found: [] });
    const told = notes.map(
      (note) => /uses elasticloadbalancing:(\S+) on (\S+),/.exec(note)?.slice(1, 3).join(' ') ?? '',
    );
    expect(new Set(told)).toEqual(
      new Set([
        `AddTags ${ELB}:listener-rule/*`,
        `CreateRule ${ELB}:listener/*`,
        `DeleteRule ${ELB}:listener-rule/*`,
        'DescribeRules *',
        'DescribeTags *',
        `SetRulePriorities ${ELB}:listener-rule/*`,
      ]),
    );
    expect(told).toHaveLength(6);
    for (const note of notes) expect(note).toMatch(/^playbooks\/roles\/load-balancer\.yml:(11|12):5: note: /);
    expect(lines.slice(-notes.length - 1, -1)).toEqual(notes);
  });

  it('are told of a statement, at its action', () => {
    const more: Statement = { access: 'write', actions: ['SetSubnets'], resources: [`${ELB}:loadbalancer/app/web/*`] };
    put(ROLE, roleOf([more, ...STATEMENTS]));
    expect(validate().notes).toEqual([
      expect.stringMatching(
        /^playbooks\/roles\/load-balancer\.yml:11:9: note: .*SetSubnets on arn:\*:elasticloadbalancing:\*:\*:loadbalancer\/app\/web\/\*/,
      ),
    ]);
  });

  it('are not guessed while a playbook cannot be read', () => {
    put('maintenance-page.yml', 'version: 1\nplaybook: [');
    expect(validate()).toMatchObject({ exitCode: 1, notes: [] });
  });
});
