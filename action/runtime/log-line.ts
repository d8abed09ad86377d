/** Control, format (bidi, zero width) and line-separating characters, all of which could disguise or split a line. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Text as lines for the Actions log that the runner takes for text. It reads `::command::` at the start of a line, after
 * any blanks, and the older `##[command]` anywhere in it.
 */
export function toLogLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).map((line) =>
    line
      .replaceAll('\t', '  ')
      .replace(UNPRINTABLE, '')
      .replace(/^(\s*):(?=:)/u, '$1: ')
      .replaceAll('##[', '## ['),
  );
}
