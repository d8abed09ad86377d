import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GATE_RULES } from '../../action/gate/rules.ts';

const PAGE = readFileSync(new URL('../../docs/gate.md', import.meta.url), 'utf8');

/** Rows of the rules' table: name, code, phase, and three texts. */
const ROWS = PAGE.split('\n')
  .filter((line) => line.startsWith('| `') && line.split(' | ').length > 3)
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

describe('docs/gate.md', () => {
  it('tells of every rule, in their order, with code and phase, and of no other', () => {
    const told = ROWS.map(([, name, code, phase]) => ({ name, code, phase }));
    expect(told).toEqual(GATE_RULES.map(({ name, code, phase }) => ({ name, code, phase })));
  });

  it('says of each what it looks at, and why', () => {
    for (const [, name, , , looksAt, because] of ROWS) {
      expect([name, looksAt?.length]).toEqual([name, expect.any(Number)]);
      expect(looksAt).not.toBe('');
      expect(because).not.toBe('');
    }
  });
});
