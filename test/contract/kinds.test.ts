import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registry } from '../../action/services/registry.ts';
import { CLAUSES, violation } from './contract.ts';
import { fixtures } from './fixtures/all.ts';

const members = fixtures.flatMap((fixture) => {
  const kind = registry.steps.get(fixture.kind);
  return kind === undefined ? [] : [{ kind, fixture }];
});

describe.each(members)('$fixture.kind', ({ kind, fixture }) => {
  const partners = members.filter((member) => member.kind !== kind);
  it.each(CLAUSES)('$name', async (clause) => {
    expect(await violation(clause, { kind, fixture, partners })).toBeUndefined();
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
