import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verification } from '../../action/audit/verify.ts';
import { auditVerify } from '../../action/commands/audit.ts';
import { branchOf, makeLongTrail } from '../../scripts/bench-verify/long-trail.ts';
import { gitIn, inTemporaryFolder } from './clone-fixture.ts';

const LENGTHS = [3, 12] as const;

describe('the trail that verification is measured on', () => {
  it(
    'verifies, every link of it proven, at each of its lengths',
    () =>
      inTemporaryFolder(async (folder) => {
        const repo = join(folder, 'audit.git');
        const { jwks, links } = await makeLongTrail(repo, LENGTHS);
        await writeFile(join(folder, 'jwks.json'), jwks);
        expect(links).toBe(12 * 5);
        for (const sessions of LENGTHS) {
          const lines: string[] = [];
          const options = { repo, branch: branchOf(sessions), jwks: join(folder, 'jwks.json'), json: true };
          expect(await auditVerify(options, (line) => lines.push(line))).toBe(0);
          const result = JSON.parse(lines.join('\n')) as Verification;
          expect(result).toMatchObject({ ok: true, sessions, links: sessions * 5, open: [], unproven: [] });
          expect(result.origins).toMatchObject([{ links: sessions * 5 }]);
        }
      }),
    60_000,
  );

  it(
    'has links and records as large as those of a drill',
    () =>
      inTemporaryFolder(async (folder) => {
        const repo = join(folder, 'audit.git');
        await makeLongTrail(repo, [1]);
        const list = await gitIn(repo, 'ls-tree', '-r', '-l', branchOf(1));
        const size = (name: string): number => Number(new RegExp(`\\s(\\d+)\\t\\S*${name}$`, 'm').exec(list)?.[1]);
        expect(size('0001-opened.json')).toBeGreaterThan(8_000);
        expect(size('0004-monitored.json')).toBeGreaterThan(10_000);
        expect(size('record.json')).toBeGreaterThan(18_000);
        expect(size('report.md')).toBeGreaterThan(8_000);
      }),
    60_000,
  );
});
