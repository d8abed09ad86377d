import { beforeAll, describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { GATE_RULES } from '../../action/gate/rules.ts';
import { GATE_ROWS } from './gate-rows.ts';
import { decide, judge, type PureCase, pureCase } from './pure.ts';
import type { Row } from './row.ts';
import { RULE_ROWS } from './table.ts';

describe('the rules', () => {
  it('let the request pass that nothing is wrong with', async () => {
    await expect(decide({})).resolves.toMatchObject({ requester: { login: 'alice' }, commander: { login: 'carol' } });
  });

  it.each(RULE_ROWS)('refuse $name', async ({ code, facts = {}, hint, names }) => {
    const error: unknown = await decide(facts).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BreakglassError);
    if (!(error instanceof BreakglassError)) return;
    expect(error.code).toBe(code);
    expect(error.hint).toBeTruthy();
    if (hint !== undefined) expect(error.hint).toContain(hint);
    if (names !== undefined) expect(error.message).toContain(names);
  });

  it.each(RULE_ROWS)('let the twin pass of $name', async ({ twin = {} }) => {
    await expect(decide(twin)).resolves.toBeDefined();
  });
});

describe('without one rule', () => {
  const cases: { readonly row: Row; readonly pure: PureCase }[] = [];
  beforeAll(async () => {
    for (const row of GATE_ROWS) cases.push({ row, pure: await pureCase(row.facts ?? {}) });
  });

  const codeOf = (pure: PureCase, without: string): string => {
    try {
      judge(pure, without);
      return 'passed';
    } catch (error) {
      return error instanceof BreakglassError ? error.code : String(error);
    }
  };

  it.each([...GATE_RULES.map(({ name }) => name), 'digest'])('%s, exactly its rows are let through', (without) => {
    const red = cases.filter(({ row, pure }) => codeOf(pure, without) !== row.code).map(({ row }) => row.name);
    expect(red.length).toBeGreaterThan(0);
    expect(red).toEqual(GATE_ROWS.filter(({ rule }) => rule === without).map(({ name }) => name));
  });

  it('there are at least 45 ways past the gate to try', () => {
    expect(new Set(GATE_ROWS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(45);
  });
});
