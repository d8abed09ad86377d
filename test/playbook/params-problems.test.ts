import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../action/domain/json.ts';
import { validateParams, writtenParamsProblems } from '../../action/playbook/params-rules.ts';
import { registry } from '../../action/services/registry.ts';

const WHERE = ['steps', 0, 'with'];
const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/73e2d6bc24d8a067';

function kindOf(name: string) {
  const kind = registry.steps.get(`elbv2/${name}`);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

/** Where `breakglass validate` points in params that have expressions. */
function written(kind: string, params: JsonObject): readonly string[] {
  return writtenParamsProblems(kindOf(kind), params, WHERE).map(({ path }) => path.join('/'));
}

describe('what several params are together', () => {
  it('is judged in a playbook beside expressions, at the place in the file', () => {
    const listener = `\${{ inputs.listener }}`;
    const action = { redirect: { status: 302 } };
    expect(written('create-rule', { listener, paths: ['/a'], action })).toEqual(['steps/0/with/action/redirect']);
    expect(written('create-rule', { listener, paths: ['/*/*/*/*/*/*'], action: `\${{ inputs.action }}` })).toEqual([
      'steps/0/with/paths',
    ]);
  });

  it('is left to the plan where it depends on one: what it stands for, and how often, is known only then', () => {
    const targets = [{ id: `\${{ inputs.target }}`, port: 80 }];
    const params = { 'target-group': GROUP, targets, 'at-least': 2 };
    expect(written('register-targets', params)).toEqual([]);
    const resolved = { ...params, targets: [{ id: '10.0.0.2', port: 80 }] };
    expect(validateParams('elbv2/register-targets', resolved, registry)).toEqual([
      expect.objectContaining({ code: 'invalid-value', path: ['with', 'at-least'], hint: expect.any(String) }),
    ]);
  });

  it('takes no expression for what it spells', () => {
    const paths = [`\${{ inputs.a || '/*/*/*/*/*/*' }}`];
    const action = { 'fixed-response': { status: 503, body: 'soon' } };
    expect(written('create-rule', { listener: 'arn', paths, action })).toEqual([]);
  });

  it('is not judged before each of them is right', () => {
    const params = { 'target-group': GROUP, targets: [{ id: 'web', port: 80 }], 'at-least': 2 };
    expect(written('register-targets', params)).toEqual(['steps/0/with/targets/0/id']);
    expect(validateParams('elbv2/register-targets', params, registry)).toHaveLength(1);
  });
});
