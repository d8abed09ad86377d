import { describe, expect, it } from 'vitest';
import { planPermissions } from '../../action/commands/plan-permissions.ts';
import { type Grant, THIS_SESSION } from '../../action/domain/grant.ts';
import { compileSessionPolicies, type LadderOptions } from '../../action/policy/ladder.ts';
import { SESSION_POLICY_LIMIT, sizeAsSent } from '../../action/policy/session-policy.ts';
import type { Allow } from '../../action/policy/statement.ts';
import { registry } from '../../action/services/registry.ts';
import { grantsOfUses, INSTALL, ROLE, SCOPE } from './plans.ts';

const PREFIX = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:';

const on = (verb: string, resource: string): Grant => ({
  access: 'write',
  action: `elasticloadbalancing:${verb}`,
  resource: resource === '*' ? '*' : `${PREFIX}${resource}`,
});

const holding = (verbs: readonly string[], ...resources: readonly string[]): Allow => ({
  access: 'write',
  actions: verbs.map((verb) => `elasticloadbalancing:${verb}`),
  resources: resources.map((resource) => (resource === '*' ? '*' : `${PREFIX}${resource}`)),
  conditions: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
});

function ladder(grants: readonly Grant[], ...role: readonly Allow[]): readonly string[] {
  const options: LadderOptions = { role, tags: {}, sourceNetworks: [] };
  return compileSessionPolicies(grants, SCOPE, options);
}

/** The resources of each rung, without what they share. */
function resourcesOf(rungs: readonly string[]): readonly string[][] {
  return rungs
    .map((rung) => [
      ...new Set<string>(
        JSON.parse(rung).Statement.flatMap(({ Resource }: { Resource: string | string[] }) => Resource),
      ),
    ])
    .map((resources) => resources.map((resource) => resource.replace(PREFIX, '')));
}

describe('the ladder of session policies', () => {
  it("begins exact and ends with the role's own patterns", () => {
    const rungs = ladder([on('ModifyListener', 'listener/app/web/1/2')], holding(['ModifyListener'], 'listener/app/*'));
    expect(resourcesOf(rungs)).toEqual([['listener/app/web/1/2'], ['listener/app/*']]);
  });

  it('has one rung where the role names exactly what the plan needs', () => {
    const name = 'listener/app/web/1/2';
    expect(ladder([on('ModifyListener', name)], holding(['ModifyListener'], name))).toHaveLength(1);
  });

  it('lets ARNs share ever shorter prefixes', () => {
    const grants = ['web/1/2', 'web/1/3', 'web/4/5', 'api/6/7'].map((name) =>
      on('ModifyListener', `listener/app/${name}`),
    );
    expect(resourcesOf(ladder(grants, holding(['ModifyListener'], '*')))).toEqual([
      ['listener/app/api/6/7', 'listener/app/web/1/2', 'listener/app/web/1/3', 'listener/app/web/4/5'],
      ['listener/app/api/6/7', 'listener/app/web/1/*', 'listener/app/web/4/5'],
      ['listener/app/api/6/7', 'listener/app/web/*'],
      ['listener/app/*'],
      ['listener/*'],
      ['*'],
    ]);
  });

  it('unites what the role holds in one statement, and nothing else', () => {
    const grants = [on('ModifyListener', 'listener/app/a/1/2'), on('CreateRule', 'listener/net/b/3/4')];
    const together = ladder(grants, holding(['CreateRule', 'ModifyListener'], 'listener/app/a/*', 'listener/net/b/*'));
    expect(resourcesOf(together)[1]).toEqual(['listener/app/a/1/2', 'listener/net/b/3/4']);
    const apart = ladder(
      grants,
      holding(['ModifyListener'], 'listener/app/a/*'),
      holding(['CreateRule'], 'listener/net/b/*'),
    );
    expect(resourcesOf(apart).slice(1)).toEqual([['listener/net/b/*', 'listener/app/a/*']]);
  });

  it('drops a rung that the role does not hold', () => {
    const names = Array.from({ length: 30 }, (_, n) => `listener/app/web-${n % 3}/${n}/x`);
    const role = holding(['ModifyListener'], ...[0, 1, 2].map((n) => `listener/app/web-${n}/*`));
    const rungs = ladder(
      names.map((name) => on('ModifyListener', name)),
      role,
    );
    expect(resourcesOf(rungs)).toEqual([['listener/app/web-0/*', 'listener/app/web-1/*', 'listener/app/web-2/*']]);
  });

  it("keeps what is on a condition on it, also in the role's patterns", () => {
    const example = registry.steps.get('elbv2/fixed-response')?.examples[0] ?? {};
    const grants = grantsOfUses([{ uses: 'elbv2/fixed-response', with: example }]);
    const { sessionPolicies } = planPermissions({ install: INSTALL, role: ROLE }, SCOPE, { registry });
    const rungs = sessionPolicies(grants);
    expect(rungs.length).toBeGreaterThan(1);
    for (const rung of rungs) {
      const statements: { Action: string; Condition: object }[] = JSON.parse(rung).Statement;
      expect(statements.find(({ Action }) => Action.endsWith(':DeleteRule'))?.Condition).toMatchObject({
        StringEquals: { 'aws:ResourceTag/breakglass:session': '{session}' },
      });
    }
  });

  it('gives what is on a condition nothing of what is not', () => {
    const condition = { 'aws:ResourceTag/breakglass:session': THIS_SESSION };
    const theirs = ['a', 'b', 'c'].map((name) => `listener-rule/app/${name}/1/2/3`);
    const ours = 'listener-rule/app/d/4/5/*';
    // Each of these on others of the rules, so that one statement for all of them is much shorter.
    const plain = Array.from({ length: 7 }, (_, n) =>
      theirs.filter((_name, bit) => ((n + 1) >> bit) % 2 === 1).map((name) => on(`Change${n}`, name)),
    ).flat();
    const verbs = [...new Set(plain.map(({ action }) => action.replace(/.*:/, '')))];
    const rungs = ladder(
      [...plain, { ...on('DeleteRule', ours), condition }],
      holding([...verbs, 'DeleteRule'], 'listener-rule/app/*'),
    );
    const united = rungs.filter((rung) => rung.includes('Change6') && !rung.includes('app/*'));
    expect(united.at(-1)).toContain(JSON.stringify(verbs.map((verb) => `elasticloadbalancing:${verb}`)));
    for (const rung of rungs) {
      const statements: { Action: string | string[]; Resource: string }[] = JSON.parse(rung).Statement;
      const { Resource } = statements.find(({ Action }) => Action === 'elasticloadbalancing:DeleteRule') ?? {};
      expect([ours, 'listener-rule/app/*'].map((name) => `${PREFIX}${name}`)).toContain(Resource);
    }
  });

  it('does not depend on the order of grants that differ in their condition alone', () => {
    const grants = ['a', 'b', 'c'].map((value) => ({
      ...on('DeleteRule', 'listener-rule/app/web/1/2/*'),
      condition: { 'aws:ResourceTag/team': value },
    }));
    const role = holding(['DeleteRule'], '*');
    expect(ladder(grants.toReversed(), role)).toEqual(ladder(grants, role));
  });

  it('says what every call has to meet only once before it holds more than is needed', () => {
    const names = Array.from({ length: 4 }, (_, n) => `listener/app/web/${n}/x`);
    const grants = names.map((name, n) =>
      on(['CreateRule', 'ModifyListener', 'AddTags', 'SetSecurityGroups'][n] ?? '', name),
    );
    const [first = '', second = ''] = ladder(
      grants,
      holding(
        grants.map(({ action }) => action.replace(/.*:/, '')),
        '*',
      ),
    );
    expect(resourcesOf([first])).toEqual([expect.arrayContaining(names)]);
    expect(resourcesOf([second])[0]?.toSorted()).toEqual(['*', ...names]);
    expect([first, second].map((rung) => rung.includes('"Deny"'))).toEqual([false, true]);
  });

  it('counts what is put in when the role is assumed', () => {
    const grants = Array.from({ length: 40 }, (_, n) => on('ModifyListener', `listener/app/w/${n}/x`));
    const [first = ''] = ladder(grants.slice(0, 18), holding(['ModifyListener'], '*'));
    expect(first).toContain('w/17/x');
    for (let count = 18; count < 40; count += 1) {
      for (const rung of ladder(grants.slice(0, count), holding(['ModifyListener'], '*'))) {
        expect(sizeAsSent(rung)).toBeLessThanOrEqual(SESSION_POLICY_LIMIT);
      }
    }
  });

  it('reads more of the configuration, and changes no more, where the exact permissions are too long', () => {
    const names = Array.from({ length: 10 }, (_, n) => `listener/app/web/${n}/x`);
    const verbs = Array.from({ length: 30 }, (_, n) => `DescribeSomething${n}`);
    const reads = verbs.map((verb): Grant => ({ ...on(verb, '*'), access: 'read' }));
    const role = [holding(['ModifyListener'], '*'), { ...holding(verbs, '*'), access: 'read' as const }];
    const [first = ''] = ladder([...names.map((name) => on('ModifyListener', name)), ...reads], ...role);
    const read = { Effect: 'Allow', Action: 'elasticloadbalancing:Describe*', Resource: '*' };
    expect(JSON.parse(first).Statement).toContainEqual(expect.objectContaining(read));
    expect(resourcesOf([first])[0]?.toSorted()).toEqual(['*', ...names]);
  });

  it('never reads more of what may be more than configuration', () => {
    const verbs = Array.from({ length: 60 }, (_, n) => `GetSomething${n}`);
    const grants = verbs.map((verb): Grant => ({ ...on(verb, '*'), access: 'read' }));
    expect(() => ladder(grants, { ...holding(verbs, '*'), access: 'read' })).toThrow(
      expect.objectContaining({ code: 'policy-too-large' }),
    );
  });

  it('refuses what fits on no rung', () => {
    const verbs = Array.from({ length: 80 }, (_, n) => `DescribeSomething${n}`);
    const grants = verbs.map((verb) => on(verb, '*'));
    expect(() => ladder(grants, holding(verbs, '*'))).toThrow(expect.objectContaining({ code: 'policy-too-large' }));
  });

  it.each<[string, Allow]>([
    ['another action', holding(['CreateRule'], '*')],
    ['another resource', holding(['ModifyListener'], 'listener/app/web/1/3')],
    [
      'another Region',
      { ...holding(['ModifyListener'], '*'), conditions: { StringEquals: { 'aws:RequestedRegion': 'x' } } },
    ],
  ])('refuses grants of a role that holds %s', (_what, role) => {
    expect(() => ladder([on('ModifyListener', 'listener/app/web/1/2')], role)).toThrow(
      expect.objectContaining({ code: 'role-lacks-grant' }),
    );
  });
});
