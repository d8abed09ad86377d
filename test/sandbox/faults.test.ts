import { describe, expect, it } from 'vitest';
import { createFaults, type FaultMatch, fires, matches } from '../../action/sandbox/faults.ts';

describe('a fault rule', () => {
  const rule = (partial: Partial<FaultMatch>): FaultMatch => ({ service: 'iam', operation: 'GetRole', ...partial });

  it.each([
    [rule({}), 'iam', 'GetRole', true],
    [rule({}), 'iam', 'CreateRole', false],
    [rule({}), 'sts', 'GetRole', false],
    [rule({ operation: '*' }), 'iam', 'CreateRole', true],
    [rule({ service: '*' }), 'sts', 'GetRole', true],
    [rule({ service: '*', operation: '*' }), 'github', 'GET /user', true],
  ] as const)('%o matches %s %s: %s', (match, service, operation, expected) => {
    expect(matches(match, service, operation)).toBe(expected);
  });

  it.each([
    [{}, [1]],
    [{ nth: 3 }, [3]],
    [{ times: 2 }, [1, 2]],
    [{ nth: 2, times: 3 }, [2, 3, 4]],
    [{ nth: 4, times: Number.POSITIVE_INFINITY }, [4, 5, 6]],
    [{ times: 0 }, []],
  ])('%o fires on calls %o of six', (partial, expected) => {
    expect([1, 2, 3, 4, 5, 6].filter((count) => fires(rule(partial), count))).toEqual(expected);
  });
});

describe('the registry', () => {
  it('counts only calls after the rule was added, and only those that match', () => {
    const faults = createFaults();
    faults.next('iam', 'GetRole');
    faults.add({ service: 'iam', operation: 'GetRole', nth: 2, kind: 'throttle' });
    expect(faults.next('iam', 'GetRole')).toBeUndefined();
    expect(faults.next('iam', 'CreateRole')).toBeUndefined();
    expect(faults.next('iam', 'GetRole')?.kind).toBe('throttle');
    expect(faults.next('iam', 'GetRole')).toBeUndefined();
  });

  it('lets the first of two firing rules win, and counts the call for both', () => {
    const faults = createFaults();
    faults.add({ service: 'iam', operation: '*', kind: 'reset' });
    faults.add({ service: 'iam', operation: 'GetRole', times: 2, kind: 'throttle' });
    expect(faults.next('iam', 'GetRole')?.kind).toBe('reset');
    expect(faults.next('iam', 'GetRole')?.kind).toBe('throttle');
    expect(faults.next('iam', 'GetRole')).toBeUndefined();
  });

  it('forgets a rule that is taken away, and all of them when cleared', () => {
    const faults = createFaults();
    const remove = faults.add({ service: '*', operation: '*', kind: 'reset' });
    faults.add({ service: '*', operation: '*', times: 9, kind: 'throttle' });
    remove();
    remove();
    expect(faults.next('iam', 'GetRole')?.kind).toBe('throttle');
    faults.clear();
    expect(faults.next('iam', 'GetRole')).toBeUndefined();
  });
});
