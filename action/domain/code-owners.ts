/** One line of a CODEOWNERS file: whose review a path needs. Without owners the path is free again. */
export interface CodeOwnerRule {
  readonly pattern: string;
  /** In lowercase, as written: `@login`, `@org/team` or an address. */
  readonly owners: readonly string[];
}

/** The rules of a CODEOWNERS file, in order. */
export function parseCodeOwners(text: string): readonly CodeOwnerRule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...owners] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    return pattern === undefined || pattern === ''
      ? []
      : [{ pattern, owners: owners.map((each) => each.toLowerCase()) }];
  });
}

/** The owners of a path: the last rule that matches has the say. */
export function ownersOf(rules: readonly CodeOwnerRule[], path: string): readonly string[] {
  return rules.findLast(({ pattern }) => codeOwnerPattern(pattern).test(path))?.owners ?? [];
}

/**
 * Patterns are those of `.gitignore`, without `!` and `[ ]`: anchored where a slash stands before the end, everything below a
 * folder, but only the files right in it for a last `*`.
 */
function codeOwnerPattern(pattern: string): RegExp {
  const anchored = pattern.slice(0, -1).includes('/');
  const body = pattern.replace(/^\//, '').replace(/\/$/, '');
  const source = body.replace(/\*\*\/|\*\*|\*|\?|[\\^$.+()[\]{}|]/g, (found) => {
    if (found === '**/') return '(?:.*/)?';
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    return found === '?' ? '[^/]' : `\\${found}`;
  });
  const below = pattern.endsWith('/') ? '/.*' : body.endsWith('/*') ? '' : '(?:/.*)?';
  return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}${below}$`);
}
