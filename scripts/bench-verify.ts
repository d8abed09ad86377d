import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeLongTrail } from './bench-verify/long-trail.ts';
import { measureTrail, printTrail, type TrailReport } from './bench-verify/measure.ts';

/**
 * Measures `breakglass audit verify` against `git log --stat` of the same branch: `npm run bench:verify`, with `--json` for
 * machines. `docs/performance.md` says what the numbers mean.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    /** Sessions of the trails, the shortest first. */
    sessions: { type: 'string', default: '1000,3000,10000' },
    /** A repository that an earlier run left, so that it need not be made again; with its keys beside it in `<repo>.jwks`. */
    repo: { type: 'string' },
    /** Another build than this repository's. */
    cli: { type: 'string', default: 'build/cli.js' },
  },
});

const lengths = values.sessions.split(',').map(Number);
const folder = await mkdtemp(join(tmpdir(), 'breakglass-verify-'));
try {
  const repo = values.repo ?? join(folder, 'audit.git');
  if (values.repo === undefined) await writeFile(`${repo}.jwks`, (await makeLongTrail(repo, lengths)).jwks);
  const options = { repo, jwks: `${repo}.jwks`, lengths, rounds: Number(values.rounds), cli: resolve(values.cli) };
  const report: TrailReport = await measureTrail(options);
  if (values.json) console.log(JSON.stringify(report));
  else printTrail(report);
} finally {
  await rm(folder, { recursive: true, force: true });
}
