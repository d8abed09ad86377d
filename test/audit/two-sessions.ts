import { expect } from 'vitest';
import { sha256Hex } from '../../action/audit/canonical.ts';
import type { Link } from '../../action/audit/link.ts';
import { type ProofKeys, parseProofKeys } from '../../action/audit/proof.ts';
import { type Verification, verifyTrail } from '../../action/audit/verify.ts';
import {
  ATTACHMENTS,
  commitsOf,
  type Entry,
  newSigner,
  type Signer,
  START,
  type Step,
  stepOf,
  TWO_SESSIONS,
  writeLink,
  writeTrail,
} from './trail-fixture.ts';

export let signer: Signer;
export let stranger: Signer;
export let keys: ProofKeys;
export let steps: readonly Step[];

/** Writes the trail that everything here is about, before the tests of a file. */
export async function writeTwoSessions(): Promise<void> {
  [signer, stranger] = await Promise.all([newSigner(), newSigner()]);
  keys = parseProofKeys(signer.jwks);
  steps = await writeTrail(TWO_SESSIONS, signer);
}

export const verify = (history: readonly Step[], head?: string): Promise<Verification> =>
  verifyTrail(commitsOf(history), { keys, ...(head === undefined ? {} : { head }) });

export const found = (result: Verification): string[] =>
  result.problems.map(({ code, commit }) => `${code}@${commit === null ? 'branch' : Number.parseInt(commit, 16)}`);

/** Hashes every link anew after some were changed, and keeps the proofs: what a forger without a key can do. */
export function rechain(history: readonly Step[]): readonly Step[] {
  let previous = sha256Hex(history[0]?.files[0]?.bytes ?? '');
  return history.map((step) => {
    if (step.link === undefined) return step;
    const link: Link = { ...step.link, previous };
    const again = stepOf(link, link.files === undefined ? [] : ATTACHMENTS);
    previous = sha256Hex(again.files[0]?.bytes ?? '');
    return again;
  });
}

export const without = (index: number): readonly Step[] => steps.filter((_, at) => at !== index);
export const replaced = (index: number, step: Step): readonly Step[] =>
  steps.map((old, at) => (at === index ? step : old));
export const linkAt = (index: number): Link => steps[index]?.link ?? expect.fail(`no link ${index}`);
export const LATER = Date.parse(START) + 60_000;
export const lastHash = (): string => sha256Hex(steps.at(-1)?.files[0]?.bytes ?? '');
export const append = async (entry: Entry, by = signer): Promise<readonly Step[]> => [
  ...steps,
  await writeLink(entry, lastHash(), by, LATER),
];
