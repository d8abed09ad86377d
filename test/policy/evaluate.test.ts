import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../action/domain/json.ts';
import { type PolicyDocument, parsePolicy } from '../../action/policy/document.ts';
import { type AccessRequest, evaluate, evaluateTrust } from '../../action/policy/evaluate.ts';

// eslint-disable-next-line typescript/no-unnecessary-type-parameters -- the file's rows are what the caller says
const cases = <T>(name: string): readonly T[] =>
  parse(readFileSync(new URL(`cases/${name}.yml`, import.meta.url), 'utf8')) as T[];

const policy = (statements: unknown): PolicyDocument =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));

interface LayerCase {
  readonly rule: string;
  readonly policies: {
    readonly identity: readonly JsonObject[];
    readonly boundary?: unknown;
    readonly session?: unknown;
  };
  readonly request: Omit<AccessRequest, 'context'> & Partial<Pick<AccessRequest, 'context'>>;
  readonly decision: string;
  readonly in?: string;
}

const expected = ({ decision, in: place }: { readonly decision: string; readonly in?: string }) =>
  decision === 'allow'
    ? { allowed: true }
    : { allowed: false, by: decision, ...(place === undefined ? {} : { in: place }) };

describe.each(['logic', 'matching'])('%s', (name) => {
  it.each(cases<LayerCase>(name))('$rule', (row) => {
    const { identity, boundary, session } = row.policies;
    const set = {
      identity: identity.length === 0 ? [] : [policy(identity)],
      ...(boundary === undefined ? {} : { boundary: policy(boundary) }),
      ...(session === undefined ? {} : { session: policy(session) }),
    };
    expect(evaluate(set, { context: {}, ...row.request })).toEqual(expected(row));
  });
});

describe('trust', () => {
  interface TrustCase {
    readonly rule: string;
    readonly trust: unknown;
    readonly request: { readonly federated: string; readonly context: AccessRequest['context'] };
    readonly decision: string;
    readonly in?: string;
  }
  it.each(cases<TrustCase>('trust'))('$rule', (row) => {
    const request = { action: 'sts:AssumeRoleWithWebIdentity', ...row.request };
    expect(evaluateTrust(policy(row.trust), request)).toEqual(expected(row));
  });

  it('refuses a trust policy where a permissions policy belongs, and the other way round', () => {
    const trust = policy({ Effect: 'Allow', Action: 'sts:*', Principal: { Federated: 'x' } });
    const permissions = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
    const request = { action: 'sts:AssumeRoleWithWebIdentity', resource: '*', federated: 'x', context: {} };
    expect(() => evaluate({ identity: [trust] }, request)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
    expect(() => evaluateTrust(permissions, request)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
  });
});

describe('conditions', () => {
  interface ConditionCase {
    readonly rule: string;
    readonly condition: unknown;
    readonly context: AccessRequest['context'];
    readonly holds?: boolean;
    readonly refused?: true;
  }
  const decide = (effect: string, { condition, context }: ConditionCase): boolean => {
    const base = { Effect: 'Allow', Action: '*', Resource: '*' };
    const rows = [...(effect === 'Deny' ? [base] : []), { ...base, Effect: effect, Condition: condition }];
    return evaluate({ identity: [policy(rows)] }, { action: 'a:B', resource: '*', context }).allowed;
  };
  const all = cases<ConditionCase>('conditions');

  it.each(all.filter(({ refused }) => refused !== true))('$rule', (row) => {
    expect(decide('Allow', row)).toBe(row.holds);
    expect(decide('Deny', row)).toBe(!row.holds);
  });

  it.each(all.filter(({ refused }) => refused === true))('$rule', (row) => {
    expect(() => decide('Allow', row)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
  });

  it('refuses a request that holds one key twice', () => {
    const set = { identity: [policy({ Effect: 'Allow', Action: '*', Resource: '*' })] };
    const context = { 'aws:userid': ['a'], 'AWS:UserId': ['b'] };
    expect(() => evaluate(set, { action: 'a:B', resource: '*', context })).toThrow(
      expect.objectContaining({ code: 'invalid-value' }),
    );
  });
});

describe('refused', () => {
  interface RefusedCase {
    readonly why: string;
    readonly text?: string;
    readonly policy?: unknown;
    readonly statement?: unknown;
  }
  it.each(cases<RefusedCase>('refused'))('a policy with $why', (row) => {
    const document = row.policy ?? { Version: '2012-10-17', Statement: [row.statement] };
    expect(() => parsePolicy(row.text ?? JSON.stringify(document))).toThrow(
      expect.objectContaining({ name: 'BreakglassError', code: 'invalid-value' }),
    );
  });

  it('takes a policy of 2008 and one statement without a list', () => {
    const text = '{"Version":"2008-10-17","Id":"x","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
    expect(parsePolicy(text).statements).toHaveLength(1);
  });
});

const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:*', 'ec2:*', '*', 's3:?etObject');
const resource = fc.constantFrom('*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::a/k', 'arn:aws:s3:::*', 'arn:aws:s3:::b/?');
const condition = fc.constantFrom(
  {},
  { StringEquals: { k: 'v' } },
  { StringNotEquals: { k: 'v' } },
  { Null: { k: 'true' } },
);
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.array(action, { minLength: 1, maxLength: 3 }),
  Resource: fc.array(resource, { minLength: 1, maxLength: 3 }),
  Condition: condition,
});
const statements = fc.array(statement, { minLength: 1, maxLength: 4 });
const request = fc.record({
  action: fc.constantFrom('s3:GetObject', 's3:PutObject', 'ec2:RunInstances'),
  resource: fc.constantFrom('arn:aws:s3:::a/k', 'arn:aws:s3:::b/k', 'arn:aws:s3:::b/long', '*'),
  context: fc.constantFrom({}, { k: ['v'] }, { K: ['w'] }),
});

describe('for any policies', () => {
  it('a deny of everything always wins, wherever it stands', () => {
    const deny = { Effect: 'Deny', Action: '*', Resource: '*' };
    fc.assert(
      fc.property(statements, request, fc.constantFrom('identity', 'boundary', 'session'), (rows, call, place) => {
        const allow = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
        const denying = policy([...rows, deny]);
        const set = place === 'identity' ? { identity: [allow, denying] } : { identity: [allow], [place]: denying };
        expect(evaluate(set, call)).toEqual({ allowed: false, by: 'explicit-deny', in: place });
      }),
    );
  });

  it('a further layer, a further condition or a further deny never allows more', () => {
    fc.assert(
      fc.property(statements, statements, request, (rows, more, call) => {
        const base = evaluate({ identity: [policy(rows)] }, call).allowed;
        const conditioned = rows.map((row) =>
          row.Effect === 'Allow' ? { ...row, Condition: { ...row.Condition, Bool: { never: 'true' } } } : row,
        );
        const narrower = [
          { identity: [policy(rows)], boundary: policy(more) },
          { identity: [policy(rows)], session: policy(more) },
          { identity: [policy(rows), policy(more.map((row) => ({ ...row, Effect: 'Deny' })))] },
          { identity: [policy(conditioned)] },
        ];
        for (const set of narrower) expect(evaluate(set, call).allowed && !base).toBe(false);
      }),
    );
  });

  it('the order of statements and documents does not matter', () => {
    fc.assert(
      fc.property(statements, statements, request, (rows, more, call) => {
        const forward = evaluate({ identity: [policy(rows), policy(more)] }, call);
        expect(evaluate({ identity: [policy([...more, ...rows].toReversed())] }, call)).toEqual(forward);
      }),
    );
  });

  it('a pattern agrees with its regular expression, in time that does not explode', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (wanted, actual) => {
        const rows = { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringLike: { k: `x${wanted}` } } };
        const regex = new RegExp(`^${wanted.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        const call = { action: 'a:B', resource: '*', context: { k: [`x${actual}`] } };
        expect(evaluate({ identity: [policy(rows)] }, call).allowed).toBe(regex.test(actual));
      }),
      { numRuns: 500 },
    );
    const bomb = { Effect: 'Allow', Action: '*', Resource: `arn:aws:s3:::${'*a'.repeat(200)}b` };
    const start = performance.now();
    evaluate(
      { identity: [policy(bomb)] },
      { action: 'a:B', resource: `arn:aws:s3:::${'a'.repeat(2000)}`, context: {} },
    );
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
