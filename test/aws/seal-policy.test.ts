import { describe, expect, it } from 'vitest';
import { type Deny, denyDocument, denyPolicyName, readDeny, sameDocument } from '../../action/aws/seal-policy.ts';
import { parsePolicy } from '../../action/policy/document.ts';
import { evaluate } from '../../action/policy/evaluate.ts';
import { codeOf } from '../commands/customer.ts';

const UNTIL = Date.UTC(2026, 10, 21, 4, 11, 15);
const DENY: Deny = { session: 'inc-4711-42', sessionName: 'inc-4711-42.0123456789abcdef', until: UNTIL };
const NAME = 'bg-seal-inc-4711-42';
const text = denyDocument(DENY);

describe('the deny of a session', () => {
  it('is named by it, and says in its statement when it may be taken off', () => {
    expect([denyPolicyName(DENY.session), JSON.parse(text)]).toEqual([
      NAME,
      {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Until20261121T041115Z',
            Effect: 'Deny',
            Action: '*',
            Resource: '*',
            Condition: { StringLike: { 'aws:userid': '*:inc-4711-42.0123456789abcdef' } },
          },
        ],
      },
    ]);
  });

  it('is not to be taken off a part of a second too early', () => {
    expect(denyDocument({ ...DENY, until: UNTIL + 1 })).toContain('Until20261121T041116Z');
  });

  it('fits the name that IAM takes, for the longest id of a session', () => {
    expect(denyPolicyName('x'.repeat(47)).length).toBeLessThanOrEqual(128);
  });

  it('denies that session whatever it calls, on any role, and no other', () => {
    const allow = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
    const may = (name: string): boolean =>
      evaluate(
        { identity: [parsePolicy(allow), parsePolicy(text)] },
        { action: 's3:GetObject', resource: '*', context: { 'aws:userid': [`AROAEXAMPLE:${name}`] } },
      ).allowed;
    expect([may('inc-4711-42.0123456789abcdef'), may('inc-4711-421.0123456789abcdef'), may('inc-4711-4')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it.each([
    ['that it is of this session', 'inc-4711-42.x*'],
    ['that it is of this session, whoever took the role', 'inc-4711-42.*'],
  ])('is read back, and says %s', (_what, sessionName) => {
    const deny = { ...DENY, sessionName };
    expect(readDeny(NAME, denyDocument(deny))).toEqual(deny);
  });

  it('is the same document in another order of keys, and with other white space', () => {
    const { Version, Statement } = JSON.parse(text);
    const other = JSON.stringify({ Statement, Version }, null, 2);
    expect([sameDocument(other, text), readDeny(NAME, other)]).toEqual([true, DENY]);
  });
});

describe('no deny of ours', () => {
  const changed = (change: (statement: Record<string, unknown>) => object): string => {
    const { Version, Statement } = JSON.parse(text);
    return JSON.stringify({ Version, Statement: [change(Statement[0])] });
  };
  it.each<[string, string, string]>([
    ['another name', 'AWSRevokeOlderSessions', text],
    ['the name of another session', 'bg-seal-inc-4711-4', text],
    ['no JSON', NAME, '<html>'],
    ['nothing', NAME, ''],
    ['a number', NAME, '42'],
    ['one that allows', NAME, text.replace('Deny', 'Allow')],
    ['one that denies everybody', NAME, changed(({ Condition: _condition, ...rest }) => rest)],
    ['one that denies every name', NAME, changed((s) => ({ ...s, Condition: { StringLike: { 'aws:userid': '*' } } }))],
    [
      'one with a further condition',
      NAME,
      changed((s) => ({ ...s, Condition: { ...Object(s['Condition']), Bool: { x: 'true' } } })),
    ],
    ['one that denies one action', NAME, changed((s) => ({ ...s, Action: 's3:*' }))],
    ['one without a time', NAME, changed((s) => ({ ...s, Sid: 'Until' }))],
    ['one with no such time', NAME, changed((s) => ({ ...s, Sid: 'Until20261399T999999Z' }))],
    [
      'one with two statements',
      NAME,
      JSON.stringify({ ...JSON.parse(text), Statement: [1, 2].map(() => JSON.parse(text).Statement[0]) }),
    ],
  ])('%s', (_what, name, document) => {
    expect(readDeny(name, document)).toBeUndefined();
    if (name === NAME) expect(sameDocument(document, text)).toBe(false);
  });

  it.each(['', '-x', 'a/b', 'a b', '${aws:username}', '*', 'x'.repeat(48)])(
    'a session called "%s"',
    async (session) => {
      const name = async (): Promise<string> => denyPolicyName(session);
      expect(await codeOf(name())).toBe('invalid-value');
    },
  );
});
