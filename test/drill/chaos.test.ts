import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHAOS_FAULTS, caseId, parseCaseId } from '../../action/drill/chaos/case.ts';
import type { PlayedCase } from '../../action/drill/chaos/play-case.ts';
import { playShare } from '../../action/drill/chaos/share.ts';
import { ROOT } from '../repository/files.ts';

/** Some of the cases that `npm run drill -- --chaos` plays. Of this playbook: every fault, every phase, both services. */
const SHIFT_TRAFFIC = {
  gate: ['github:repos/get-content#1:error', 'github:actions/get-reviews-for-run#1:throttle'],
  lock: ['github:updateRefs#1:lost-answer', 'github:updateRefs#1:kill-after'],
  assume: ['sts:AssumeRoleWithWebIdentity#1:stall', 'sts:AssumeRoleWithWebIdentity#1:kill-after'],
  open: ['github:createCommitOnBranch#1:kill-after'],
  apply: [
    'elasticloadbalancing:ModifyListener#1:kill-after',
    'elasticloadbalancing:ModifyListener#1:stall',
    'elasticloadbalancing:ModifyListener#1:interrupt',
    'elasticloadbalancing:ModifyListener#1:error',
  ],
  monitor: [
    'elasticloadbalancing:DescribeTargetHealth#9:kill-before',
    'elasticloadbalancing:DescribeTargetHealth#9:reset',
  ],
  seal: ['iam:PutRolePolicy#1:kill-after', 'iam:GetRolePolicy#1:lost-answer'],
  close: ['github:createCommitOnBranch#5:server-error', 'github:updateRefs#2:kill-before'],
} as const;
/** What is temporary is put back by the run: of that AWS may refuse every call. */
const MAINTENANCE_PAGE = {
  revert: [
    'elasticloadbalancing:DescribeTags#3:error',
    'elasticloadbalancing:DeleteRule#1:error',
    'elasticloadbalancing:DeleteRule#1:stall',
  ],
} as const;

describe.each([
  ['shift-traffic', Object.values(SHIFT_TRAFFIC).flat()],
  ['maintenance-page', Object.values(MAINTENANCE_PAGE).flat()],
] as const)('a session of %s to which something happens', (playbook, ids: readonly string[]) => {
  const played = new Map<string, PlayedCase>();
  beforeAll(async () => {
    await playShare({
      root: ROOT,
      playbook,
      wants: (_place, chaos) => ids.includes(caseId(chaos)),
      onPlayed: (each) => played.set(caseId(each.case), each),
    });
  }, 240_000);
  afterAll(() => played.clear());

  it.each(ids)('%s leaves nothing open, and production fixed or as it was', (id) => {
    const verdict = played.get(id);
    expect(verdict?.reached).toBe(true);
    expect(
      verdict?.holes.map(({ what, detail }) => `${what}: ${detail}`),
      verdict?.log.join('\n'),
    ).toEqual([]);
  });
});

it('every kind of fault is among them', () => {
  const faults = new Set(
    Object.values(SHIFT_TRAFFIC)
      .flat()
      .map((id) => parseCaseId(id)?.fault),
  );
  expect(CHAOS_FAULTS.filter((fault) => !faults.has(fault))).toEqual([]);
});
