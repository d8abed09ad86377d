import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Fields, isFields, type Value } from '../../action/stack/intrinsic.ts';
import { buildHomeRegionTemplate, buildTemplate, type Template } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { MANY, sampleInput, VARIED } from './samples.ts';
import { type Resource, readTemplate, type TemplateFile } from './template-file.ts';

type Spec = Awaited<ReturnType<typeof loadAwsServiceSpec>>;
type Properties = ReturnType<typeof resourceSpec>['properties'];
type PropertyType = Properties[string]['type'];

let spec: Spec;
beforeAll(async () => {
  spec = await loadAwsServiceSpec();
});

function resourceSpec(type: string) {
  const [found] = spec.lookup('resource', 'cloudFormationType', 'equals', type);
  if (found === undefined) throw new Error(`CloudFormation knows no ${type}`);
  return found;
}

/** What CloudFormation's published schema says against a resource. */
function problems({ Type, Properties }: Resource): readonly string[] {
  return objectProblems(resourceSpec(Type).properties, Properties, Type);
}

function objectProblems(properties: Properties, given: Fields, path: string): readonly string[] {
  const missing = Object.entries(properties).flatMap(([name, { required }]) =>
    required === true && given[name] === undefined ? [`${path}/${name} is missing`] : [],
  );
  const present = Object.entries(given).flatMap(([name, value]) => {
    const property = properties[name];
    return property === undefined
      ? [`${path}/${name} is unknown`]
      : valueProblems(property.type, value, `${path}/${name}`);
  });
  return [...missing, ...present];
}

function valueProblems(type: PropertyType, value: Value, path: string): readonly string[] {
  const wrong = [`${path} is not of type ${type.type}`];
  if (isFields(value) && 'Fn::If' in value) {
    const [, ...branches] = value['Fn::If'] as readonly Value[];
    return branches.flatMap((each) => (isNoValue(each) ? [] : valueProblems(type, each, path)));
  }
  // What a function comes to is known when the stack is deployed: texts alone, here.
  if (isCall(value)) return type.type === 'string' || type.type === 'union' ? [] : wrong;
  switch (type.type) {
    case 'string': {
      const allowed = 'allowedValues' in type ? type.allowedValues : undefined;
      if (typeof value !== 'string') return wrong;
      return allowed === undefined || allowed.includes(value) ? [] : [`${path} takes no ${value}`];
    }
    case 'number':
    case 'integer':
      return typeof value === 'number' ? [] : wrong;
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong;
    case 'json':
      return isFields(value) ? [] : wrong;
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((each: Value, index) => valueProblems(type.element, each, `${path}/${index}`))
        : wrong;
    case 'map':
      return isFields(value)
        ? Object.entries(value).flatMap(([key, each]) => valueProblems(type.element, each, `${path}/${key}`))
        : wrong;
    case 'tag':
      return isFields(value) && Object.keys(value).join() === 'Key,Value' ? [] : wrong;
    case 'ref':
      return isFields(value)
        ? objectProblems(spec.get('typeDefinition', type.reference.$ref).properties, value, path)
        : wrong;
    case 'union':
      return type.types.some((each) => valueProblems(each, value, path).length === 0) ? [] : wrong;
    default:
      return [`${path} is of type ${type.type}, which this check does not know`];
  }
}

function isNoValue(value: Value): boolean {
  return isFields(value) && value['Ref'] === 'AWS::NoValue';
}

function isCall(value: Value): boolean {
  const [name, ...more] = isFields(value) ? Object.keys(value) : [];
  return name !== undefined && more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}

const TEMPLATES: Readonly<Record<string, Template | undefined>> = {
  starter: buildTemplate(sampleInput()),
  'varied roles': buildTemplate(sampleInput(VARIED)),
  'many roles': buildTemplate(sampleInput(MANY)),
  'China, away from its home Region': buildTemplate(sampleInput(undefined, 'cn-northwest-1')),
  'alerts of the home Region': buildHomeRegionTemplate(sampleInput(undefined, 'eu-central-1')),
};

function fileOf(name: string): TemplateFile {
  const template = TEMPLATES[name];
  if (template === undefined) throw new Error(`there is no template for ${name}`);
  return readTemplate(writeTemplate(template));
}

describe.each(Object.keys(TEMPLATES))('the template: %s', (name) => {
  test('holds only resources that CloudFormation knows, with the properties it asks for, of the types it takes', () => {
    const { Resources } = fileOf(name);
    expect(Object.keys(Resources).length).toBeGreaterThan(4);
    expect(Object.values(Resources).flatMap((resource) => problems(resource))).toEqual([]);
  });

  test('asks of a resource only attributes that it has', () => {
    const { Resources, ...rest } = fileOf(name);
    const asked = [
      ...JSON.stringify({ Resources, ...rest }).matchAll(
        /"Fn::GetAtt":\["([^"]*)","([^"]*)"\]|\$\{([A-Za-z0-9]+)\.([A-Za-z]+)\}/g,
      ),
    ];
    for (const [, resource = '', attribute = '', other = '', otherAttribute = ''] of asked) {
      const { Type } = Resources[resource === '' ? other : resource] ?? { Type: 'nothing' };
      expect(Object.keys(resourceSpec(Type).attributes), Type).toContain(attribute === '' ? otherAttribute : attribute);
    }
  });

  test('holds no wording where a change of it would replace the resource, which a name of its own forbids', () => {
    for (const { Type, Properties } of Object.values(fileOf(name).Resources)) {
      const replacing = Object.entries(resourceSpec(Type).properties).flatMap(([key, { causesReplacement }]) =>
        causesReplacement === undefined || causesReplacement === 'no' ? [] : [key],
      );
      for (const key of replacing) expect(JSON.stringify(Properties[key] ?? ''), `${Type}/${key}`).not.toContain(' ');
    }
  });
});

describe('the check itself', () => {
  const role = (): Fields => ({ ...fileOf('starter').Resources['LoadBalancerRole']?.Properties });
  const BROKEN: Readonly<Record<string, readonly [Fields, string]>> = {
    'an unknown property': [{ Rolename: 'x' }, 'Rolename is unknown'],
    'a number as text': [{ MaxSessionDuration: '3600' }, 'MaxSessionDuration is not of type integer'],
    'a text as list': [{ ManagedPolicyArns: 'x' }, 'ManagedPolicyArns is not of type array'],
    'a tag without value': [{ Tags: [{ Key: 'x' }] }, 'Tags/0 is not of type tag'],
  };

  test.each(Object.keys(BROKEN))('finds %s', (name) => {
    const [changes, message] = BROKEN[name] ?? [{}, ''];
    expect(problems({ Type: 'AWS::IAM::Role', Properties: { ...role(), ...changes } })).toEqual([
      `AWS::IAM::Role/${message}`,
    ]);
  });

  test('finds a missing property, a value that is not allowed, and an unknown property of a nested type', () => {
    const { AssumeRolePolicyDocument: _, ...without } = role();
    expect(problems({ Type: 'AWS::IAM::Role', Properties: without })).toEqual([
      'AWS::IAM::Role/AssumeRolePolicyDocument is missing',
    ]);
    const rule = { ...fileOf('starter').Resources['AlertOnUse']?.Properties };
    expect(problems({ Type: 'AWS::Events::Rule', Properties: { ...rule, State: 'ON' } })).toEqual([
      'AWS::Events::Rule/State takes no ON',
    ]);
    expect(
      problems({ Type: 'AWS::Events::Rule', Properties: { ...rule, Targets: [{ Id: 'x', Arn: 'y', Inputs: 'z' }] } }),
    ).toEqual(['AWS::Events::Rule/Targets/0/Inputs is unknown']);
  });
});
