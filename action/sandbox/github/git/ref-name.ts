/** Characters that git refuses in ref names, beside control characters and spaces. */
const FORBIDDEN = /[~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$/;

/** True for a name that git accepts as a full ref: the rules of git-check-ref-format. */
export function isRefName(name: string): boolean {
  if (!/^refs\/[^/]+\/.+$/.test(name) || FORBIDDEN.test(name)) return false;
  const printable = Array.from(name).every((letter) => letter > ' ' && letter !== '\u007f');
  return printable && name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'));
}
