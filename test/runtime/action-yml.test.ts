import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS, INPUT_DEFAULTS } from '../../action/runtime/action-inputs.ts';
import { OUTPUTS } from '../../action/runtime/actions-host.ts';

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const action: ActionFile = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));

describe('action.yml and the code', () => {
  it('have the same inputs', () => {
    expect(Object.keys(action.inputs).toSorted()).toEqual(Object.keys(INPUT_DEFAULTS).toSorted());
  });

  it('have the same defaults, but for the token', () => {
    const declared = Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [
        name,
        name === 'github-token' ? '' : (input.default ?? ''),
      ]),
    );
    expect(declared).toEqual(INPUT_DEFAULTS);
  });

  it('have the same outputs', () => {
    expect(Object.keys(action.outputs).toSorted()).toEqual([...OUTPUTS].toSorted());
  });

  it('agree on the commands', () => {
    for (const command of COMMANDS) expect(action.inputs['command']?.description).toContain(command);
  });

  it('run the committed bundle on node24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'action/dist/main.js' });
  });
});
