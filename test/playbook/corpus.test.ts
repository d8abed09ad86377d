import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatPosition } from '../../action/domain/error.ts';
import { checkDocument } from '../../action/playbook/check-document.ts';
import type { DocumentKind } from '../../action/playbook/written.ts';
import { registry } from '../../action/services/registry.ts';

const FOLDER = new URL('corpus/', import.meta.url);
/** `# <kind> <path>: <code> <line>:<column>`, or `ok`. */
const EXPECTATION =
  /^# (?<kind>playbook|role|install|request|drill) (?<path>\S+): (?<code>\S+)(?: (?<at>\d+:\d+))?\r?$/;

describe('corpus of files that people write', () => {
  for (const name of readdirSync(FOLDER)) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const expected = EXPECTATION.exec(text.split('\n')[0] ?? '')?.groups;
    const code = expected?.['code'] ?? 'no expectation';
    it(`${code === 'ok' ? 'accepts' : `refuses with ${code}`}: ${name}`, () => {
      const kind = expected?.['kind'] as DocumentKind;
      const path = expected?.['path'] ?? '';
      const errors = checkDocument(kind, { path, text, blob: '' }, registry);
      const [first] = errors.map(({ code: found, at }) => `${found} ${at === undefined ? '' : formatPosition(at)}`);
      expect(first).toBe(code === 'ok' ? undefined : `${code} ${path}:${expected?.['at'] ?? ''}`);
      for (const error of errors) expect(error.hint).toBeTruthy();
    });
  }
});
