import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registry } from '../../action/services/registry.ts';
import { CLAUSES, LONG, violation } from './contract.ts';
import { fixtures } from './fixtures/all.ts';
import { members } from './members.ts';

/** The others take as long as all of these together, and have files of their own beside this one. */
const clauses = CLAUSES.filter(({ name }) => !LONG.some((long) => long === name));

describe.each(members)('$fixture.kind', (member) => {
  it.each(clauses)('$name', async (clause) => {
    expect(await violation(clause, { ...member, partners: [] })).toBeUndefined();
  });
});

describe('the clauses', () => {
  it('that take long have a file each', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.test.ts'));
    expect(files.toSorted()).toEqual([...LONG, 'broken', 'kinds'].map((name) => `${name}.test.ts`).toSorted());
  });
});

/** A service may have no steps, or no checks: then it has no folder for them. */
function filesOf(service: string, folder: string): readonly string[] {
  const path = new URL(`../../action/services/${service}/${folder}`, import.meta.url);
  return existsSync(path) ? readdirSync(path) : [];
}

describe('the registry', () => {
  it('has a fixture here for each step kind, and no other', () => {
    expect(fixtures.map(({ kind }) => kind).toSorted()).toEqual([...registry.steps.keys()].toSorted());
  });

  it.each(['steps', 'checks'] as const)('lists what is in the folders %s', (folder) => {
    const found = [...registry.services.keys()].flatMap((service) =>
      filesOf(service, folder).map((file) => `${service}/${file.replace(/\.ts$/, '')}`),
    );
    expect([...registry[folder].keys()].toSorted()).toEqual(found.toSorted());
  });
});
