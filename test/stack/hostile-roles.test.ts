import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Role } from '../../action/domain/documents.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import type { StackInput } from '../../action/stack/input.ts';
import { buildTemplate } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { deploy } from './deployment.ts';
import { sampleInput, starterRole } from './samples.ts';
import { readTemplate, statementsOf } from './template-file.ts';

/** Each tries to become something else than text: structure, a function, a comment, another type. */
const TEXTS: readonly string[] = [
  'x: y',
  '- x',
  '# x',
  'x # y',
  '"',
  "'",
  '!Ref AWS::AccountId',
  '!Sub ${AWS::AccountId}',
  '${AWS::AccountId}',
  '${!x}',
  '$',
  '{{resolve:ssm:secret}}',
  '{"Ref":"AWS::AccountId"}',
  '&a x',
  '*a',
  '<<',
  '---',
  '...',
  '%YAML 1.1',
  'on',
  'no',
  'null',
  '~',
  '0123',
  '1:30',
  '1_000',
  '2012-10-17',
  '0x1F',
  '1e3',
  '=',
  '[a, b]',
  '? x',
  '| x',
  '> x',
  '@x',
  '`x',
  '\\n',
  'x\\"y',
  '<b>x</b>',
  'Ünïcödé 漢字 😀',
  'trailing  blanks',
  'a'.repeat(100),
];
const LONG = 'and it goes on for so long that it is written over several lines, as every sentence of some length is';

function written(role: Role): string {
  return writeTemplate(buildTemplate(sampleInput([role])));
}

function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof BreakglassError) return error.code;
    throw error;
  }
  return 'taken';
}

const PLAIN = starterRole();
const statement = (changes: Partial<Role['statements'][number]>): Role => ({
  ...PLAIN,
  serves: [],
  statements: [{ access: 'read', actions: ['lambda:ListFunctions'], resources: ['*'], conditions: {}, ...changes }],
});

describe("what people write into a role's title and description", () => {
  test.each(TEXTS)('stays text: %s', (text) => {
    const role = { ...PLAIN, title: text, description: `${text} ${LONG}\n${text}\n\n  ${text}: ${LONG}\n` };
    const file = written(role);
    const template = readTemplate(file);
    expect(template).toEqual(buildTemplate(sampleInput([role])).document);
    expect(template.Parameters['EnableLoadBalancer']?.['Description']).toContain(role.description);
    const bare = readTemplate(written({ ...PLAIN, title: 'x', description: 'x' }));
    expect(template.Resources).toEqual(bare.Resources);
    expect(template.Conditions).toEqual(bare.Conditions);
    expect(deploy(template, { EnableLoadBalancer: 'true' })).toEqual(deploy(bare, { EnableLoadBalancer: 'true' }));
  });

  test.each([
    '\u0000',
    '\u0007',
    '\u001b[2J',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\ud800',
  ])('is refused with a character that cannot be seen (%j)', (character) => {
    expect(refusal(() => written({ ...PLAIN, title: `a${character}b` }))).toBe('control-character');
    expect(refusal(() => written({ ...PLAIN, description: `a${character}b` }))).toBe('control-character');
  });

  test('cannot end the comment that it stands in', () => {
    const file = written({ ...PLAIN, title: 'x\nResources:\r  Evil:\n    Type: AWS::IAM::User' });
    expect(Object.keys(readTemplate(file).Resources)).toEqual(Object.keys(readTemplate(written(PLAIN)).Resources));
    expect(file).toContain('# x Resources: Evil: Type: AWS::IAM::User');
  });
});

describe("what people write into a role's statements", () => {
  test.each(TEXTS.filter((text) => !text.includes('{{')))('stays text in a condition: %s', (text) => {
    const file = written(
      statement({ conditions: { StringLike: { 'aws:PrincipalTag/team': [text, `${text} ${LONG}`] } } }),
    );
    const policy = deploy(readTemplate(file), { EnableLoadBalancer: 'true' }).resources['LoadBalancerPolicy']
      ?.Properties;
    expect(statementsOf(policy?.['PolicyDocument'])[0]?.['Condition']).toEqual({
      StringEquals: { 'aws:RequestedRegion': 'us-east-1' },
      StringLike: { 'aws:PrincipalTag/team': [text, `${text} ${LONG}`] },
    });
  });

  test('is refused where CloudFormation would call a function, or look up a secret', () => {
    const conditions: readonly Role['statements'][number]['conditions'][] = [
      { Ref: { 'aws:PrincipalTag/team': 'x' } },
      { Condition: { 'aws:PrincipalTag/team': 'x' } },
      { 'Fn::Sub': { 'aws:PrincipalTag/team': 'x' } },
      { 'Fn::If': { 'aws:PrincipalTag/team': ['SwitchedOff', 'x', 'y'] } },
      { StringEquals: { Ref: 'AWS::AccountId' } },
      { StringEquals: { 'Fn::Sub': '${AWS::AccountId}' } },
      { StringEquals: { 'aws:PrincipalTag/{{resolve:ssm:x}}': 'x' } },
      { StringEquals: { 'aws:PrincipalTag/team': '{{resolve:secretsmanager:x}}' } },
      { StringEquals: { 'aws:PrincipalTag/team': ['x', '{{resolve:ssm:x}}'] } },
    ];
    for (const each of conditions)
      expect(
        refusal(() => written(statement({ conditions: each }))),
        JSON.stringify(each),
      ).toBe('invalid-value');
  });

  test('is refused in a resource that holds a variable or a secret', () => {
    for (const end of ['${aws:username}', '${AWS::Region}', '${!x}', '$', '{{resolve:ssm:x}}']) {
      expect(
        refusal(() => written(statement({ resources: [`arn:*:lambda:*:*:function:${end}`] }))),
        end,
      ).toBe('invalid-value');
    }
  });
});

describe('facts of a repository that are not of their form', () => {
  const FACTS: readonly (readonly [string, (input: StackInput) => StackInput])[] = [
    [
      'a subject of any environment',
      (input) => ({ ...input, trust: { ...input.trust, subjects: ['repo:acme/break-glass:environment:x'] } }),
    ],
    ['a subject with a wildcard', (input) => ({ ...input, trust: { ...input.trust, subjects: ['repo:acme/*'] } })],
    [
      'a second subject of a variable',
      (input) => ({ ...input, trust: { ...input.trust, subjects: ['repo:a/b', 'repo:${aws:x}/b'] } }),
    ],
    ['a ref that is no branch', (input) => ({ ...input, trust: { ...input.trust, ref: 'refs/pull/1/merge' } })],
    ['a ref with a wildcard', (input) => ({ ...input, trust: { ...input.trust, ref: 'refs/heads/*' } })],
    ['a workflow at a branch', (input) => ({ ...input, trust: { ...input.trust, workflowRef: 'refs/heads/main' } })],
    ['a repository id that is no number', (input) => ({ ...input, trust: { ...input.trust, repositoryId: '*' } })],
    ['an audience with a wildcard', (input) => ({ ...input, trust: { ...input.trust, audience: '*' } })],
    [
      'a repository with a line break',
      (input) => ({ ...input, trust: { ...input.trust, repository: 'acme/x\nResources: {}' } }),
    ],
    [
      'an environment with a colon',
      (input) => ({ ...input, install: { ...input.install, environment: 'x:ref:refs/heads/main' } }),
    ],
  ];

  test.each(FACTS)('are refused: %s', (_, change) => {
    expect(refusal(() => buildTemplate(change(sampleInput())))).toBe('invalid-value');
  });
});

test('what nothing is wrong with is taken', () => {
  expect(refusal(() => parse(written(PLAIN), { logLevel: 'silent' }))).toBe('taken');
});
