import { describe, expect, it } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { decide } from './pure.ts';
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
