import { describe, expect, it } from 'vitest';
import { planPermissions } from '../../action/commands/plan-permissions.ts';
import type { Role } from '../../action/domain/documents.ts';
import type { Grant } from '../../action/domain/grant.ts';
import type { Plan } from '../../action/domain/plan.ts';
import { registry } from '../../action/services/registry.ts';
import type { Block } from '../../action/view/blocks.ts';
import { planPage } from '../../action/view/plan.ts';
import { renderText } from '../../action/view/terminal.ts';
import { contextOf, planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';
import { grantsOfUses, INSTALL, ROLE, SCOPE } from '../policy/plans.ts';

const RULES =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/*';
const FIXED_RESPONSE = {
  uses: 'elbv2/fixed-response',
  with: registry.steps.get('elbv2/fixed-response')?.examples[0] ?? {},
};

/** A plan of a fixed response by a role like `role`. */
function plan(role: Partial<Role> = {}, more: Partial<Plan> = {}): Plan {
  const file = { ...ROLE, ...role };
  const grants = grantsOfUses([FIXED_RESPONSE]);
  const { sessionPolicies, sourceNetworks } = planPermissions({ install: INSTALL, role: file }, SCOPE, { registry });
  return {
    ...planOf(HARMLESS),
    grants,
    sessionPolicies: sessionPolicies(grants),
    sourceNetworks,
    role: { name: 'load-balancer', arn: 'arn:aws:iam::123456789012:role/breakglass/x', tags: file.scope.tags },
    ...more,
  };
}

function blocks(of: Plan): readonly Block[] {
  return planPage(of, 'd'.repeat(64), contextOf(HARMLESS, false));
}

function lines(of: Plan): readonly string[] {
  return renderText(blocks(of));
}

const lineOf = (of: Plan, verb: string) => lines(of).find((line) => line.includes(`elasticloadbalancing:${verb} on`));

describe('the permissions as the approver reads them', () => {
  it('says which of the rules a pattern means', () => {
    expect(lineOf(plan(), 'DeleteRule')).toContain(
      'listener-rule/app/web/*: only a listener rule that this session creates, which AWS knows by its tag breakglass:session',
    );
    expect(lineOf(plan(), 'AddTags')).toContain(': only on the listener rule that CreateRule creates in the same call');
    expect(lineOf(plan(), 'SetRulePriorities')).toContain(
      ': every listener rule there, also one that this session creates',
    );
    expect(lineOf(plan(), 'CreateRule')).toMatch(/on listener\/app\/web$/);
  });

  it('says which are only to undo', () => {
    expect(lineOf(plan(), 'DeleteRule')).toContain('write, only to undo: ');
    expect(lineOf(plan(), 'CreateRule')).toContain('write: ');
  });

  it('says that a resource has to carry the tags that the role asks for, and only where it asks', () => {
    const tagged = plan({ scope: { resources: [], tags: { team: 'shop' } } });
    expect(lines(tagged).join('\n')).toContain('only if it carries the tag team with the value shop');
    expect(lines(plan()).join('\n')).not.toContain('only if it carries');
  });

  it('folds the whole ladder away, and shows every policy of it', () => {
    const of = plan();
    const folded = blocks(of).find((block) => block.type === 'details' && block.summary.includes('session policies'));
    const codes =
      folded?.type === 'details' ? folded.blocks.flatMap((each) => (each.type === 'code' ? [each.text] : [])) : [];
    expect(codes).toEqual(of.sessionPolicies);
    expect(codes.length).toBeGreaterThanOrEqual(3);
  });

  it('shows no policy before all that is in words, and then folded', () => {
    const all = blocks(plan());
    const at = all.findIndex((block) => block.type === 'details' && block.summary.includes('session policies'));
    expect(all.slice(at + 1).map(({ type }) => type)).toEqual(['paragraph', 'code']);
    expect(JSON.stringify(all.slice(0, at))).not.toContain('"language":"json"');
  });

  it('says in words, before any policy, what AWS may be given, exact first', () => {
    const all = lines(plan());
    const at = (text: string) => all.findIndex((line) => line.includes(text));
    expect(at('EXACT: nothing but the list above')).toBeGreaterThan(at('WHAT IT MAY DO'));
    expect(at('IF AWS CANNOT PACK THAT')).toBe(at('EXACT: nothing') + 1);
    expect(all[at('IF AWS CANNOT PACK THAT')]).toMatch(
      /: also .*elasticloadbalancing:DeleteRule on everything that begins with listener-rule\/: only a listener rule that this session creates/,
    );
    expect(at('WHAT IT CAN NEVER DO')).toBeGreaterThan(at('IF AWS CANNOT PACK THAT'));
    expect(at('1 OF 3, EXACT')).toBeGreaterThan(at('WHAT IT CAN NEVER DO'));
    expect(at('3 OF 3, WIDER')).toBeGreaterThan(at('2 OF 3, EXACT'));
  });

  it('says the widest in words where it says what can never happen', () => {
    const never = (of: Plan) => lines(of).find((line) => line.startsWith('• anything that is not listed above')) ?? '';
    expect(never(plan())).toContain(
      ' or, at the widest, the same actions on everything that begins with listener-rule/, on everything that begins with listener/; and nothing beyond role ',
    );
    const of = plan();
    const other = { Effect: 'Allow', Action: ['a:B', 'a:C'], Resource: ['arn:aws:a:::x/1*', 'arn:aws:a:::y/2*'] };
    const sessionPolicies = [...of.sessionPolicies, JSON.stringify({ Version: '2012-10-17', Statement: [other] })];
    expect(never({ ...of, sessionPolicies })).toContain(
      ' or, at the widest, a:B, a:C on everything that begins with x/1; a:B, a:C on everything that begins with y/2; and nothing',
    );
  });

  it('has one line for each way of being wider, however many policies', () => {
    const of = plan();
    const rung = (resource: string): string =>
      JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'a:B', Resource: [resource] }] });
    const [exact = ''] = of.sessionPolicies;
    const sessionPolicies = [exact, rung('arn:aws:a:::x/1*'), rung('arn:aws:a:::x/1*'), rung('*')];
    const all = lines({ ...of, sessionPolicies });
    const from = all.findIndex((line) => line.includes('EXACT: nothing'));
    expect(all.slice(from, from + 4)).toEqual([
      '• EXACT: nothing but the list above',
      '• IF AWS CANNOT PACK THAT: also a:B on everything that begins with x/1',
      '• IF AWS CANNOT PACK THAT EITHER: also a:B on everything in this Region',
      '',
    ]);
  });

  it('does not call the narrowest exact where it is not', () => {
    const of = plan();
    const all = lines({ ...of, sessionPolicies: of.sessionPolicies.slice(2) }).join('\n');
    expect(all).toContain('WIDER: all of it by itself is too long for AWS; also ');
    expect(all).not.toMatch(/exact:/i);
  });

  it('promises the list alone where no policy holds more', () => {
    const of = plan();
    const exact = { ...of, sessionPolicies: of.sessionPolicies.slice(0, 2) };
    expect(lines(exact)).toContain('EXACT: nothing but the list above');
    expect(lines(exact).join('\n')).toContain('anything that is not listed above; and nothing beyond role');
    expect(lines(exact).join('\n')).not.toMatch(/wider|cannot pack/i);
  });

  it('explains the place of the session only where a policy has one', () => {
    const explained = (of: Plan): boolean => lines(of).some((line) => line.includes('{session} this session'));
    const of = plan();
    expect(explained(of)).toBe(true);
    const without = of.sessionPolicies.map((policy) => policy.replaceAll('{session}', 'x'));
    expect(explained({ ...of, sessionPolicies: without })).toBe(false);
  });

  it('has each title once', () => {
    expect(lines(plan()).filter((line) => /what it can never do/i.test(line))).toHaveLength(1);
  });

  it.each<[string, readonly unknown[]]>([
    ['an action', [{ Action: 'elasticloadbalancing:DeleteListener', Resource: '*' }]],
    ['a resource', [{ Action: 'elasticloadbalancing:DeleteRule', Resource: ['*'] }]],
    ['a grant without its condition', [{ Action: ['elasticloadbalancing:DeleteRule'], Resource: RULES }]],
  ])('never calls a policy exact that holds %s beyond the plan', (_what, statements) => {
    const Statement = statements.map((statement) => ({ Effect: 'Allow', ...Object(statement) }));
    const of = plan({}, { sessionPolicies: [JSON.stringify({ Version: '2012-10-17', Statement })] });
    expect(lines(of).join('\n')).toMatch(/1 of 1, wider/i);
  });

  it('shows conditions of other kinds as they are', () => {
    const grant: Grant = {
      access: 'write',
      action: 'a:B',
      resource: RULES,
      condition: { 'aws:SourceVpc': 'vpc-1' },
    };
    const shown = lines(plan({}, { grants: [grant] })).find((line) => line.includes('a:B on'));
    expect(shown).toContain(', only where aws:SourceVpc is vpc-1');
  });

  it('warns on top that hosted runners have no stable addresses, where networks are asked for', () => {
    const of = plan({ sourceNetworks: ['203.0.113.0/24'] });
    const [, first] = blocks(of);
    expect(first).toMatchObject({ type: 'alert', kind: 'CAUTION' });
    const warning = blocks(of).find(
      (block) => block.type === 'alert' && JSON.stringify(block).includes('203.0.113.0/24'),
    );
    expect(JSON.stringify(warning)).toContain('no stable addresses');
    expect(lines(of).join('\n')).toContain('anything from another address than 203.0.113.0/24');
    expect(lines(plan()).join('\n')).not.toContain('stable addresses');
  });
});
