import { BreakglassError } from '../../domain/error.ts';
import { show } from '../problem.ts';

/** A piece of a text with expressions in it: plain text, or what stands between `${{` and `}}`. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string };

const OPEN = '${{';
const CLOSE = '}}';

/** Whether a text holds an expression. */
export function hasExpression(text: string): boolean {
  return text.includes(OPEN);
}

/** A text as plain pieces and expressions, in order. `}}` inside a quoted string does not end an expression. */
export function splitTemplate(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let position = 0;
  for (;;) {
    const open = text.indexOf(OPEN, position);
    const plain = text.slice(position, open === -1 ? undefined : open);
    if (plain !== '') segments.push({ kind: 'text', text: plain });
    if (open === -1) return segments;
    const start = open + OPEN.length;
    const close = closing(text, start);
    if (close === -1) {
      throw new BreakglassError('invalid-expression', `${show(text.slice(open))} has no end`, {
        hint: 'close the expression with }}',
      });
    }
    segments.push({ kind: 'expression', source: text.slice(start, close) });
    position = close + CLOSE.length;
  }
}

function closing(text: string, start: number): number {
  let quoted = false;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith(CLOSE, index)) return index;
  }
  return -1;
}
