import { describe, expect, test } from 'vitest';
import { isFields } from '../../action/stack/intrinsic.ts';
import { buildHomeRegionTemplate, buildTemplate } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { MANY, sampleInput, VARIED } from './samples.ts';
import { readTemplate, type TemplateFile, walk } from './template-file.ts';

const PSEUDO = ['AWS::AccountId', 'AWS::NoValue', 'AWS::Partition'];

/** The names that a template refers to: parameters and resources, and conditions. */
function referred({ Conditions, Resources, Outputs }: TemplateFile): {
  readonly names: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
} {
  const names = new Set<string>();
  const conditions = new Set<string>();
  for (const [path, value] of walk(JSON.parse(JSON.stringify({ Conditions, Resources, Outputs })))) {
    if (!isFields(value)) continue;
    if (typeof value['Ref'] === 'string') names.add(value['Ref']);
    const { 'Fn::GetAtt': attribute, 'Fn::Sub': substituted, 'Fn::If': choice, Condition: condition } = value;
    if (Array.isArray(attribute)) names.add(String(attribute[0]));
    if (Array.isArray(choice)) conditions.add(String(choice[0]));
    if (typeof condition === 'string' && /^\/(Conditions|(Resources|Outputs)\/[^/]+$)/.test(path))
      conditions.add(condition);
    const [text = '', own = {}] = Array.isArray(substituted) ? substituted : [substituted ?? ''];
    for (const [, name = ''] of String(text).matchAll(/\$\{([^}!.]+)[^}]*\}/g)) {
      if (!Object.hasOwn(own as object, name)) names.add(name);
    }
  }
  return { names, conditions };
}

const TEMPLATES = {
  starter: buildTemplate(sampleInput()),
  'varied roles': buildTemplate(sampleInput(VARIED)),
  'twelve roles': buildTemplate(sampleInput(MANY)),
  'away from the home Region': buildTemplate(sampleInput(undefined, 'us-gov-east-1')),
  'alerts of the home Region': buildHomeRegionTemplate(sampleInput(undefined, 'us-gov-east-1')),
};

describe.each(Object.entries(TEMPLATES))('the template: %s', (_, template) => {
  const file = readTemplate(template === undefined ? '' : writeTemplate(template));
  const { names, conditions } = referred(file);
  const parameters = Object.keys(file.Parameters);

  test('refers only to what it has', () => {
    const known = new Set([...parameters, ...Object.keys(file.Resources), ...PSEUDO]);
    expect([...names].filter((name) => !known.has(name))).toEqual([]);
    expect([...conditions].filter((name) => !Object.hasOwn(file.Conditions, name))).toEqual([]);
  });

  test('has no parameter and no condition that nothing asks', () => {
    expect(parameters.filter((name) => !names.has(name))).toEqual([]);
    expect(Object.keys(file.Conditions).filter((name) => !conditions.has(name))).toEqual([]);
  });

  test('shows every parameter in the console once, with a label, a description and a default', () => {
    const form = file.Metadata['AWS::CloudFormation::Interface'] as unknown as {
      readonly ParameterGroups: readonly { readonly Parameters: readonly string[] }[];
      readonly ParameterLabels: Readonly<Record<string, { readonly default: string }>>;
    };
    expect(form.ParameterGroups.flatMap(({ Parameters }) => Parameters).toSorted()).toEqual(parameters.toSorted());
    expect(Object.keys(form.ParameterLabels).toSorted()).toEqual(parameters.toSorted());
    for (const { Default, Description, AllowedValues, AllowedPattern, ConstraintDescription } of Object.values(
      file.Parameters,
    )) {
      expect(Default).toBeTypeOf('string');
      expect(String(Description).length).toBeGreaterThan(20);
      expect(AllowedValues !== undefined || (AllowedPattern !== undefined && ConstraintDescription !== undefined)).toBe(
        true,
      );
    }
  });
});
