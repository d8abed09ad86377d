import { BreakglassError, type SourcePosition } from '../domain/error.ts';

/** Larger files are refused before anything parses them. */
export const MAX_FILE_BYTES = 256 * 1024;

/**
 * Code points that make a text look different from what it is, by range. Tab and line feed are none of them; a carriage
 * return is one unless a line feed follows.
 */
const DECEPTIVE: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x08], // controls
  [0x0b, 0x1f],
  [0x7f, 0x9f], // DEL and the C1 controls
  [0xad, 0xad], // soft hyphen
  [0x34f, 0x34f], // combining grapheme joiner
  [0x61c, 0x61c], // Arabic letter mark
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer inherent vowels
  [0x180b, 0x180f], // Mongolian selectors and separator
  [0x200b, 0x200f], // zero-width space and joiners, direction marks
  [0x2028, 0x202e], // line separators, bidirectional embeddings and overrides
  [0x2060, 0x206f], // word joiner, bidirectional isolates
  [0x3164, 0x3164], // Hangul filler
  [0xd800, 0xdfff], // lone surrogates
  [0xfeff, 0xfeff], // byte order mark
  [0xffa0, 0xffa0], // halfwidth Hangul filler
  [0xfff9, 0xfffd], // annotations; the replacement character, which stands for bytes that are not UTF-8
  [0xe0000, 0xe0fff], // tags
];

/** Where in `text` the first deceptive character is, or undefined. */
export function findDeceptive(text: string): { readonly offset: number; readonly name: string } | undefined {
  for (let offset = 0; offset < text.length; offset += 1) {
    const unit = text.charCodeAt(offset);
    if (unit >= 0x20 && unit < 0x7f) continue;
    const point = text.codePointAt(offset) ?? unit;
    if (isDeceptive(point) && !(unit === 0x0d && text[offset + 1] === '\n')) {
      return { offset, name: `U+${point.toString(16).toUpperCase().padStart(4, '0')}` };
    }
    if (point > 0xffff) offset += 1;
  }
  return undefined;
}

function isDeceptive(point: number): boolean {
  return DECEPTIVE.some(([first, last]) => point >= first && point <= last);
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
