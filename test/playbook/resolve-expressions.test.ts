import { describe, expect, it } from 'vitest';
import type { Json } from '../../action/domain/json.ts';
import { MAX_RESULT } from '../../action/playbook/expression/functions.ts';
import { problemIn } from '../../action/playbook/origins.ts';
import { validateParams } from '../../action/playbook/params-rules.ts';
import { installContext, referencedSteps, resolveExpressions } from '../../action/playbook/resolve-expressions.ts';
import { registry } from '../../action/services/registry.ts';
import { refusal, sampleInstall, samplePlaybook } from './sample.ts';

const CONTEXT = {
  inputs: { to: 'green', percent: 100, dry: false, evil: '${{ install.account }}', 'with-dash': 1, quote: "it's" },
  install: installContext(sampleInstall()),
  steps: { shift: { outputs: { arn: 'arn:x', list: ['a', 'b'], nothing: null } } },
};

const resolve = (value: Json): Json => resolveExpressions(value, CONTEXT);

describe('resolving expressions', () => {
  it.each<[Json, Json]>([
    ['${{ inputs.to }}', 'green'],
    ['${{ inputs.percent }}', 100],
    ['${{ inputs.dry }}', false],
    ['${{inputs.with-dash}}', 1],
    ["${{ inputs['to'] }}", 'green'],
    ['${{ install.account }}', '123456789012'],
    ['${{ install.name }}', 'acme-prod'],
    ['${{ steps.shift.outputs.arn }}', 'arn:x'],
    ['${{ steps.shift.outputs.list }}', ['a', 'b']],
    ['${{ steps.shift.outputs.list[1] }}', 'b'],
    ['${{ steps.shift.outputs.nothing }}', null],
    ["${{ join(steps.shift.outputs.list, '+') }}", 'a+b'],
    ["${{ format('{0}-{1}', inputs.to, inputs.percent) }}", 'green-100'],
    ["${{ inputs.percent == 100 && 'all' || 'some' }}", 'all'],
    ["${{ startsWith(inputs.to, 'gr') }}", true],
    ["${{ fromJSON('[1]')[0] }}", 1],
    ["${{ '}}' }}", '}}'],
    ["${{ 'a''b''c' }}", "a'b'c"],
    ['group ${{ inputs.to }} at ${{ inputs.percent }}%', 'group green at 100%'],
    [' ${{ inputs.percent }}', ' 100'],
    ['no expression, $ { { }}', 'no expression, $ { { }}'],
    [7, 7],
    [null, null],
  ])('%j is %j', (value: Json, expected: Json) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('looks into lists and mappings, not into keys', () => {
    expect(resolve({ '${{ inputs.to }}': ['${{ inputs.percent }}', { a: 'x${{ inputs.dry }}' }] })).toEqual({
      '${{ inputs.to }}': [100, { a: 'xfalse' }],
    });
  });

  it('never evaluates a result again', () => {
    expect(resolve('${{ inputs.evil }}')).toBe('${{ install.account }}');
    expect(resolve('a ${{ inputs.evil }}')).toBe('a ${{ install.account }}');
    expect(resolve("${{ format('{0}', inputs.evil) }}")).toBe('${{ install.account }}');
  });

  it.each([
    ['an unknown context', '${{ secrets.TOKEN }}'],
    ['an unknown function', '${{ hashFiles(inputs.to) }}'],
    ['a function of the prototype', '${{ constructor(inputs.to) }}'],
    ['a function of the prototype in other case', '${{ toString(inputs.to) }}'],
    ['a missing input', '${{ inputs.from }}'],
    ['a property of the prototype', '${{ inputs.constructor }}'],
    ['a step that has not run', '${{ steps.later.outputs.arn }}'],
    ['an output that is missing', '${{ steps.shift.outputs.arm }}'],
    ['nothing inside a text', 'x ${{ steps.shift.outputs.nothing }}'],
    ['a list inside a text', 'x ${{ steps.shift.outputs.list }}'],
    ['a result that is no number', "${{ fromJSON('1e999') }}"],
    ['bad JSON', "${{ fromJSON('{') }}"],
    ['a bad format', "${{ format('{0} {1}', inputs.to) }}"],
    ['too few arguments', '${{ contains(inputs.to) }}'],
    ['a missing end', '${{ inputs.to'],
    ['an end inside quotes only', "${{ 'inputs.to }}"],
    ['nothing between the braces', '${{ }}'],
    ['an open bracket', '${{ inputs[ }}'],
    ['a lone operator', '${{ ) }}'],
    ['nesting beyond the limit', `\${{ ${'('.repeat(60)}1${')'.repeat(60)} }}`],
    ['negations beyond the limit', `\${{ ${'!'.repeat(900)}true }}`],
    ['a long expression', `\${{ '${'x'.repeat(1_001)}' }}`],
  ])('refuses %s', (_what, text) => {
    expect(refusal(() => resolve(text)).code).toBe('invalid-expression');
  });

  it('refuses functions that multiply their input without end', () => {
    let source = "'0123456789'";
    for (let level = 0; level < 20; level += 1) source = `format('{0}{0}{0}{0}', ${source})`;
    expect(refusal(() => resolve(`\${{ ${source} }}`)).code).toBe('invalid-expression');
    const long = { ...CONTEXT, inputs: { pattern: '{0}'.repeat(5_000), value: 'x'.repeat(MAX_RESULT) } };
    const bomb = '${{ format(inputs.pattern, inputs.value) }}';
    expect(refusal(() => resolveExpressions(bomb, long)).code).toBe('invalid-expression');
  });

  it('refuses values that nest without end', () => {
    let value: Json = 'x';
    for (let level = 0; level < 1_000; level += 1) value = [value];
    expect(refusal(() => resolve(value)).code).toBe('invalid-value');
  });

  it('hides the people of an install', () => {
    expect(Object.keys(CONTEXT.install)).toEqual([
      'name',
      'account',
      'region',
      'partition',
      'environment',
      'resources',
    ]);
  });
});

describe('finding the steps that a value refers to', () => {
  it.each<[Json, readonly string[]]>([
    ['${{ inputs.to }}', []],
    ['${{ steps.a.outputs.x }}', ['a']],
    [{ one: '${{ steps.a.outputs.x }} ${{ steps.b.outputs.x }}', two: ["${{ steps['a'].outputs.y }}"] }, ['a', 'b']],
    ["${{ format('{0}', inputs.to && steps.c.outputs.x) }}", ['c']],
    ['${{ steps.a.outputs.list[steps.b.outputs.index] }}', ['a', 'b']],
    ["${{ 'steps.a.outputs.x' }}", []],
    [7, []],
  ])('%j: %j', (value, ids) => {
    expect(referencedSteps(value)).toEqual(ids);
  });
});

describe('parameters that turn out wrong once they are resolved', () => {
  it.each<[string, Json, string]>([
    ['a text for a number', '50', 'wrong-type'],
    ['a number out of range', 101, 'out-of-range'],
  ])('refuses %s at the line of the playbook', (_what, percent, code) => {
    const [step] = samplePlaybook().steps;
    if (step === undefined) throw new Error('the sample has a step');
    const inputs = { listener: 'arn:l', to: 'arn:t', percent };
    const params = resolveExpressions(step.with, { inputs, install: CONTEXT.install });
    const [problem] = validateParams(step.uses, params, registry);
    if (problem === undefined) throw new Error('the parameters are accepted');
    const { at } = problemIn(step, problem);
    expect(problem.code).toBe(code);
    expect(`${at?.line}:${at?.column}`).toBe('17:82');
  });
});
