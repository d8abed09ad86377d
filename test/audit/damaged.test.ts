import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_AUDIT_BRANCH } from '../../action/audit/trail-path.ts';
import { auditVerify } from '../../action/commands/audit.ts';
import { type Commit, gitIn, inTemporaryFolder, makeRepository } from './clone-fixture.ts';
import { file, newSigner, type Signer, type Step, TWO_SESSIONS, writeTrail } from './trail-fixture.ts';

let signer: Signer;
let steps: readonly Step[];

beforeAll(async () => {
  signer = await newSigner();
  steps = await writeTrail(TWO_SESSIONS, signer);
});

const BRANCH = DEFAULT_AUDIT_BRANCH;
const FOREIGN = { files: [file('notes/a.txt', 'somebody else was here\n')] };

/** Verifies a trail in which `spoil` was done to one object, named as git names it, while its id stayed. */
async function verifySpoiled(
  spec: string,
  spoil: (object: Buffer) => Buffer,
  more: readonly Commit[] = [],
): Promise<number> {
  let exit = -1;
  await inTemporaryFolder(async (folder) => {
    const repo = join(folder, 'bare.git');
    await makeRepository(repo, [...steps.slice(0, 3), FOREIGN, ...steps.slice(3), ...more]);
    const jwks = join(folder, 'jwks.json');
    await writeFile(jwks, signer.jwks);
    const id = await gitIn(repo, 'rev-parse', spec);
    const target = join(repo, 'objects', id.slice(0, 2), id.slice(2));
    const object = spoil(inflateSync(await readFile(target)));
    await chmod(target, 0o644);
    await writeFile(target, deflateSync(object));
    exit = await auditVerify({ repo, branch: BRANCH, jwks, json: true }, () => undefined);
  });
  return exit;
}

function flipLast(object: Buffer): Buffer {
  const copy = Buffer.from(object);
  copy[copy.length - 2] = (copy[copy.length - 2] ?? 0) ^ 1;
  return copy;
}

describe('a clone in which an object is not what its id says', () => {
  it('verifies while nothing is spoiled', async () => {
    expect(await verifySpoiled(BRANCH, (object) => object)).toBe(0);
  });

  it.each([
    // git leaves a commit out that it cannot read, without a word: then the trail would only seem to end earlier.
    ['the last commit', BRANCH],
    ['a commit before it', `${BRANCH}~2`],
    ['the first commit', `${BRANCH}~8`],
    ['the tree of the last commit', `${BRANCH}^{tree}`],
    ['the tree of a commit before it', `${BRANCH}~3^{tree}`],
    ['a folder of an earlier commit', `${BRANCH}~4:audit/2026/11/21`],
    ['the genesis', `${BRANCH}:audit.json`],
    ['the last link', `${BRANCH}:audit/2026/11/21/inc-2-102/0003-closed.json`],
    ['a record', `${BRANCH}:audit/2026/11/21/inc-1-101/record.json`],
    ['a file outside the trail', `${BRANCH}:notes/a.txt`],
  ])('is refused: %s', async (_what, spec) => {
    await expect(verifySpoiled(spec, flipLast)).rejects.toMatchObject({ code: 'audit-invalid' });
  });

  it('is refused: a folder in which a file has another name, and everything is there', async () => {
    const renamed = (object: Buffer): Buffer =>
      Buffer.from(object.toString('latin1').replace('a.txt', 'b.txt'), 'latin1');
    await expect(verifySpoiled(`${BRANCH}:notes`, renamed)).rejects.toMatchObject({ code: 'audit-invalid' });
  });

  it('is refused: a file that a merge brings in', async () => {
    const merge = { files: [file('b', 'from the side\n')], merge: 2 };
    expect(await verifySpoiled(`${BRANCH}:b`, (object) => object, [merge])).toBe(1);
    await expect(verifySpoiled(`${BRANCH}:b`, flipLast, [merge])).rejects.toMatchObject({ code: 'audit-invalid' });
  });
});
