import { describe, expect, it } from 'vitest';
import { pendingBeforeMerge } from '../../action/gate/pending.ts';
import type { GateInput } from '../../action/gate/rule.ts';
import * as world from './facts.ts';
import { approvals, dispatched, review } from './row.ts';

const open = (reviews: typeof world.PULL_REQUEST.reviews): GateInput => ({
  ...world.PASSING,
  facts: { ...world.OPEN, pullRequest: { ...world.PULL_REQUEST, mergedBy: null, reviews } },
});
const MERGE = { kind: 'merge', pullRequest: 7, into: 'main' };

describe('what an open pull request still lacks', () => {
  it('is its merge, when commander and approvers have done their part', () => {
    expect(pendingBeforeMerge(open([review(world.CAROL)]))).toEqual([MERGE]);
  });

  it('is the commander, who has approved nothing yet', () => {
    expect(pendingBeforeMerge(open([]))).toEqual([{ kind: 'commander', commander: { login: 'carol' } }, MERGE]);
  });

  it('is the approvers beside the one at the environment', () => {
    const install = approvals({ minimum: 3 });
    const { people } = install.approvers;
    const reviews = [review(world.CAROL), review(world.ERIN), review(world.MALLORY), review(world.ALICE)];
    expect(pendingBeforeMerge({ ...open(reviews), install })).toEqual([
      { kind: 'reviews', approved: [world.ERIN], wanted: 2, people, binding: 'none' },
      MERGE,
    ]);
  });

  it('is a review that names the plan, where the install wants it', () => {
    const input = {
      ...open([review(world.CAROL), review(world.ERIN)]),
      install: approvals({ minimum: 2, binding: 'digest' }),
    };
    expect(pendingBeforeMerge(input)).toMatchObject([
      { kind: 'reviews', approved: [], wanted: 1, binding: 'digest' },
      MERGE,
    ]);
  });

  it('is nothing once it is merged, or where there is none', () => {
    expect(pendingBeforeMerge(world.PASSING)).toEqual([]);
    expect(pendingBeforeMerge(dispatched)).toEqual([]);
  });
});
