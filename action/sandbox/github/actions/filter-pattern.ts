import { WorkflowProblem } from './workflow-problem.ts';

/** GitHub's filter patterns: `*` stops at a slash, `**` does not, `?` and `+` repeat the character before, `!` takes away. */
export function matchesFilter(patterns: readonly string[], value: string): boolean {
  let matched = false;
  for (const pattern of patterns) {
    const negative = pattern.startsWith('!');
    if (expressionOf(negative ? pattern.slice(1) : pattern).test(value)) matched = !negative;
  }
  return matched;
}

/** Throws where a pattern cannot be read. */
export function checkFilter(patterns: readonly string[], where: string): readonly string[] {
  for (const pattern of patterns) {
    try {
      expressionOf(pattern.replace(/^!/, ''));
    } catch {
      throw new WorkflowProblem(`${where}: invalid pattern '${pattern}'`);
    }
  }
  if (patterns.length > 0 && patterns.every((pattern) => pattern.startsWith('!'))) {
    throw new WorkflowProblem(`${where}: at least one pattern without '!' is needed`);
  }
  return patterns;
}

function expressionOf(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const rest = pattern.slice(at);
    const character = rest.charAt(0);
    if (rest.startsWith('**/')) {
      source += '(?:.*/)?';
      at += 2;
    } else if (rest.startsWith('**')) {
      source += '.*';
      at += 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?' || character === '+') source += character;
    else if (character === '[') {
      const end = rest.indexOf(']');
      source += end < 0 ? '\\[' : rest.slice(0, end + 1);
      at += Math.max(end, 0);
    } else if (character === '\\' && rest.length > 1) {
      source += escaped(rest.charAt(1));
      at += 1;
    } else source += escaped(character);
  }
  return new RegExp(`^${source}$`);
}

function escaped(character: string): string {
  return character.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
