import { describe, expect, it } from 'vitest';
import { checkFilter, matchesFilter } from '../../../../action/sandbox/github/actions/filter-pattern.ts';

/** From GitHub's own cheat sheet of filter patterns. */
const ROWS: readonly (readonly [readonly string[], string, boolean])[] = [
  [['feature/*'], 'feature/my-branch', true],
  [['feature/*'], 'feature/my/branch', false],
  [['feature/**'], 'feature/beta-a/my-branch', true],
  [['main'], 'main', true],
  [['main'], 'maintenance', false],
  [['**'], 'all/the/branches', true],
  [['*'], 'all/the/branches', false],
  [['*feature'], 'ver-10-feature', true],
  [['v2*'], 'v2.0', true],
  [['v[12].[0-9]+.[0-9]+'], 'v1.10.1', true],
  [['v[12].[0-9]+.[0-9]+'], 'v3.0.0', false],
  [['*.jsx?'], 'page.js', true],
  [['docs/*'], 'docs/README.md', true],
  [['docs/*'], 'docs/a/README.md', false],
  [['docs/**/*.md'], 'docs/README.md', true],
  [['docs/**/*.md'], 'docs/a/b/README.md', true],
  [['**/docs/**'], 'dir/docs/my-file.txt', true],
  [['**/*-post.md'], 'my-post.md', true],
  [['**.js'], 'src/js/app.js', true],
  [['releases/**', '!releases/**-alpha'], 'releases/10-alpha', false],
  [['releases/**', '!releases/**-alpha'], 'releases/10', true],
  [['releases/**', '!releases/**-alpha', 'releases/1-alpha'], 'releases/1-alpha', true],
  [['playbooks/requests/**'], 'playbooks/requests/a.yml', true],
  [['playbooks/requests/**'], 'playbooks/a.yml', false],
];

describe('a filter', () => {
  it.each(ROWS)('%j on %s is %s', (patterns, value, expected) => {
    expect(matchesFilter(patterns, value)).toBe(expected);
  });

  it('refuses patterns that only take away', () => {
    expect(() => checkFilter(['!a'], 'on.push.branches')).toThrow('at least one pattern');
  });
});
