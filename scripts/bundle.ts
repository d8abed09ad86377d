import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Bundles `action/main.ts` into `action/dist/main.js`. With `--check` it writes nothing and exits 1 when the committed
 * bundle is not byte for byte what its source gives.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'action', 'dist');
const work = mkdtempSync(join(tmpdir(), 'breakglass-bundle-'));

try {
  const files = bundle();
  if (process.argv.includes('--check')) compare(files);
  else replaceDist(files);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function bundle(): readonly string[] {
  run('tsc', ['-p', 'tsconfig.build.json']);
  run('ncc', ['build', join('build', 'main.js'), '--minify', '--license', 'licenses.txt', '--out', work]);
  return readdirSync(work).filter((file) => file !== 'package.json');
}

function run(tool: string, args: readonly string[]): void {
  execFileSync(join(root, 'node_modules', '.bin', tool), args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

function published(file: string): string {
  return join(dist, file === 'index.js' ? 'main.js' : file);
}

function compare(files: readonly string[]): void {
  const wanted = new Set(files.map((file) => published(file)));
  const extra = readdirSync(dist).filter((file) => !wanted.has(join(dist, file)));
  const stale = files.filter((file) => !sameBytes(join(work, file), published(file)));
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

function replaceDist(files: readonly string[]): void {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  for (const file of files) copyFileSync(join(work, file), published(file));
}
