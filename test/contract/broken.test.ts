import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyRelative } from './broken/apply-relative.ts';
import { callNotGranted } from './broken/call-not-granted.ts';
import { changeImpure } from './broken/change-impure.ts';
import { changeUnseen } from './broken/change-unseen.ts';
import { effectNotInModel } from './broken/effect-not-in-model.ts';
import { exampleOutsideParams } from './broken/example-outside-params.ts';
import { grantNotUsed } from './broken/grant-not-used.ts';
import { irreversibleByClaim } from './broken/irreversible-by-claim.ts';
import { modelTooNarrow } from './broken/model-too-narrow.ts';
import { phaseWrong } from './broken/phase-wrong.ts';
import { readUnstable } from './broken/read-unstable.ts';
import { restoreFromMemory } from './broken/restore-from-memory.ts';
import { restoreLeavesTrace } from './broken/restore-leaves-trace.ts';
import { restoreTooMuch } from './broken/restore-too-much.ts';
import { snapshotNotJson } from './broken/snapshot-not-json.ts';
import { verifyDeaf } from './broken/verify-deaf.ts';
import { writeAbandoned } from './broken/write-abandoned.ts';
import { CLAUSES, violations } from './contract.ts';

const broken = [
  exampleOutsideParams,
  callNotGranted,
  grantNotUsed,
  phaseWrong,
  snapshotNotJson,
  readUnstable,
  changeImpure,
  changeUnseen,
  applyRelative,
  restoreLeavesTrace,
  irreversibleByClaim,
  effectNotInModel,
  restoreTooMuch,
  modelTooNarrow,
  verifyDeaf,
  writeAbandoned,
  restoreFromMemory,
];

describe('the contract', () => {
  it.each(broken)('finds what violates $violates, and nothing else', { timeout: 120_000 }, async (member) => {
    const found = await violations(member);
    expect(found, JSON.stringify(found, undefined, 2)).toMatchObject([{ clause: member.violates }]);
  });

  it('has a kind for each clause that violates it', () => {
    expect(broken.map(({ violates }) => violates)).toEqual(CLAUSES.map(({ name }) => name));
  });

  it('is tried with every broken kind', () => {
    const files = readdirSync(new URL('broken', import.meta.url)).filter((file) => file !== 'variant.ts');
    expect(files).toHaveLength(broken.length);
  });
});
