import { describe, expect, it } from 'vitest';
import { CLAUSES, violation } from './contract.ts';
import { members } from './members.ts';

describe.each(CLAUSES.filter(({ name }) => name === 'faults-are-survived'))('$name', (clause) => {
  it.each(members)('$fixture.kind', { timeout: 120_000 }, async (member) => {
    expect(await violation(clause, { ...member, partners: [] })).toBeUndefined();
  });
});
