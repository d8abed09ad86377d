/** The only place that escapes. Everything that a person, a file or AWS wrote goes through one of these. */

/**
 * Control, bidirectional, zero-width and other characters that show nothing, or change how what follows is shown; private
 * and half characters too. Unassigned ones may be somebody's new letters, and stay.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Shows nothing, and is neither space nor punctuation: it ends every word that GitHub would look up. */
const JOINER = '\u2060';
/** Punctuation that begins something in Markdown, or ends it. The rest stays as it is, for people who read the source. */
const MARKUP = /[!#()*+.=@[\\\]^_`{}~-]/g;
/** These are read by HTML, by tables, and by those who look for comments: not even escaped do they stand there. */
const ENTITIES = /[&<>|]/g;
const COMMIT = /(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])/gi;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** One line for a terminal or a log: what cannot be seen becomes visible, and the end of a line a sign for it. */
export function plain(text: string): string {
  return text.replace(/\r?\n/g, ' ↵ ').replace(INVISIBLE, (character) => {
    const digits = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits}`;
  });
}

/**
 * Text inside Markdown, on one line. Escaped punctuation keeps the parser from finding markup; GitHub then looks at the text
 * as it is rendered, where joiners keep it from finding mentions, references, commits, addresses and emoji.
 */
export function markdown(text: string): string {
  return escaped(joined(text));
}

/** `**text**`, whatever it begins and ends with: next to punctuation the stars would be read as stars. */
export function strong(text: string): string {
  const inner = joined(text).trim();
  const first = /^[\p{L}\p{N}]/u.test(inner) ? '' : JOINER;
  const last = /[\p{L}\p{N}]$/u.test(inner) ? '' : JOINER;
  return `**${first}${escaped(inner)}${last}**`;
}

/** Text inside an HTML element of ours. */
export function html(text: string): string {
  return joined(text).replace(ASCII_PUNCTUATION, entity);
}

/** A code span in Markdown that holds `text` whatever backticks it has. A row of a table ends a cell at every bar. */
export function code(text: string, place: 'line' | 'cell' = 'line'): string {
  const visible = /^ *$/.test(text) ? `"${text}"` : uncommented(plain(text));
  const shown = place === 'cell' ? visible.replaceAll('|', '\\u007c') : visible;
  const fence = '`'.repeat(longestRun(shown) + 1);
  return /^[ `]|[ `]$/.test(shown) ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** A block of code whose fence is longer than any in it. Lines stay lines. */
export function codeFence(language: string, text: string): string {
  const lines = text.split('\n').map((line) => uncommented(plain(line)));
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** Text inside a Mermaid diagram: letters that its grammar gives no meaning, and nothing else. */
export function mermaidText(text: string): string {
  const safe = text.replace(/[^A-Za-z0-9 .,/_-]/gu, '_').trim();
  return safe === '' ? '_' : shorten(safe, 80).replace('…', '...');
}

/** At most `length` characters, the cut shown. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** A line that neither is empty nor begins or ends with a space: Markdown would drop it, or take what follows for code. */
export function filled(line: string): string {
  return line === '' ? JOINER : line.replace(/^(?= )|(?<= )$/g, JOINER);
}

/** What nobody can see made visible, runs of spaces made one, and every word that GitHub looks up taken apart. */
function joined(text: string): string {
  return (
    plain(text)
      .replace(/ +/g, ' ')
      .replace(/[@#]|:(?=\S)|\bwww(?=\.)|\b(?:GH|GHSA|CVE)-(?=\w)/gi, (found) => `${found}${JOINER}`)
      .replace(COMMIT, (hex) => hex.replace(/.{6}(?=.)/g, (part) => `${part}${JOINER}`))
      // GitHub documents no escape for what begins a formula, so another dollar stands for it.
      .replaceAll('$', '＄')
  );
}

function escaped(text: string): string {
  return text.replace(MARKUP, (character) => `\\${character}`).replace(ENTITIES, entity);
}

function uncommented(text: string): string {
  return text.replaceAll('<!--', `<${JOINER}!--`);
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
