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

describe('provenance of other runs', () => {
  it.each(['schedule', 'pull_request', 'pull_request_target', 'workflow_run', 'repository_dispatch', 'issue_comment'])(
    'refuses a run started by %s',
    (event) => {
      const facts = { ...world.MERGED, run: { ...world.MERGED.run, event } };
      expect(() => provenance(facts)).toThrow(expect.objectContaining({ code: 'requester-not-vetted' }));
    },
  );

  it('refuses a commit that was pushed without a pull request', () => {
    const facts = { ...world.MERGED, pullRequest: null };
    expect(() => provenance(facts)).toThrow(expect.objectContaining({ code: 'requester-not-vetted' }));
  });
});
