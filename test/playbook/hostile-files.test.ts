import { describe, expect, it } from 'vitest';
import type { Registry } from '../../action/domain/step-kind.ts';
import { checkDocument } from '../../action/playbook/check-document.ts';
import { MAX_FILE_BYTES } from '../../action/playbook/source-text.ts';
import { registry } from '../../action/services/registry.ts';

function firstCode(text: string, kinds: Registry = registry): string {
  return checkDocument('playbook', { path: 'playbooks/x.yml', text, blob: '' }, kinds)[0]?.code ?? 'accepted';
}

/** Milliseconds that a refusal may take: generous, against algorithms that never end. */
const SOON = 15_000;

function refusedSoon(text: string): string {
  const start = performance.now();
  const code = firstCode(text);
  expect(performance.now() - start).toBeLessThan(SOON);
  return code;
}

const full = (piece: string): string => piece.repeat(Math.floor(MAX_FILE_BYTES / piece.length));

describe('files made to do harm', () => {
  it('refuses 10 MB before parsing it', () => {
    expect(refusedSoon('a: 1\n'.repeat(2_000_000))).toBe('file-too-large');
  });

  it('counts bytes, not characters', () => {
    expect(refusedSoon('é'.repeat(MAX_FILE_BYTES - 10))).toBe('file-too-large');
  });

  it('refuses a billion laughs without expanding it', () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const before = level === 0 ? '"lol"' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
    });
    expect(refusedSoon(`${levels.join('\n')}\n`)).toBe('yaml-alias');
  });

  it('refuses a mapping that holds itself', () => {
    expect(refusedSoon('a: &a\n  b: *a\n')).toBe('yaml-alias');
  });

  it.each([
    ['flow lists', full('[')],
    ['closed flow lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['flow mappings', full('{a: ')],
    ['block lists', full('- ')],
    ['block mappings', Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['explicit keys', full('? ')],
  ])('refuses %s nested without end', (_what, text) => {
    expect(refusedSoon(text)).toMatch(/^(invalid-yaml|wrong-type)$/);
  });

  it('compares many keys in little time', () => {
    const keys = Array.from({ length: 25_000 }, (_, index) => `k${index}: 1`);
    expect(refusedSoon(`${keys.join('\n')}\n`)).toMatch(/^(missing-key|unknown-key)$/);
  });

  it('reports many problems in little time', () => {
    expect(refusedSoon(`version: 1\ncriteria:\n${full('- 1\n').slice(0, 200_000)}`)).not.toBe('accepted');
  });

  it('finds keys that only the prototype has unknown', () => {
    expect(firstCode('version: 1\nconstructor: x\n')).not.toBe('accepted');
    expect(firstCode('version: 1\ntoString: x\nhasOwnProperty: y\n')).not.toBe('accepted');
    expect(firstCode('__proto__: { version: 1 }\n')).toBe('invalid-name');
  });

  it('never pollutes the prototype', () => {
    firstCode('"__proto__": { polluted: true }\n');
    firstCode('constructor: { prototype: { polluted: true } }\n');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
