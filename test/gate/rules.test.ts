import { describe, expect, it } from 'vitest';
import type { GateInput, GateRule } from '../../action/gate/rule.ts';
import { decideBeforeApproval, decideGate, GATE_RULES } from '../../action/gate/rules.ts';
import { APPROVAL_ROWS } from './approval-rows.ts';
import { CHANGE_ROWS } from './change-rows.ts';
import * as world from './facts.ts';
import { PEOPLE_ROWS } from './people-rows.ts';
import { PLATFORM_ROWS } from './platform-rows.ts';
import { dispatched, pull, repository, review, run } from './row.ts';

const ROWS = [...PLATFORM_ROWS, ...CHANGE_ROWS, ...PEOPLE_ROWS, ...APPROVAL_ROWS];

/** The code of a refusal, or `passed`. */
function outcome(decide: () => unknown): string {
  try {
    decide();
    return 'passed';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

const codeOf = (input: GateInput, rules: readonly GateRule[] = GATE_RULES): string =>
  outcome(() => decideGate(input, rules));
const planned = (input: GateInput): string => outcome(() => decideBeforeApproval(input));
const ruleNamed = (name: string): GateRule | undefined => GATE_RULES.find((rule) => rule.name === name);

describe('the gate', () => {
  it.each(ROWS)('refuses $refuses by $rule, and passes the twin', ({ rule, input, twin }) => {
    expect(codeOf(input)).toBe(ruleNamed(rule)?.code);
    expect(codeOf(twin)).toBe('passed');
  });

  it.each(GATE_RULES)('lets through exactly the rows of $name without it', ({ name }) => {
    const others = GATE_RULES.filter((rule) => rule.name !== name);
    const changed = ROWS.filter(({ rule, input }) => codeOf(input, others) !== ruleNamed(rule)?.code);
    expect(changed.length).toBeGreaterThan(0);
    const own = ROWS.filter(({ rule }) => rule === name);
    expect(changed.map(({ refuses }) => refuses)).toEqual(own.map(({ refuses }) => refuses));
  });

  it('has names for its rules that differ', () => {
    expect(new Set(GATE_RULES.map(({ name }) => name)).size).toBe(GATE_RULES.length);
  });

  it('accepts a public repository where the install does', () => {
    const install = { ...world.INSTALL, acceptPublicRepository: true };
    expect(codeOf({ ...repository({ visibility: 'public' }), install })).toBe('passed');
  });

  it('compares environment names without regard to case, as GitHub does', () => {
    const shouted = world.withFacts({ approvals: [{ ...world.MERGED.approvals[0]!, environments: ['ACME-Prod'] }] });
    expect(codeOf(shouted)).toBe('passed');
  });

  it('lets one person ask and command who is listed as both', () => {
    expect(codeOf(dispatched)).toBe('passed');
  });

  it('names the people as GitHub authenticated them', () => {
    expect(decideGate(world.PASSING)).toEqual({
      requester: world.ALICE,
      commander: world.CAROL,
      approvers: [world.DANA],
    });
  });

  it('counts who approved at the environment and the pull request once', () => {
    const both = pull({ reviews: [review(world.CAROL), review(world.DANA), review(world.ERIN)] });
    expect(decideGate(both).approvers).toEqual([world.DANA, world.ERIN]);
  });
});

describe('a plan, before anybody approves', () => {
  const unapproved = (input: GateInput): GateInput => ({ ...input, facts: { ...input.facts, approvals: [] } });

  it.each(ROWS.filter(({ rule }) => ruleNamed(rule)?.phase !== 'approval' && rule !== 'asked-for'))(
    'is refused already: $refuses',
    ({ rule, input }) => expect(planned(unapproved(input))).toBe(ruleNamed(rule)?.code),
  );

  it.each(APPROVAL_ROWS)('does not ask for approvals: $refuses', ({ input }) => {
    expect(planned(unapproved(input))).toBe('passed');
  });

  it('of an open pull request leaves open what its merge may bring', () => {
    const open: GateInput = { ...world.PASSING, facts: world.OPEN };
    expect(planned(open)).toBe('passed');
    const facts = { ...world.OPEN, pullRequest: { ...world.PULL_REQUEST, reviews: [] } };
    expect(planned({ ...open, facts })).toBe('passed');
    expect(planned({ ...open, facts: { ...world.OPEN, run: { ...world.OPEN.run, attempt: 2 } } })).toBe('passed');
  });

  it.each([
    ['mixed-change', { files: [] }],
    ['requester-not-vetted', { author: world.MALLORY }],
    ['not-default-branch', { base: 'feature' }],
  ])('of an open pull request is refused with %s', (code, change) => {
    const facts = { ...world.OPEN, pullRequest: { ...world.PULL_REQUEST, ...change } };
    expect(planned({ ...world.PASSING, facts })).toBe(code);
  });

  it.each(['schedule', 'push', 'pull_request'])('is refused where a %s has no pull request', (event) => {
    const { facts } = run({ event });
    expect(planned({ ...world.PASSING, facts: { ...facts, pullRequest: null, merge: null } })).not.toBe('passed');
  });
});
