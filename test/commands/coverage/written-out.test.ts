import { describe, expect, it } from 'vitest';
import { playbookFolder } from '../playbook-folder.ts';
import { ELB, ELBV2, HERE, lacks, ROLE, roleOf, STATEMENTS, without } from './roles.ts';

const { put, validate } = playbookFolder();

describe('a role that is written out', () => {
  it('covers the playbooks when it holds what their steps need', () => {
    put(ROLE, roleOf(STATEMENTS));
    expect(validate()).toMatchObject({ exitCode: 0, found: [], notes: [] });
  });

  it.each(
    STATEMENTS.flatMap(({ service = ELBV2, actions, resources }) =>
      actions.map((action) => [action, service, resources[0] ?? ''] as const),
    ),
  )('one action short: names %s, what it is needed on, and the step or check', (action, service, resource) => {
    put(ROLE, roleOf(without(action)));
    const { exitCode, found, lines, notes } = validate();
    expect(exitCode).toBe(1);
    expect(found.length).toBeGreaterThan(0);
    for (const place of found) expect(place).toMatch(/^playbooks\/[a-z-]+\.yml:\d+:\d+: role-lacks-grant$/);
    const type = resource === '*' ? '*' : resource.replace(ELB, HERE).slice(0, -1);
    const told = lines.filter((line) => line.includes('role-lacks-grant'));
    for (const line of told) expect(line).toContain(` needs ${service}:${action} on ${type}`);
    expect(notes).toEqual([]);
  });

  it('points at the step that lacks it', () => {
    put(ROLE, roleOf(without('CreateRule')));
    expect(validate().found).toEqual([lacks('freeze-ingestion'), lacks('maintenance-page')]);
  });

  it.each([
    ['on another listener', [`${ELB}:listener/app/shop/*`]],
    ['on the listeners of one kind of load balancer', [`${ELB}:listener/app/*`]],
    [
      'on the listener of the example in our documentation',
      [`${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`],
    ],
  ])('lacks what it holds only %s', (_what, resources) => {
    const statements = STATEMENTS.map((each) => (each.actions.includes('CreateRule') ? { ...each, resources } : each));
    put(ROLE, roleOf(statements));
    const { exitCode, lines } = validate();
    expect(exitCode).toBe(1);
    expect(lines.join('\n')).toMatch(/needs elasticloadbalancing:ModifyListener on arn:\S+:listener\//);
  });

  it('lacks what it holds only under a condition that a call may not meet', () => {
    const conditions = { StringEquals: { 'aws:ResourceTag/team': 'web' } };
    put(
      ROLE,
      roleOf(STATEMENTS.map((each) => (each.actions.includes('ModifyListener') ? { ...each, conditions } : each))),
    );
    expect(validate().lines.join('\n')).toContain('needs elasticloadbalancing:ModifyListener');
    put(
      ROLE,
      roleOf(
        STATEMENTS.map((each) => (each.actions.includes('ModifyListener') ? { ...each, conditions } : each)),
        { scope: { tags: { team: 'web' } } },
      ),
    );
    expect(validate()).toMatchObject({ exitCode: 0, found: [] });
  });
});

describe('a condition that is not known', () => {
  it.each([
    ['StringEqual', 'aws:ResourceTag/team', 'web', 'did you mean "StringEquals"?'],
    ['ForAnyValue:StringLikes', 'aws:TagKeys', 'web', 'did you mean "StringLike"?'],
    ['StringEquals', 'aws:ResourceTags/team', 'web', 'did you mean "aws:ResourceTag/team"?'],
    ['StringEquals', 'aws:ResourcTag/team', 'web', 'did you mean "aws:ResourceTag/team"?'],
    ['StringEquals', 'elasticloadbalancing:CreatAction', 'x', 'did you mean "elasticloadbalancing:CreateAction"?'],
    ['DateLessThan', 'aws:CurrentTime', 'tomorrow', 'write a date such as "2026-11-21T02:13:00Z"'],
    ['IpAddress', 'aws:VpcSourceIp', 'everywhere', 'write an address or a block such as 203.0.113.0/24'],
  ])('%s on %s as %s is refused, and told what to write', (operator, key, value, hint) => {
    const conditions = { [operator]: { [key]: value } };
    put(
      ROLE,
      roleOf(STATEMENTS.map((each) => (each.actions.includes('ModifyListener') ? { ...each, conditions } : each))),
    );
    const { found, lines } = validate();
    expect(found).toEqual([expect.stringMatching(/^playbooks\/roles\/load-balancer\.yml:\d+:\d+: invalid-value$/)]);
    expect(lines[lines.findIndex((line) => line.includes('invalid-value')) + 1]).toBe(`  ${hint}`);
  });
});
