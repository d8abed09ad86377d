import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type KnownFailure, readFidelity } from '../../scripts/generate/read-fidelity.ts';
import { pythonOf, toolPath } from '../../scripts/peers/tools.ts';
import { ROOT } from '../drill/command-line.ts';
import { judge, type Outcome } from './moto-suite/judge.ts';
import { runSuite } from './moto-suite/run-suite.ts';

/** An independent emulator's own tests of ELBv2, against the sandbox. */
const peers = process.env['PEERS'] ?? join(ROOT, '.peers');

test("moto's tests of ELBv2 pass against the sandbox, but for those that FIDELITY.yml classifies", async () => {
  const outcomes = await runSuite({ python: pythonOf(peers, 'moto_server'), root: toolPath(peers, 'moto-tests') });
  const { problems, rate } = judge(outcomes, readFidelity().suites['moto'] ?? []);
  process.stdout.write(`moto's tests of ELBv2 against the sandbox: ${rate}\n`);
  expect(problems).toEqual([]);
}, 600_000);

describe('a suite is held to what is classified', () => {
  const known: KnownFailure = {
    whose: 'theirs',
    because: 'it asks for what AWS refuses',
    source: 'the documentation',
    shows: 'refused',
    tests: ['a.py::test_one', 'a.py::test_many[*'],
  };
  const failed = (name: string, message = 'it was refused'): Outcome => ({ test: name, outcome: 'failed', message });
  const passed = (name: string): Outcome => ({ test: name, outcome: 'passed', message: '' });
  const right = [passed('a.py::test_other'), failed('a.py::test_one'), failed('a.py::test_many[x]')];

  test('finds nothing where all is as classified, and tells the rate', () => {
    const { problems, rate } = judge(right, [known]);
    expect(problems).toEqual([]);
    expect(rate).toBe(
      '1 of 3 passed (33 % of what is in scope), 2 failed: theirs 2, out of scope 0, ours or unclassified 0',
    );
  });

  test.each([
    ['a failure that is not classified', [...right, failed('a.py::test_new')], [known], 'is not classified'],
    ['a classified one that passes', [...right, passed('a.py::test_many[y]')], [known], 'remove it'],
    ['one that fails for another reason', [...right, failed('a.py::test_many[y]', 'gone')], [known], 'but not with'],
    ['a classified one that is not there', right.slice(0, 2), [known], 'no such test'],
    ['one that is classified twice', right, [known, { ...known, tests: ['a.py::test_one'] }], 'classified twice'],
    [
      'one that was skipped',
      [...right, { test: 'a.py::test_skip', outcome: 'skipped', message: 'no Docker' } as const],
      [known],
      'was skipped',
    ],
  ])('finds %s', (_, outcomes, failures, problem) => {
    const { problems } = judge(outcomes, failures);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});
