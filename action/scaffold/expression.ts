/** What opens an expression in a workflow, wherever it stands. */
const OPENING = '${{';

/** `${{ … }}` around an expression. */
export function expression(code: string): string {
  return `${OPENING} ${code} }}`;
}

/** A text as a string of GitHub's expression language, where only the single quote is special. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A text for a place where GitHub allows no expression: there `${{` makes the whole file invalid, even in a description. Only for
 * what people read; what is compared or run has to stay as it is.
 */
export function withoutExpressions(text: string): string {
  return text.replaceAll(OPENING, '$ {{');
}

/** Whether a text can stand, as it is, where GitHub allows no expression, as an option or a default that people see. */
export function isPlainLine(text: string): boolean {
  return /^\S(.*\S)?$/u.test(text) && !text.includes(OPENING);
}
