import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { deregisterTargets } from '../../../../action/services/elbv2/steps/deregister-targets.ts';

const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/73e2d6bc24d8a067';

function change(units: readonly string[], targets: readonly { readonly id: string; readonly port?: number }[]) {
  const before = Object.fromEntries(
    units.map((unit) => {
      const [id = '', port = ''] = unit.split(':');
      return [`target/${unit}`, { id, port: Number(port), zone: null }];
    }),
  );
  const params = { 'target-group': GROUP, targets: targets.map((target) => ({ ...target })) };
  return deregisterTargets.change(before, params, { session: 's', step: 'x' });
}

describe('deregistering targets', () => {
  it.each([
    ['one port of an id', [{ id: '10.0.0.1', port: 80 }], ['target/10.0.0.1:81', 'target/10.0.0.2:80']],
    ['every port of an id', [{ id: '10.0.0.1' }], ['target/10.0.0.2:80']],
    [
      'what is registered, and passes over what is not',
      [{ id: '10.0.0.9' }, { id: '10.0.0.2' }],
      ['target/10.0.0.1:80', 'target/10.0.0.1:81'],
    ],
  ])('takes out %s', (_, targets, left) => {
    const { after, diff } = change(['10.0.0.1:80', '10.0.0.1:81', '10.0.0.2:80'], targets);
    expect(Object.keys(after)).toEqual(left);
    expect(diff).toHaveLength(3 - left.length);
  });

  it.each([
    ['none of the targets is registered', [{ id: '10.0.0.9' }]],
    ['the port is another', [{ id: '10.0.0.1', port: 9 }]],
    ['no target would be left', [{ id: '10.0.0.1' }, { id: '10.0.0.2' }]],
  ])('refuses when %s', (_, targets) => {
    expect(() => change(['10.0.0.1:80', '10.0.0.2:80'], targets)).toThrow(
      expect.objectContaining({ code: 'not-applicable' }),
    );
  });
});

describe('the parameters', () => {
  const validate = new Ajv2020({ strict: false }).compile(deregisterTargets.params);

  it.each([
    ['no target', { targets: [] }],
    ['port 0', { targets: [{ id: '10.0.0.1', port: 0 }] }],
    ['port 65536', { targets: [{ id: '10.0.0.1', port: 65_536 }] }],
    ['a target without an id', { targets: [{ port: 80 }] }],
    ['more than 100 targets', { targets: Array.from({ length: 101 }, (_, index) => ({ id: `10.0.0.${index}` })) }],
    ['a time without a unit', { targets: [{ id: '10.0.0.1' }], 'drain-within': '60' }],
  ])('refuse %s', (_, params) => {
    expect(validate({ 'target-group': GROUP, ...params })).toBe(false);
  });
});
