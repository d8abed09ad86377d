import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { BreakglassError } from '../../action/domain/error.ts';
import type { Json } from '../../action/domain/json.ts';
import { checkDocument } from '../../action/playbook/check-document.ts';
import { requestFromDispatch } from '../../action/playbook/dispatch.ts';
import { referencedSteps, resolveExpressions } from '../../action/playbook/resolve-expressions.ts';
import { parseSource } from '../../action/playbook/source-document.ts';
import { registry } from '../../action/services/registry.ts';
import { sampleFile } from './sample.ts';

const KINDS = ['playbook', 'role', 'install', 'request'] as const;
const SAMPLES = {
  playbook: 'shift-traffic.yml',
  role: 'roles/load-balancer.yml',
  install: 'installs/acme-prod.yml',
  request: 'requests/inc-4711.yml',
} as const;

const kind = fc.constantFrom(...KINDS);
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 300 }));
/** Text made of what YAML and expressions give a meaning to. */
const YAML_PIECES = [
  [...'{ } [ ] " \' # ~ \t'.split(' '), '- ', ': ', '? ', ', ', '\n', '  ', '\r\n'],
  ['&a ', '*a', '!!str ', '|\n', '>-\n', '---\n', '...\n', '%YAML 1.1\n', '<<: ', '1e999', '0x1'],
  ['${{ ', ' }}', 'inputs.to', 'steps', 'version: 1\n', '\\u0000', '\\x1b', 'é', '🚒'],
].flat();
const yamlish = fc.array(fc.constantFrom(...YAML_PIECES), { maxLength: 40 }).map((parts) => parts.join(''));

/** The code of the BreakglassError that `action` throws; anything else that is thrown is a bug. */
function answer(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof BreakglassError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('whatever people write', () => {
  it('is accepted, or refused at a line and column of the file', () => {
    fc.assert(
      fc.property(kind, fc.oneof(anyText, yamlish), (document, text) => {
        const lines = text.split('\n').length;
        for (const error of checkDocument(document, { path: 'f.yml', text, blob: '' }, registry)) {
          expect(error.at?.line).toBeGreaterThanOrEqual(1);
          expect(error.at?.line).toBeLessThanOrEqual(lines);
          expect(error.at?.column).toBeGreaterThanOrEqual(1);
          expect(error.hint).toBeTruthy();
          expect(error.message).not.toMatch(/[\n\r]/);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it('is accepted or refused when it is a good file with a piece replaced', () => {
    const edit = fc.tuple(kind, fc.nat(), fc.nat(60), fc.oneof(anyText, yamlish));
    fc.assert(
      fc.property(edit, ([document, start, length, piece]) => {
        const { path, text } = sampleFile(SAMPLES[document]);
        const from = start % text.length;
        const edited = text.slice(0, from) + piece + text.slice(from + length);
        for (const error of checkDocument(document, { path, text: edited, blob: '' }, registry)) {
          expect(error.at).toBeDefined();
          expect(error.message).not.toMatch(/[\n\r]/);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is read as the same data that was written, or refused', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), (value) => {
        const text = stringify(value, { aliasDuplicateObjects: false });
        const code = answer(() =>
          expect(parseSource({ path: 'f.yml', text }).value).toEqual(JSON.parse(JSON.stringify(value))),
        );
        expect(code).not.toBe('internal');
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused with a code when it comes by dispatch', () => {
    const fields = fc.dictionary(
      fc.constantFrom('playbook', 'inputs', 'confirmed', 'reason', 'accept'),
      fc.oneof(anyText, yamlish),
    );
    fc.assert(
      fc.property(fields, anyText, (given, name) => {
        expect(answer(() => requestFromDispatch(given, name, registry))).not.toBe('accepted');
      }),
    );
  });
});

const EXPRESSION_PIECES = [
  [
    'inputs',
    'steps',
    'install',
    '.a',
    '.*',
    '[0]',
    "['a']",
    ' && ',
    ' || ',
    ' == ',
    "'x'",
    '}}',
    ...'( ) ! 1 , [ ] - .'.split(' '),
  ],
  ['format', 'toJSON', 'fromJSON', 'join', 'case', 'constructor', 'toString', '__proto__'],
].flat();
const expressionish = fc
  .array(fc.constantFrom(...EXPRESSION_PIECES), { maxLength: 20 })
  .map((parts) => `\${{ ${parts.join('')} }}`);

describe('whatever stands in an expression', () => {
  const context = {
    inputs: { a: 'x', b: [1, { c: null }] },
    install: { a: 1 },
    steps: { a: { outputs: { a: true } } },
  };

  it('has a value that is plain data, or is refused', () => {
    fc.assert(
      fc.property(fc.oneof(expressionish, anyText), (text) => {
        const code = answer(() => {
          const value: Json = resolveExpressions(text, context);
          expect(JSON.parse(JSON.stringify(value))).toEqual(value);
        });
        expect(['accepted', 'invalid-expression']).toContain(code);
        answer(() => referencedSteps(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
