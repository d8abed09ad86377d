import { describe, expect, it } from 'vitest';
import { type Grant, THIS_SESSION } from '../../action/domain/grant.ts';
import { roleSessionName, SESSION_ID_LIMIT } from '../../action/domain/session.ts';
import { parsePolicy } from '../../action/policy/document.ts';
import { evaluate } from '../../action/policy/evaluate.ts';
import { exactPermissions } from '../../action/policy/exact-permissions.ts';
import { bindPolicy, inEveryStatement, saidOnce, sizeAsSent } from '../../action/policy/session-policy.ts';

const SCOPE = { partition: 'aws', account: '123456789012', region: 'us-east-1' } as const;
const NOT_AFTER = Date.parse('2026-11-21T02:43:00Z');
const SESSION = 'inc-4711-19284756';
const PREFIX = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:';
const TAG = 'aws:ResourceTag/breakglass:session';
const ON_TIME = { 'aws:RequestedRegion': ['us-east-1'], 'aws:CurrentTime': ['2026-11-21T02:42:59Z'] };

const MODIFY = onListener('ModifyListener');
const READ: Grant = { access: 'read', action: 'elasticloadbalancing:DescribeListeners', resource: '*' };
const DELETE: Grant = {
  access: 'write',
  action: 'elasticloadbalancing:DeleteRule',
  resource: `${PREFIX}listener-rule/app/web/1/2/*`,
  condition: { [TAG]: THIS_SESSION },
};

function onListener(verb: string, resource = `${PREFIX}listener/app/web/1/2`): Grant {
  return { access: 'write', action: `elasticloadbalancing:${verb}`, resource };
}

function policyOf(grants: readonly Grant[], networks: readonly string[] = [], form: Form = inEveryStatement): string {
  return form(exactPermissions(grants, SCOPE, networks), { region: SCOPE.region, networks });
}

type Form = typeof saidOnce;
const FORMS: readonly (readonly [string, Form])[] = [
  ['in every statement', inEveryStatement],
  ['said once', saidOnce],
];

/** Whether a role that may do everything may do this in a session with these grants. */
function mayWith(form: Form, grants: readonly Grant[], networks: readonly string[] = []) {
  const all = parsePolicy('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}');
  const policy = policyOf(grants, networks, form);
  const session = parsePolicy(bindPolicy(policy, { session: SESSION, notAfter: NOT_AFTER + 999 }));
  return ({ action, resource }: Grant, context: object = {}): boolean =>
    evaluate({ identity: [all], session }, { action, resource, context: { ...ON_TIME, ...context } }).allowed;
}

describe('the exact session policy', () => {
  it('names every ARN, and shares a statement between actions on the same resources', () => {
    expect(JSON.parse(policyOf([MODIFY, READ, onListener('AddTags')]))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:ModifyListener'],
          Resource: `${PREFIX}listener/app/web/1/2`,
          Condition: {
            StringEquals: { 'aws:RequestedRegion': 'us-east-1' },
            DateLessThan: { 'aws:CurrentTime': '{end}' },
          },
        },
        {
          Effect: 'Allow',
          Action: 'elasticloadbalancing:DescribeListeners',
          Resource: '*',
          Condition: {
            StringEquals: { 'aws:RequestedRegion': 'us-east-1' },
            DateLessThan: { 'aws:CurrentTime': '{end}' },
          },
        },
      ],
    });
  });

  it('leaves out what a wildcard of the same action holds', () => {
    const wide = onListener('ModifyListener', `${PREFIX}listener/app/web/*`);
    expect(policyOf([MODIFY, wide])).toBe(policyOf([wide]));
    // Not of another action, and not on a condition.
    expect(policyOf([MODIFY, { ...wide, condition: { [TAG]: THIS_SESSION } }])).toContain('listener/app/web/1/2"');
  });

  it('is shorter when what every call has to meet is said once', () => {
    const grants = [MODIFY, READ, DELETE];
    expect(sizeAsSent(policyOf(grants, [], saidOnce))).toBeLessThan(sizeAsSent(policyOf(grants)));
  });

  it.each([
    [`${PREFIX.replace('123456789012', '210987654321')}listener/x`, 'foreign-resource'],
    [`${PREFIX.replace('us-east-1', 'us-east-2')}listener/x`, 'foreign-resource'],
    [`${PREFIX.replace('aws', 'aws-cn')}listener/x`, 'foreign-resource'],
    ['listener/x', 'invalid-value'],
    [`${PREFIX}listener/\${aws:username}`, 'invalid-value'],
    [`${PREFIX}listener/?`, 'invalid-value'],
    [`${PREFIX}listener/"x`, 'invalid-value'],
    ['arn:aws:*:us-east-1:123456789012:listener/x', 'invalid-value'],
  ])('refuses a grant on %s', (resource, code) => {
    expect(() => policyOf([{ ...READ, resource }])).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['no grants at all', []],
    ['what is no action', [{ ...READ, action: 'elasticloadbalancing:*' }]],
    ['a variable in a condition', [{ ...DELETE, condition: { [TAG]: '${aws:username}' } }]],
    ['a variable in the key of a condition', [{ ...DELETE, condition: { 'aws:ResourceTag/${aws:username}': 'x' } }]],
  ])('refuses %s', (_what, grants) => {
    expect(() => policyOf(grants)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
  });
});

describe.each(FORMS)('a session policy that says %s what every call has to meet', (_name, form) => {
  it('ends in time, and in its Region', () => {
    const may = mayWith(form, [MODIFY, READ]);
    expect([may(MODIFY), may(READ)]).toEqual([true, true]);
    for (const grant of [MODIFY, READ]) {
      expect(may(grant, { 'aws:CurrentTime': ['2026-11-21T02:43:00Z'] })).toBe(false);
      expect(may(grant, { 'aws:CurrentTime': ['2027-01-01T00:00:00Z'] })).toBe(false);
      expect(may(grant, { 'aws:CurrentTime': [] })).toBe(false);
      expect(may(grant, { 'aws:RequestedRegion': ['eu-west-1'] })).toBe(false);
      expect(may(grant, { 'aws:RequestedRegion': [] })).toBe(false);
    }
  });

  it("holds what a grant is on the condition of, with this session's id in it", () => {
    const may = mayWith(form, [DELETE]);
    const rule = { ...DELETE, resource: `${PREFIX}listener-rule/app/web/1/2/3` };
    expect(may(rule, { [TAG]: [SESSION] })).toBe(true);
    expect(may(rule, { [TAG]: ['inc-4711-19284757'] })).toBe(false);
    expect(may(rule, { [TAG]: [THIS_SESSION] })).toBe(false);
    expect(may(rule)).toBe(false);
  });

  it.each([['198.51.100.7'], ['2001:db8::1']])('lets calls in from its networks alone, and not from %s', (address) => {
    const may = mayWith(form, [MODIFY, READ], ['203.0.113.0/24', '192.0.2.0/28']);
    expect(may(READ, { 'aws:SourceIp': ['192.0.2.15'] })).toBe(true);
    expect(may(READ, { 'aws:SourceIp': [address] })).toBe(false);
    expect(may(MODIFY, { 'aws:SourceIp': [address] })).toBe(false);
    expect(may(MODIFY)).toBe(false);
  });
});

describe('binding a session policy', () => {
  it.each([
    ['that never ends', { Effect: 'Allow', Action: 'a:B', Resource: '*' }],
    [
      'whose end is another',
      {
        Effect: 'Allow',
        Action: 'a:B',
        Resource: '*',
        Condition: { DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } },
      },
    ],
    [
      'that is denied until it ends',
      {
        Effect: 'Allow',
        Action: 'a:B',
        Resource: '*',
        Condition: { DateGreaterThanEqualsIfExists: { 'aws:CurrentTime': '{end}' } },
      },
    ],
    [
      'whose end denies one action alone',
      {
        Effect: 'Deny',
        Action: 'a:B',
        Resource: '*',
        Condition: { DateGreaterThanEqualsIfExists: { 'aws:CurrentTime': '{end}' } },
      },
    ],
  ])('refuses one %s', (_what, statement) => {
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'a:C', Resource: '*' }, statement],
    });
    expect(() => bindPolicy(policy, { session: SESSION, notAfter: 0 })).toThrow(
      expect.objectContaining({ code: 'internal' }),
    );
  });

  it('puts the id only where this session is meant', () => {
    const policy = policyOf([{ ...DELETE, condition: { [TAG]: THIS_SESSION, 'aws:ResourceTag/note': 'a{session}b' } }]);
    const bound = bindPolicy(policy, { session: SESSION, notAfter: NOT_AFTER });
    expect(JSON.parse(bound).Statement[0].Condition).toEqual({
      StringEquals: { 'aws:RequestedRegion': 'us-east-1', [TAG]: SESSION, 'aws:ResourceTag/note': 'a{session}b' },
      DateLessThan: { 'aws:CurrentTime': '2026-11-21T02:43:00Z' },
    });
  });

  it('measures with the longest id that a role session name has room for', () => {
    const session = 's'.repeat(SESSION_ID_LIMIT);
    expect(roleSessionName(session, 'd'.repeat(64))).toHaveLength(64);
    const policy = policyOf([DELETE, READ]);
    expect(bindPolicy(policy, { session, notAfter: NOT_AFTER })).toHaveLength(sizeAsSent(policy));
  });

  it.each(['', 'x', `${'s'.repeat(SESSION_ID_LIMIT)}s`, '${aws:username}', 'a"b', 'a b', 'a*', 'a\n'])(
    'refuses the id %j',
    (session) => {
      expect(() => bindPolicy(policyOf([DELETE]), { session, notAfter: 0 })).toThrow(
        expect.objectContaining({ code: 'invalid-value' }),
      );
    },
  );
});
