import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../action/policy/evaluate.ts';
import { policy } from './evaluate-cases.ts';

const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:*', 'ec2:*', '*', 's3:?etObject');
const resource = fc.constantFrom('*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::a/k', 'arn:aws:s3:::*', 'arn:aws:s3:::b/?');
const condition = fc.constantFrom(
  {},
  { StringEquals: { 'aws:username': 'v' } },
  { StringNotEquals: { 'aws:username': 'v' } },
  { Null: { 'aws:username': 'true' } },
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
  context: fc.constantFrom({}, { 'aws:username': ['v'] }, { 'AWS:UserName': ['w'] }),
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
        const never = { Bool: { 'aws:SecureTransport': 'true' } };
        const conditioned = rows.map((row) =>
          row.Effect === 'Allow' ? { ...row, Condition: { ...row.Condition, ...never } } : row,
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

  it('keys of the request that are not in the catalogue decide nothing', () => {
    const name = fc.string({ minLength: 1 }).map((text) => `vendor:${text}`);
    const unknown = fc.dictionary(name, fc.array(fc.string()), { noNullPrototype: true }).filter((keys) => {
      const names = Object.keys(keys).map((key) => key.toLowerCase());
      return new Set(names).size === names.length;
    });
    fc.assert(
      fc.property(statements, request, unknown, (rows, call, more) => {
        const set = { identity: [policy(rows)] };
        const wider = evaluate(set, { ...call, context: { ...more, ...call.context } });
        expect(wider).toEqual(evaluate(set, call));
      }),
    );
  });

  it('a pattern agrees with its regular expression, in time that does not explode', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (wanted, actual) => {
        const Condition = { StringLike: { 'aws:username': `x${wanted}` } };
        const regex = new RegExp(`^${wanted.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        const call = { action: 'a:B', resource: '*', context: { 'aws:username': [`x${actual}`] } };
        const rows = { Effect: 'Allow', Action: '*', Resource: '*', Condition };
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
