const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/**
 * A name pattern as Ruby's `File.fnmatch` with `FNM_PATHNAME` reads it: `*` and `?` stay within a segment, `**` followed by a
 * slash crosses segments. Environments and rulesets match refs by it.
 */
export function refPattern(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const rest = pattern.slice(at);
    const set = /^\[[!^]?[^\]/]+\]/.exec(rest)?.[0];
    if (rest.startsWith('**/')) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (rest.startsWith('*')) source += '[^/]*';
    else if (rest.startsWith('?')) source += '[^/]';
    else if (set !== undefined) {
      source += `[${set.slice(1, -1).replace(/^!/, '^').replaceAll('\\', '\\\\')}]`;
      at += set.length - 1;
    } else source += (pattern[at] ?? '').replace(SPECIAL, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // A set whose range runs backwards matches nothing.
    return /^(?!)/;
  }
}
