import { describe, expect, it } from 'vitest';
import { resolveInputs } from '../../action/playbook/resolve-inputs.ts';
import { registry } from '../../action/services/registry.ts';
import { refusal, replacing, sampleInstall, samplePlaybook, sampleRequest } from './sample.ts';

const INPUTS = '{ listener: web-https, to: green, percent: 100 }';
const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';
const GREEN = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/green/73e2d6bc24d8a067';

function resolve(inputs: string, playbook = samplePlaybook(), install = sampleInstall()) {
  return resolveInputs(playbook, install, sampleRequest(replacing(INPUTS, inputs)), registry);
}

describe('resolving the inputs of a request', () => {
  it('turns names of resources into their ARNs and keeps the types of the others', () => {
    expect(resolve(INPUTS)).toEqual({ listener: LISTENER, to: GREEN, percent: 100 });
  });

  it('fills in defaults', () => {
    expect(resolve('{ listener: web-https, to: green }')).toMatchObject({ percent: 100 });
  });

  it('accepts a full ARN in place of a name', () => {
    expect(resolve(`{ listener: web-https, to: "${GREEN}" }`)).toMatchObject({ to: GREEN });
  });

  it('reads a default that names a resource', () => {
    const playbook = samplePlaybook(
      replacing('kind: elbv2/target-group }', 'kind: elbv2/target-group, default: blue }'),
    );
    expect(resolve('{ listener: web-https }', playbook)['to']).toContain('targetgroup/blue/');
  });

  const target = (arn: string): string => `{ listener: web-https, to: "${arn}" }`;
  it.each([
    ['a missing input', '{ listener: web-https }', 'missing-input', '10:1'],
    ['no inputs at all', '{}', 'missing-input', '10:1'],
    ['an extra input', '{ listener: web-https, to: green, percentage: 1 }', 'unknown-input', '10:43'],
    ['a name of the prototype', '{ listener: web-https, to: green, tostring: 1 }', 'unknown-input', '10:43'],
    ['text for a number', '{ listener: web-https, to: green, percent: "100" }', 'wrong-type', '10:52'],
    ['a fraction', '{ listener: web-https, to: green, percent: 1.5 }', 'wrong-type', '10:52'],
    ['a number for a resource', '{ listener: web-https, to: 7 }', 'wrong-type', '10:36'],
    ['a number below the range', '{ listener: web-https, to: green, percent: 0 }', 'out-of-range', '10:52'],
    ['a number above the range', '{ listener: web-https, to: green, percent: 101 }', 'out-of-range', '10:52'],
    ['an unknown resource', '{ listener: web-https, to: grene }', 'unknown-resource', '10:36'],
    ['a resource of the prototype', '{ listener: web-https, to: constructor }', 'unknown-resource', '10:36'],
    ['a resource of another kind by name', '{ listener: green, to: green }', 'unknown-resource', '10:21'],
    ['a resource of another kind by ARN', target(LISTENER), 'invalid-value', '10:36'],
    ['another account', target(GREEN.replace('123456789012', '210987654321')), 'foreign-resource', '10:36'],
    ['another Region', target(GREEN.replace('us-east-1', 'eu-west-1')), 'foreign-resource', '10:36'],
    ['another partition', target(GREEN.replace('arn:aws', 'arn:aws-cn')), 'foreign-resource', '10:36'],
    ['another service', target(GREEN.replace('elasticloadbalancing', 'ec2')), 'invalid-value', '10:36'],
    ['a wildcard', target(GREEN.replace('73e2d6bc24d8a067', '*')), 'invalid-value', '10:36'],
    ['a second line in an ARN', target(`${GREEN}\\nx`), 'invalid-value', '10:36'],
    ['an expression, which is only text here', target('${{ inputs.listener }}'), 'unknown-resource', '10:36'],
  ])('refuses %s', (_what, inputs, code, at) => {
    expect(refusal(() => resolve(inputs))).toEqual({ code, at });
  });

  it('points into the playbook when its default is what is wrong', () => {
    const playbook = samplePlaybook(
      replacing('kind: elbv2/target-group }', 'kind: elbv2/target-group, default: red }'),
    );
    expect(refusal(() => resolve('{ listener: web-https }', playbook))).toEqual({
      code: 'unknown-resource',
      at: '9:60',
    });
  });

  const page = (spec: string) => samplePlaybook(replacing('inputs:\n', `inputs:\n  page: ${spec}\n`));
  it.each([
    ['longer than its limit', '{ type: string, maxLength: 3 }', 'abcd', 'out-of-range'],
    ['longer than the usual limit', '{ type: string }', 'x'.repeat(257), 'out-of-range'],
    ['outside its choices', '{ type: string, enum: [a, b] }', 'c', 'invalid-value'],
    ['that matches its pattern only in part', '{ type: string, pattern: "[a-z]+" }', 'ab1', 'invalid-value'],
    ['with a second line after what matches', '{ type: string, pattern: "[a-z]+" }', 'ab\\n', 'invalid-value'],
    ['that is a name of the install, for a boolean', '{ type: boolean }', 'green', 'wrong-type'],
    ['that matches', '{ type: string, pattern: "[a-z]+" }', 'ab', 'accepted'],
  ])('judges a text %s', (_what, spec, value, code) => {
    expect(refusal(() => resolve(`{ listener: web-https, to: green, page: "${value}" }`, page(spec))).code).toBe(code);
  });
});
