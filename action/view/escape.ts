/** The only place that escapes. Everything that a person, a file or AWS wrote goes through one of these. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const MARKDOWN_PUNCTUATION = /[!"$%&'()*+,./:;<=>?[\\\]^_`{|}~-]/g;

/** One line for a terminal or a log: control, bidirectional and zero-width characters become visible. */
export function plain(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Text inside Markdown, on one line: punctuation is escaped, so that nothing is markup, HTML or a link; a word joiner
 * after `@` and `#` keeps GitHub from making mentions and references of the rendered text.
 */
export function markdown(text: string): string {
  return plain(text)
    .replace(MARKDOWN_PUNCTUATION, (character) => `\\${character}`)
    .replace(/[@#]/g, (character) => `${character === '#' ? '\\#' : '@'}\u2060`);
}

/** A code span in Markdown that holds `text` whatever backticks it has. */
export function code(text: string): string {
  const visible = plain(text).replace(/\|/g, '\\|');
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${visible}${fence}` : `${fence} ${visible} ${fence}`;
}

/** At most `length` characters, the cut shown. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
