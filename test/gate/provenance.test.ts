import { describe, expect, it } from 'vitest';
import { provenance } from '../../action/gate/provenance.ts';
import * as world from './facts.ts';

const ids = (accounts: readonly { readonly id: number }[]) => accounts.map(({ id }) => id).toSorted((a, b) => a - b);

describe('provenance of a merged request', () => {
  it('takes the author of the pull request for the requester, not who merged it', () => {
    const people = provenance(world.MERGED);
    expect(people.requester).toEqual(world.ALICE);
    expect(people.dispatcher).toEqual(world.BOB);
  });

  it('counts author, merger and reviewers of the head commit as parties', () => {
    expect(ids(provenance(world.MERGED).parties)).toEqual([1, 2, 3]);
  });

  it('excludes author, merger, actors and contributors, but no reviewer', () => {
    const facts = {
      ...world.MERGED,
      run: { ...world.MERGED.run, actor: world.MALLORY },
      pullRequest: { ...world.PULL_REQUEST, contributors: [world.ERIN] },
    };
    expect(ids(provenance(facts).excluded)).toEqual([1, 2, 5, 6]);
  });

  it('falls back to who triggered the run when GitHub does not say who merged', () => {
    const facts = { ...world.MERGED, pullRequest: { ...world.PULL_REQUEST, mergedBy: null } };
    expect(provenance(facts).dispatcher).toEqual(world.BOB);
  });
});

describe('provenance of a dispatched request', () => {
  it('takes who dispatched for requester and party', () => {
    const people = provenance(world.DISPATCHED);
    expect(people.requester).toEqual(world.ALICE);
    expect(ids(people.parties)).toEqual([1]);
    expect(ids(people.excluded)).toEqual([1]);
  });
});

describe('provenance of an open pull request', () => {
  it('takes the author for the requester, and who approved its head for parties', () => {
    const people = provenance(world.OPEN);
    expect(people.requester).toEqual(world.ALICE);
    expect(ids(people.parties)).toEqual([1, 3]);
  });

  it('excludes the author, who wrote part of it, and who pushed last', () => {
    const run = { ...world.OPEN.run, actor: world.MALLORY, triggeringActor: world.MALLORY };
    const pullRequest = { ...world.PULL_REQUEST, mergedBy: null, contributors: [world.ERIN] };
    expect(ids(provenance({ ...world.OPEN, run, pullRequest }).excluded)).toEqual([1, 5, 6]);
  });
});

describe('provenance of a run that nobody asked for', () => {
  it.each(['schedule', 'push', 'workflow_run'])('has no parties, started by %s', (event) => {
    const people = provenance({ ...world.DISPATCHED, run: { ...world.DISPATCHED.run, event } });
    expect(people.parties).toEqual([]);
    expect(ids(people.excluded)).toEqual([1]);
  });
});
