import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../action/policy/document.ts';
import { type Decision, evaluate, evaluateTrust } from '../../action/policy/evaluate.ts';
import { OPERATORS } from '../../action/policy/operators.ts';
import { type Answer, ask, askTrust, type Call, type Document, ignoredKeys, type TrustCall } from './iam-oracle.ts';
import { call } from './iam-oracle-calls.ts';
import { EXPLAINED, type Explained } from './iam-oracle-classes.ts';
import { type Form, operatorName } from './iam-oracle-conditions.ts';
import { trustCall } from './iam-oracle-trusts.ts';

/** Fixed, so that a disagreement is the same on every machine; change it to look further. */
const SEED = 20_261_122;
const CALLS = 3_000;
const TRUST_CALLS = 1_000;

const parse = (document: Document) => parsePolicy(JSON.stringify(document));

function answer(decision: Decision): Answer {
  if (decision.allowed) return 'Allowed';
  return decision.by === 'explicit-deny' ? 'ExplicitlyDenied' : 'ImplicitlyDenied';
}

function ours({ identity, boundary, session, ...request }: Call): Answer {
  const policies = {
    identity: identity.map(parse),
    ...(boundary === undefined ? {} : { boundary: parse(boundary) }),
    ...(session === undefined ? {} : { session: parse(session) }),
  };
  return answer(evaluate(policies, request));
}

function oursOfTrust({ trust, ...request }: TrustCall): Answer {
  return answer(evaluateTrust(parse(trust), { action: 'sts:AssumeRoleWithWebIdentity', ...request }));
}

/** The fewest rules that explain a disagreement: reworded by them the call means the same to us, and the oracle agrees. */
async function explanation(of: Call): Promise<readonly Explained[] | undefined> {
  const expected = ours(of);
  if ((await ask(EXPLAINED.reduce((so, { reword }) => reword(so), of))) !== expected) return undefined;
  const subsets = fewestFirst(EXPLAINED.filter(({ reword }) => JSON.stringify(reword(of)) !== JSON.stringify(of)));
  for (const rules of subsets) {
    const reworded = rules.reduce((so, { reword }) => reword(so), of);
    if (ours(reworded) !== expected) throw new Error(`reworded, it is another call: ${JSON.stringify([of, reworded])}`);
    if ((await ask(reworded)) === expected) return rules;
  }
  return undefined;
}

function fewestFirst<T>(all: readonly T[]): readonly (readonly T[])[] {
  const subsets = all.reduce<readonly (readonly T[])[]>(
    (so, item) => [...so, ...so.map((set) => [...set, item])],
    [[]],
  );
  return subsets.filter((set) => set.length > 0).toSorted((a, b) => a.length - b.length);
}

function shares(answers: readonly Answer[]): Readonly<Record<Answer, number>> {
  const share = (of: Answer): number => answers.filter((each) => each === of).length / answers.length;
  return {
    Allowed: share('Allowed'),
    ExplicitlyDenied: share('ExplicitlyDenied'),
    ImplicitlyDenied: share('ImplicitlyDenied'),
  };
}

describe('the evaluator and an independent implementation', () => {
  const calls = fc.sample(call, { numRuns: CALLS, seed: SEED });

  it(`agree on ${CALLS} calls, but for rules that IAM documents`, async () => {
    const explained = new Map<string, number>(EXPLAINED.map(({ rule }) => [rule, 0]));
    const unexplained: unknown[] = [];
    for (const each of calls) {
      const [mine, theirs] = [ours(each), await ask(each)];
      if (mine === theirs) continue;
      const rules = await explanation(each);
      if (rules === undefined) unexplained.push({ mine, theirs, call: each });
      for (const { rule } of rules ?? []) explained.set(rule, (explained.get(rule) ?? 0) + 1);
    }
    expect(unexplained.slice(0, 3)).toEqual([]);
    // A rule that explains nothing any more has to go.
    expect([...explained].filter(([, count]) => count === 0)).toEqual([]);
    // And so that the table cannot hide a drift: almost all agree as they stand.
    const disagreements = [...explained.values()].reduce((sum, count) => sum + count, 0);
    expect(disagreements).toBeLessThan(CALLS * 0.1);
  });

  it('are asked of allowed and of denied calls, in good measure', () => {
    const { Allowed, ExplicitlyDenied, ImplicitlyDenied } = shares(calls.map(ours));
    expect(Allowed).toBeGreaterThan(0.2);
    expect(ExplicitlyDenied).toBeGreaterThan(0.1);
    expect(ImplicitlyDenied).toBeGreaterThan(0.2);
  });

  it('are asked of every operator in every form, of Not-elements, boundaries, session policies and variables', () => {
    const texts = calls.map((each) => JSON.stringify(each));
    const count = (part: string): number => texts.filter((text) => text.includes(part)).length;
    const forms: readonly Form[] = ['plain', 'IfExists', 'ForAnyValue', 'ForAllValues'];
    const names = Object.keys(OPERATORS).flatMap((base) => forms.map((form) => operatorName(base, form)));
    const elements = ['NotAction', 'NotResource', 'Null'].map((name) => `"${name}":`);
    const layers = ['"boundary":{', '"session":{', '"Effect":"Deny"'];
    const variables = ["${aws:PrincipalTag/team, 'blue'}", '${aws:username}', '${*}'];
    const parts = [...names.map((name) => `"${name}":{`), ...elements, ...layers, ...variables];
    expect(parts.map((part) => [part, count(part)]).filter(([, times]) => Number(times) < 10)).toEqual([]);
  });

  it('agree on who may assume a role', async () => {
    const trusts = fc.sample(trustCall, { numRuns: TRUST_CALLS, seed: SEED });
    const disagreements: unknown[] = [];
    for (const each of trusts) {
      const [mine, theirs] = [oursOfTrust(each), await askTrust(each)];
      if (mine !== theirs) disagreements.push({ mine, theirs, call: each });
    }
    expect(disagreements.slice(0, 3)).toEqual([]);
    const { Allowed, ExplicitlyDenied, ImplicitlyDenied } = shares(trusts.map(oursOfTrust));
    expect(Allowed).toBeGreaterThan(0.2);
    expect(ExplicitlyDenied).toBeGreaterThan(0.05);
    expect(ImplicitlyDenied).toBeGreaterThan(0.2);
  });

  it("are asked of aud and sub by other names, since the oracle leaves GitHub's out of the context", async () => {
    const host = 'token.actions.githubusercontent.com';
    const [each] = fc.sample(trustCall, { numRuns: 1, seed: SEED });
    const context = { [`${host}:aud`]: ['a'], [`${host}:sub`]: ['b'], [`${host}:ref`]: ['c'] };
    expect(each && (await ignoredKeys({ ...each, context }))).toEqual([`${host}:aud`, `${host}:sub`]);
  });
});
