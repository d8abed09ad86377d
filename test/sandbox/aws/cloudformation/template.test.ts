import { ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCode } from '../world.ts';
import { type Account, outputs, refusal, startAccount } from './account.ts';
import { SWITCHED, template, valueTemplate } from './templates.ts';

let account: Account;

beforeAll(async () => {
  account = await startAccount();
});
afterAll(async () => account.close());

const TOPIC = `Topic:
  Type: AWS::SNS::Topic`;
const PARAMETERS = `Parameters:
  Free: { Type: String, Default: '' }
  Must: { Type: String }
  Switch: { Type: String, Default: 'off', AllowedValues: ['off', 'on'] }
  Short: { Type: String, Default: abc, MinLength: 2, MaxLength: 3 }
  Refs: { Type: CommaDelimitedList, Default: 'v1,v2', AllowedPattern: 'v[0-9]+', ConstraintDescription: only tags }`;

describe('a template is refused', () => {
  it.each([
    ['YAML not well-formed', 'that is no YAML', 'a: [b'],
    ['JSON not well-formed', 'that is no JSON', '{"Resources": '],
    ['not an object', 'that is a list', '- a'],
    ["'null' values", 'that is empty', ' '],
    ['unique', 'with a key twice', `${template(TOPIC)}Resources: {}`],
    [
      'duplicate key',
      'with a key twice in JSON',
      '{"Resources": {"T": {"Type": "AWS::SNS::Topic", "Type": "AWS::SNS::Topic"}}}',
    ],
    ['merge keys', 'with a merge key', template(`${TOPIC}\n  <<: { Condition: x }`)],
    ['multiple documents', 'of two documents', `${template(TOPIC)}---\n{}`],
    ['At least one Resources member', 'without resources', 'Description: x'],
    ['/Mappings', 'with an unknown section', template(TOPIC, 'Mappings: {}')],
    ['/Transform', 'with a transform', template(TOPIC, 'Transform: AWS::Serverless-2016-10-31')],
    ['2020-01-01', 'of another format version', template(TOPIC).replace('2010-09-09', '2020-01-01')],
    ['AWS::S3::Bucket', 'with an unknown type', template('X: { Type: AWS::S3::Bucket }')],
    ['Custom::X', 'with a custom type', template('X: { Type: Custom::X }')],
    ['CreationPolicy', 'with an unknown attribute', template(`${TOPIC}\n  CreationPolicy: {}`)],
    ['unsupported property Name', 'with an unknown property', template(`${TOPIC}\n  Properties: { Name: x }`)],
    [
      'unsupported property Name',
      'with an unknown property of what is never made',
      template(`${TOPIC}\n  Condition: Never\n  Properties: { Name: x }`, "Conditions: { Never: !Equals ['', x] }"),
    ],
    ['Snapshot', 'with an unknown deletion policy', template(`${TOPIC}\n  DeletionPolicy: Snapshot`)],
    ['non alphanumeric', 'with a name that is not alphanumeric', template(TOPIC.replace('Topic:', 'My-Topic:'))],
    ['[Nobody]', 'that depends on nothing', template(`${TOPIC}\n  DependsOn: Nobody`)],
    ['[Topic]', 'that depends on itself', template(`${TOPIC}\n  DependsOn: Topic`)],
    [
      '[Other]',
      'that depends on what is not made',
      template(`${TOPIC}\n  DependsOn: Other\nOther: { Type: AWS::SNS::Topic, Condition: Never }`, never()),
    ],
    [
      '[Other]',
      'that refers to what is not made',
      template(
        `${TOPIC}\n  Properties: { TopicName: !Ref Other }\nOther: { Type: AWS::SNS::Topic, Condition: Never }`,
        never(),
      ),
    ],
    [
      'Circular',
      'that goes round in a circle',
      template(`${TOPIC}\n  DependsOn: B\nB: { Type: AWS::SNS::Topic, DependsOn: Topic }`),
    ],
    ['Export', 'with an export', valueTemplate('x\n    Export: { Name: z }')],
    ['Value object', 'with an output without a value', template(TOPIC, 'Outputs: { X: { Description: z } }')],
    ['Number', 'with a parameter of another type', template(TOPIC, 'Parameters: { X: { Type: Number } }')],
    ['NoEcho', 'with an unknown constraint', template(TOPIC, 'Parameters: { X: { Type: String, NoEcho: true } }')],
    [
      'AllowedPattern',
      'with a pattern that is none',
      template(TOPIC, "Parameters: { X: { Type: String, AllowedPattern: '(' } }"),
    ],
    [
      'AllowedValues',
      'with a default that is not allowed',
      template(TOPIC, 'Parameters: { X: { Type: String, AllowedValues: [a], Default: b } }'),
    ],
    ['51200', 'that is longer than a request takes', `${template(TOPIC)}# ${'x'.repeat(51_200)}`],
  ])('for %s: %s', async (why, _title, text) => {
    expect(await refusal(account.create(text, { StackName: 'refused' }))).toContain(why);
  });
});

describe('parameters are refused', () => {
  const refuse = async (...pairs: readonly (readonly [string, string])[]): Promise<string> => {
    const Parameters = pairs.map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
    return refusal(account.create(template(TOPIC, PARAMETERS), { StackName: 'refused', Parameters }));
  };

  it.each<[string, string, readonly (readonly [string, string])[]]>([
    ['[Must] must have values', 'when one is missing', []],
    [
      '[Nobody] do not exist',
      'when one is unknown',
      [
        ['Must', 'x'],
        ['Nobody', 'x'],
      ],
    ],
    [
      'Duplicate',
      'when one stands twice',
      [
        ['Must', 'x'],
        ['Must', 'y'],
      ],
    ],
    [
      'AllowedValues',
      'outside the values',
      [
        ['Must', 'x'],
        ['Switch', 'ON'],
      ],
    ],
    [
      'at least 2',
      'below the length',
      [
        ['Must', 'x'],
        ['Short', 'a'],
      ],
    ],
    [
      'at most 3',
      'beyond the length',
      [
        ['Must', 'x'],
        ['Short', 'abcd'],
      ],
    ],
    [
      'only tags',
      'that match the pattern in part',
      [
        ['Must', 'x'],
        ['Refs', 'v1,v2x'],
      ],
    ],
    [
      'only tags',
      'that are empty where a pattern is',
      [
        ['Must', 'x'],
        ['Refs', ''],
      ],
    ],
  ])('for %s: %s', async (why, _title, pairs) => {
    expect(await refuse(...pairs)).toContain(why);
  });

  it('that keep a previous value of a stack that was never there', async () => {
    const Parameters = [{ ParameterKey: 'Must', UsePreviousValue: true }];
    const call = account.create(template(TOPIC, PARAMETERS), { StackName: 'refused', Parameters });
    expect(await errorCode(call)).toBe('ValidationError');
  });
});

describe('a template', () => {
  it('may be JSON', async () => {
    const json = {
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::Sub': '${AWS::StackName}-x' } } },
      },
      Outputs: { Value: { Value: { 'Fn::GetAtt': ['Topic', 'TopicName'] } } },
    };
    const stack = await account.create(JSON.stringify(json), { StackName: 'json' });
    expect(outputs(stack)).toEqual({ Value: 'json-x' });
  });

  it('of which no condition holds makes an empty stack', async () => {
    const stack = await account.create(template(`${TOPIC}\n  Condition: Never`, never()), { StackName: 'empty' });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(await account.resources('empty')).toEqual([]);
  });

  it('makes what the metadata of a resource refers to before it', async () => {
    const text = template(
      `A:
  Type: AWS::SNS::Topic
  Metadata: { After: !If [Always, !Ref B, ''] }
B: { Type: AWS::SNS::Topic }`,
      'Conditions: { Always: !Equals [a, a] }',
    );
    await account.create(text, { StackName: 'metadata' });
    const created = (await account.events('metadata')).filter(
      ({ ResourceStatus: status }) => status === 'CREATE_COMPLETE',
    );
    expect(created.map(({ LogicalResourceId: id }) => id)).toEqual(['metadata', 'A', 'B']);
  });

  it('is validated without being deployed', async () => {
    const command = new ValidateTemplateCommand({ TemplateBody: SWITCHED });
    const answer = await account.cloudformation().send(command);
    expect(answer.Capabilities).toEqual(['CAPABILITY_NAMED_IAM']);
    expect(answer.Parameters?.map(({ ParameterKey: key }) => key)).toEqual([
      'Enable',
      'KillSwitch',
      'Seconds',
      'Actions',
    ]);
    const broken = new ValidateTemplateCommand({ TemplateBody: template('X: { Type: Y }') });
    expect(await errorCode(account.cloudformation().send(broken))).toBe('ValidationError');
  });
});

function never(): string {
  return "Conditions: { Never: !Equals ['', x] }";
}
