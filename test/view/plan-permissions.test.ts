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

  it('says of each policy whether it is exact, and what a wider one adds', () => {
    const all = lines(plan());
    const at = (place: string) => all.findIndex((line) => line.toLowerCase().includes(place));
    expect(at('1 of 3, exact')).toBeGreaterThan(0);
    expect(at('2 of 3, exact')).toBeGreaterThan(at('1 of 3'));
    expect(all.slice(at('3 of 3, wider')).join('\n')).toMatch(
      /elasticloadbalancing:DeleteRule on everything that begins with listener-rule\/: only a listener rule that this session creates/,
    );
    expect(all.slice(at('1 of 3'), at('3 of 3')).join('\n')).not.toContain('begins with');
    expect(all.join('\n')).toContain('the widest of the session policies below');
  });

  it('promises the listed resources alone where no policy holds more', () => {
    const of = plan();
    const exact = { ...of, sessionPolicies: of.sessionPolicies.slice(0, 2) };
    expect(lines(exact).join('\n')).toContain('anything outside these actions and resources');
    expect(lines(exact).join('\n')).not.toContain('wider');
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
