import { BreakglassError, type SourcePosition } from '../domain/error.ts';

/** Larger files are refused before anything parses them. */
export const MAX_FILE_BYTES = 256 * 1024;

/**
 * Characters that make a text look different from what it is: C0 and C1 controls, bidirectional overrides and
 * isolates, zero-width and other invisible characters, line separators, tag characters, lone surrogates, and the
 * replacement character that stands for bytes which are not UTF-8.
 */
const DECEPTIVE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffd\u{e0000}-\u{e0fff}]|\p{Cs}|\r(?!\n)/u;

/** Where in `text` the first deceptive character is, or undefined. */
export function findDeceptive(text: string): { readonly offset: number; readonly name: string } | undefined {
  const match = DECEPTIVE.exec(text);
  if (match === null) return undefined;
  const point = match[0].codePointAt(0) ?? 0;
  return { offset: match.index, name: `U+${point.toString(16).toUpperCase().padStart(4, '0')}` };
}

/** The error for a deceptive character. */
export function deceptiveError(name: string, at: SourcePosition | undefined): BreakglassError {
  return new BreakglassError('control-character', `invisible or control character ${name}`, {
    hint: 'delete the character: it makes the text look different from what it is',
    ...(at === undefined ? {} : { at }),
  });
}

/** Refuses a text that is too large to parse or holds deceptive characters. A byte order mark may start it. */
export function requireReadable(path: string, text: string): void {
  if (text.length > MAX_FILE_BYTES || Buffer.byteLength(text) > MAX_FILE_BYTES) {
    throw new BreakglassError('file-too-large', `${path} is larger than ${MAX_FILE_BYTES / 1024} KiB`, {
      hint: 'split the file, or remove what does not belong in it',
      at: { file: path, line: 1, column: 1 },
    });
  }
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const found = findDeceptive(text.slice(start));
  if (found !== undefined) throw deceptiveError(found.name, positionAt(path, text, start + found.offset));
}

function positionAt(file: string, text: string, offset: number): SourcePosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { file, line: before.split('\n').length, column: offset - lineStart + 1 };
}
