import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPins, rewritePins } from './release/pins.ts';

/**
 * `npm run pin -- SHA` makes the workflows of this repository call the action at that commit. `npm run pin -- --check` changes nothing:
 * it fails unless they call one commit before this one that differs from it in nothing but these pins. docs/releasing.md says why.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const WORKFLOWS = '.github/workflows';
const { version }: { version?: unknown } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const tag = `v${String(version)}`;

const [argument] = process.argv.slice(2);
try {
  if (argument === '--check') check();
  else if (argument !== undefined && /^[0-9a-f]{40}$/.test(argument)) pin(argument);
  else throw new Error('say which commit, by its 40 hex digits, or --check');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function pin(sha: string): void {
  git('merge-base', '--is-ancestor', sha, 'HEAD');
  for (const name of workflows()) {
    const file = join(root, WORKFLOWS, name);
    const text = readFileSync(file, 'utf8');
    const pinned = rewritePins(text, sha, tag);
    if (pinned === text) continue;
    writeFileSync(file, pinned);
    process.stdout.write(`${WORKFLOWS}/${name}\n`);
  }
}

function check(): void {
  const pins = workflows().flatMap((name) => findPins(readFileSync(join(root, WORKFLOWS, name), 'utf8')));
  const [sha, ...others] = new Set(pins.map((found) => found.sha));
  if (sha === undefined || others.length > 0) throw new Error('the workflows do not all call one commit of the action');
  if (pins.some((found) => found.version !== tag)) throw new Error(`a pin's comment is not ${tag}`);
  git('merge-base', '--is-ancestor', sha, 'HEAD');
  for (const path of git('diff', '--name-only', '-z', sha, 'HEAD').split('\0').filter(Boolean)) {
    if (rewritePins(fileAt(sha, path), sha, tag) === fileAt('HEAD', path) && path.startsWith(`${WORKFLOWS}/`)) continue;
    throw new Error(`${path} differs from ${sha}, which the workflows call: pin the commit before this one`);
  }
  process.stdout.write(`${pins.length} pins of ${sha}, which differs from HEAD in nothing else\n`);
}

function workflows(): readonly string[] {
  return readdirSync(join(root, WORKFLOWS)).filter((name) => name.endsWith('.yml'));
}

function fileAt(commit: string, path: string): string {
  return git('ls-tree', '--name-only', commit, '--', path) === '' ? '' : git('show', `${commit}:${path}`);
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
