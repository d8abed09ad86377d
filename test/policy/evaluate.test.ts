import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../action/domain/json.ts';
import { parsePolicy } from '../../action/policy/document.ts';
import { type AccessRequest, evaluate, evaluateTrust } from '../../action/policy/evaluate.ts';
import { type Context, cases, policy } from './evaluate-cases.ts';

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
    readonly request: { readonly federated: string; readonly context: Context };
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

  interface RefusedCondition {
    readonly why: string;
    readonly effect?: 'Allow' | 'Deny';
    readonly condition: unknown;
    readonly instead: unknown;
  }
  it.each(cases<RefusedCondition>('refused-conditions'))('$why', ({ effect = 'Allow', condition, instead }) => {
    const statement = { Effect: effect, Action: '*', Resource: '*' };
    expect(policy({ ...statement, Condition: instead }).statements).toHaveLength(1);
    expect(() => policy({ ...statement, Condition: condition })).toThrow(
      expect.objectContaining({ name: 'BreakglassError', code: 'invalid-value' }),
    );
  });

  it('takes a policy of 2008 and one statement without a list', () => {
    const text = '{"Version":"2008-10-17","Id":"x","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
    expect(parsePolicy(text).statements).toHaveLength(1);
  });
});
