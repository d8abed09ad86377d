import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../repository/files.ts';

/** Stands in for GitHub's command line: tags are files in `tags/`, and what changes something is told to `calls`. */
const GH = `#!/usr/bin/env bash
set -euo pipefail
cd "$STATE"
case "$*" in
  *'matching-refs/tags/v1. --jq'*) prefix="\${2##*/}"; for each in tags/"$prefix"*; do [[ ! -e $each ]] || echo "\${each##*/}"; done ;;
  *matching-refs/tags/*) tag="\${2##*/}"; [[ ! -e tags/$tag ]] || cat "tags/$tag" ;;
  'release view '*) [[ -e release ]] ;;
  'release create '*) echo "release $3" >>calls; touch release ;;
  *'--method PATCH '*) tag="\${4##*/}"; [[ "$*" =~ sha=([0-9a-f]+) ]]; echo "move $tag" >>calls; echo "\${BASH_REMATCH[1]}" >"tags/$tag" ;;
  *'/git/refs --field '*) [[ "$*" =~ refs/tags/([^ ]+)\\ .*sha=([0-9a-f]+) ]]; echo "tag \${BASH_REMATCH[1]}" >>calls; echo "\${BASH_REMATCH[2]}" >"tags/\${BASH_REMATCH[1]}" ;;
  *) echo "unexpected: $*" >&2; exit 1 ;;
esac
`;
const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'breakglass-publish-'));
  for (const folder of ['state/tags', 'bin']) mkdirSync(join(root, folder), { recursive: true });
  cpSync(join(ROOT, 'scripts/release'), join(root, 'scripts/release'), { recursive: true });
  writeFileSync(join(root, 'bin/gh'), GH, { mode: 0o755 });
  writeFileSync(join(root, 'state/calls'), '');
  release('1.2.3');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function release(
  version: string,
  changelog = `# Changelog\n\n## [${version}] - 2026-11-21\n\n- New\n\n## [1.0.0]\n\n- Old\n`,
): void {
  writeFileSync(join(root, 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(root, 'CHANGELOG.md'), changelog);
}

function publish(sha: string): number | null {
  const env = {
    PATH: `${join(root, 'bin')}:${process.env['PATH']}`,
    STATE: join(root, 'state'),
    GITHUB_SHA: sha,
    GITHUB_REPOSITORY: 'breakglass-dev/breakglass',
  };
  return spawnSync(join(root, 'scripts/release/publish'), { env, stdio: 'pipe' }).status;
}
const calls = (): readonly string[] =>
  readFileSync(join(root, 'state/calls'), 'utf8').trim().split('\n').filter(Boolean);
const tag = (name: string): string => readFileSync(join(root, 'state/tags', name), 'utf8').trim();

it('refuses to move the major tag back when an older release is run again', () => {
  expect(publish(A)).toBe(0);
  release('1.10.0');
  expect(publish(B)).toBe(0);
  release('1.2.3');
  expect(publish(A)).toBe(0);
  expect(tag('v1')).toBe(B);
});

it('tags the version, releases it, and makes the major tag last', () => {
  expect(publish(A)).toBe(0);
  expect(calls()).toEqual(['tag v1.2.3', 'release v1.2.3', 'tag v1']);
});

it('moves the major tag only, and last, for a later version', () => {
  publish(A);
  release('1.3.0');
  rmSync(join(root, 'state/release'));
  expect(publish(B)).toBe(0);
  expect(calls().slice(3)).toEqual(['tag v1.3.0', 'release v1.3.0', 'move v1']);
  expect([tag('v1.2.3'), tag('v1.3.0'), tag('v1')]).toEqual([A, B, B]);
});

it('may be run again for the same commit', () => {
  publish(A);
  expect(publish(A)).toBe(0);
  expect(calls().slice(3)).toEqual(['move v1']);
});

it('refuses to move the tag of a version, and then moves nothing', () => {
  publish(A);
  expect(publish(B)).not.toBe(0);
  expect([tag('v1.2.3'), tag('v1')]).toEqual([A, A]);
});

it.each([
  ['a version without its section in the changelog', '1.2.4', '# Changelog\n\n## [1.2.3]\n\n- Old\n'],
  ['a section that says nothing', '1.2.4', '## [1.2.4]\n\n## [1.2.3]\n\n- Old\n'],
  ['what is no version', '1.2.3-$(touch x)', undefined],
])('refuses %s, before anything is tagged', (_name, version, changelog) => {
  release(version, changelog);
  expect(publish(A)).not.toBe(0);
  expect(calls()).toEqual([]);
});
