import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCode } from '../world.ts';
import { type Account, outputs, refusal, startAccount } from './account.ts';
import { template, valueTemplate } from './templates.ts';

let account: Account;
let count = 0;

beforeAll(async () => {
  account = await startAccount();
});
afterAll(async () => account.close());

const DECLARATIONS = `Parameters:
  Text: { Type: String, Default: some text }
  Empty: { Type: String, Default: '' }
  List: { Type: CommaDelimitedList, Default: 'one, two ,three' }
Conditions:
  Always: !Equals [a, a]
  Never: !Not [!Condition Always]
  Both: !And [!Condition Always, !Equals [!Ref Text, some text]]
  One: !Or [!Condition Never, !Equals [!Join ['', !Ref List], onetwothree]]
  Region: !Equals [!Select ['0', !Split ['-', !Ref AWS::Region]], us]`;

async function value(text: string, parameters: Readonly<Record<string, string>> = {}): Promise<string | undefined> {
  count += 1;
  const Parameters = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  const stack = await account.create(valueTemplate(text, DECLARATIONS), { StackName: `value-${count}`, Parameters });
  expect(stack.StackStatus).toBe('CREATE_COMPLETE');
  return outputs(stack)['Value'];
}

describe('a value of a template', () => {
  it.each([
    ['!Ref Text', 'some text'],
    ['{ Ref: Text }', 'some text'],
    ['!Ref AWS::Partition', 'aws'],
    ['!Ref AWS::AccountId', '123456789012'],
    ['!Ref AWS::Region', 'us-east-1'],
    ['!Ref AWS::URLSuffix', 'amazonaws.com'],
    ["!Join ['|', !Ref List]", 'one|two|three'],
    ["!Join ['', [a, !Ref Text, 1, true]]", 'asome text1true'],
    ["!Join [',', [a, !Ref AWS::NoValue, b]]", 'a,b'],
    ['!Select [1, !Ref List]', 'two'],
    ["!Select [!Sub '2', !Ref List]", 'three'],
    ["!Select [1, !Split [':', 'a:b:c']]", 'b'],
    ["!Select [0, !Split [',', !Join [',', [!Join [',', !Ref List], !Join [',', !Ref List]]]]]", 'one'],
    ["!Sub 'in ${AWS::Region}: ${Text}'", 'in us-east-1: some text'],
    ["!Sub '${!Text} is not ${!aws:PrincipalTag/x}'", '${Text} is not ${aws:PrincipalTag/x}'],
    ["!Sub ['${a}-${b}-${Text}', { a: !Ref Empty, b: !Select [0, !Ref List] }]", '-one-some text'],
    ["{ 'Fn::Sub': ['${a}', { a: { 'Fn::Join': ['+', [x, z]] } }] }", 'x+z'],
    ['!Ref Topic', 'arn:aws:sns:us-east-1:123456789012:topic'],
    ['!GetAtt Topic.TopicName', 'topic'],
    ["{ 'Fn::GetAtt': [Topic, TopicName] }", 'topic'],
    ["!Sub '${Topic.TopicName} of ${Topic}'", 'topic of arn:aws:sns:us-east-1:123456789012:topic'],
    ['!If [Always, yes it does, !Select [9, !Ref List]]', 'yes it does'],
    ['!If [Never, a, b]', 'b'],
    ['!If [Both, a, b]', 'a'],
    ['!If [One, a, b]', 'a'],
    ["{ 'Fn::If': [Region, a, b] }", 'a'],
    ['12', '12'],
    ['true', 'true'],
    ['2012-10-17', '2012-10-17'],
  ])('%s is %s', async (text, expected) => {
    expect(await value(text)).toBe(expected);
  });

  it('comes from the parameters that are given', async () => {
    expect(await value('!Join [+, !Ref List]', { List: 'x,y' })).toBe('x+y');
    expect(await value('!If [Both, a, b]', { Text: 'other' })).toBe('b');
  });

  it('names its own stack', async () => {
    expect(await value("!Sub '${AWS::StackName} ${AWS::StackId}'")).toMatch(
      /^value-\d+ arn:aws:cloudformation:us-east-1:123456789012:stack\/value-\d+\/[0-9a-f-]{36}$/,
    );
  });
});

describe('CloudFormation refuses a value', () => {
  it.each([
    ['Fn::Base64', 'of a function that it does not know', "{ 'Fn::Base64': x }"],
    ['!ImportValue', 'of a YAML tag that it does not know', '!ImportValue x'],
    ['beside other keys', 'of a function beside another key', "{ 'Fn::Sub': x, Other: z }"],
    ['[Nobody]', 'that refers to nothing', '!Ref Nobody'],
    ['[Nobody]', 'that substitutes nothing', "!Sub '${Nobody}'"],
    ['[aws:userid]', 'that substitutes a variable of IAM', "!Sub '${aws:userid}'"],
    ['variable names', 'that substitutes what is no name', "!Sub '${a b}'"],
    ['does not use', 'with a substitute that is not used', "!Sub ['a', { b: c }]"],
    ['does not support attribute type Arn', 'that is an attribute which is not there', '!GetAtt Topic.Arn'],
    ['condition dependency Nobody', 'that asks an unknown condition', '!If [Nobody, a, b]'],
    ['list of 3', 'of a branch too few', '!If [Always, a]'],
    ['nonexistent value at index 3', 'beyond the end of a list', '!Select [3, !Ref List]'],
    ['nonexistent value at index -1', 'before the start of a list', '!Select [-1, !Ref List]'],
    ['requires a list', 'selected from a text', '!Select [0, !Ref Text]'],
    ['requires strings', 'that is a list where a text belongs', "!Sub '${List}'"],
    ['list of strings', 'joined from a text', "!Join ['', !Ref Text]"],
    ["'null' values", 'that is null', 'null'],
    ["'null' values", 'that is nothing', ''],
    ['dynamic references', 'that is taken from a secret', "'{{resolve:secretsmanager:x}}'"],
    ['dynamic references', 'that would be taken from a secret', "!Sub '{{${AWS::Region}}} {{resolve:${Text}}}'"],
    ['read differently', 'that is an octal number', '0123'],
    ['read differently', 'that is a time of day to some', '12:30:45'],
    ['read differently', 'that is a boolean to some', 'on'],
    ['read differently', 'that is a fraction', '1.50'],
    ['alias', 'of an alias', '*a'],
    ['anchors', 'of an anchor', '&a x'],
  ])('for %s: %s', async (why, _title, text) => {
    const call = account.create(valueTemplate(text, DECLARATIONS), { StackName: 'refused' });
    expect(await refusal(call)).toContain(why);
    expect(await errorCode(account.describe('refused'))).toBe('ValidationError');
  });

  it('that a parameter fills with a look-up of a secret', async () => {
    const topic = template(
      `Topic:
  Type: AWS::SNS::Topic
  Properties: { TopicName: !Ref Name }`,
      'Parameters: { Name: { Type: String } }',
    );
    const Parameters = [{ ParameterKey: 'Name', ParameterValue: '{{resolve:ssm:x}}' }];
    const stack = await account.create(topic, { StackName: 'look-up', Parameters });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  });
});

describe('a condition is refused', () => {
  it.each([
    ['must be a condition function', 'that is no function', 'true'],
    ['must be a condition function', 'of an unknown function', "{ 'Fn::Contains': [[a], a] }"],
    ['is one function', 'of two functions', "{ 'Fn::Equals': [a, a], 'Fn::Not': [] }"],
    ['Cannot reference resources', 'that looks at a resource', '!Equals [!Ref Topic, a]'],
    ['Fn::GetAtt', "that looks at a resource's attribute", '!Equals [!GetAtt Topic.TopicName, a]'],
    ['list of 2', 'that compares one value', '!Equals [a]'],
    ['requires strings', 'that compares a list', '!Equals [!Ref List, a]'],
    ['2 to 10', 'of one operand', '!And [!Condition Always]'],
    ['condition dependency Nobody', 'that names an unknown one', '!Not [!Condition Nobody]'],
    ['Circular', 'that names itself', '!Not [!Condition Broken]'],
  ])('for %s: %s', async (why, _title, text) => {
    const broken = valueTemplate('x', `${DECLARATIONS}\n  Broken: ${text}`);
    expect(await refusal(account.create(broken, { StackName: 'refused' }))).toContain(why);
  });
});
