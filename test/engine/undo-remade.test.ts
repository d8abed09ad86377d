import { describe, expect, it } from 'vitest';
import { planPermissions } from '../../action/commands/plan-permissions.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import { buildUndoPlan } from '../../action/engine/undo-plan.ts';
import { registry } from '../../action/services/registry.ts';
import { planOf } from '../injection/model.ts';
import { HARMLESS } from '../injection/texts.ts';
import { planInput, playbookOf } from './gradual.ts';

const RULE =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee';

/** The plan that undoes a session of one step of this kind. */
function undoing(uses: string, params: JsonObject) {
  const input = planInput(playbookOf({}));
  const role = { ...input.role, serves: [uses] };
  const past = { session: 'past-1', opening: '', last: '', owner: 'past-1' };
  const steps = [{ id: 'step', uses, with: params, before: {}, after: {} }];
  return buildUndoPlan(
    { ...input, role, permissions: (scope) => planPermissions({ install: input.install, role }, scope, { registry }) },
    { past, steps, since: '', of: planOf(HARMLESS), diffs: {} },
  );
}

describe('the plan that undoes a step', () => {
  it('is irreversible where it makes again what was deleted, and nothing in it may delete', () => {
    const plan = undoing('elbv2/delete-rule', { rule: RULE });
    expect([plan.irreversible, plan.steps[0]?.inverse]).toEqual([['step'], { irreversible: true }]);
    const writes = plan.grants.filter(({ access }) => access === 'write');
    expect(writes.map(({ action, phase }) => [action.split(':')[1], phase])).toEqual([
      ['AddTags', 'apply'],
      ['CreateRule', 'apply'],
    ]);
    expect(plan.sessionPolicies.join()).not.toContain('DeleteRule');
  });

  it('can be taken back where it makes nothing again', () => {
    const plan = undoing('elbv2/modify-rule', { rule: RULE, paths: ['/a'] });
    expect([plan.irreversible, plan.steps[0]?.inverse]).toEqual([[], { restore: plan.steps[0]?.resource }]);
  });
});
