import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { licenses } from './bundle/licenses.ts';

/**
 * Bundles `action/main.ts` into `action/dist/`: `main.js`, and a chunk for each part that it loads later. With `--check` it
 * writes nothing and exits 1 when the committed bundle is not byte for byte what its source gives; with `--out FOLDER` it
 * writes there, to try a change before the committed bundle is touched.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'action', 'dist');
const work = mkdtempSync(join(tmpdir(), 'breakglass-bundle-'));
const files = join(work, 'files');
// Always the same place below the root: ncc numbers modules by their paths.
const outAt = process.argv.indexOf('--out');
const out = outAt === -1 ? undefined : process.argv[outAt + 1];
const shaken = out === undefined ? 'build-shaken' : `build-shaken-${process.pid}`;

try {
  const metafile = await bundle();
  writeFileSync(join(files, 'licenses.txt'), licenses(root, metafile));
  if (process.argv.includes('--check')) compare(readdirSync(files));
  else replace(out ?? dist, readdirSync(files));
} finally {
  for (const folder of [work, join(root, shaken)]) rmSync(folder, { recursive: true, force: true });
}

/**
 * In two steps. esbuild takes the packages' ES modules and leaves out what is not used, which ncc does not; ncc makes the
 * action's files of that, under names that stay. How long each of these took off the start is in `docs/performance.md`.
 */
async function bundle(): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['action/main.ts'],
    outdir: join(root, shaken),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // The oldest Node on which the bundle is drilled.
    target: 'node20.19',
    minify: true,
    metafile: true,
    legalComments: 'none',
    // The ES modules of packages that have both: of the AWS SDK's CommonJS nothing can be left out.
    mainFields: ['module', 'main'],
    alias: {
      'node:http': './scripts/bundle/node-http.ts',
      http: './scripts/bundle/node-http.ts',
      // Its ES modules; under the condition `node` it exports CommonJS only.
      yaml: './node_modules/yaml/browser/index.js',
      // Credentials are the session's own: what would look for others, in files and at metadata services, is not shipped.
      '@aws-sdk/credential-provider-node': './scripts/bundle/no-credential-chain.ts',
    },
  });
  const ncc = join(root, 'node_modules', '.bin', 'ncc');
  execFileSync(ncc, ['build', join(shaken, 'main.js'), '--no-cache', '--out', files], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(join(files, 'index.js'), join(files, 'main.js'));
  rmSync(join(files, 'package.json'), { force: true });
  return metafile;
}

function compare(names: readonly string[]): void {
  const extra = readdirSync(dist).filter((file) => !names.includes(file));
  const stale = names.filter((file) => !sameBytes(join(files, file), join(dist, file)));
  for (const file of [...extra, ...stale]) console.error(`action/dist is out of step with its source: ${file}`);
  if (extra.length + stale.length > 0) {
    console.error('run `npm run bundle` and commit the result with the source');
    process.exitCode = 1;
  }
}

function sameBytes(a: string, b: string): boolean {
  try {
    return readFileSync(a).equals(readFileSync(b));
  } catch {
    return false;
  }
}

function replace(folder: string, names: readonly string[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of names) copyFileSync(join(files, file), join(folder, file));
}
