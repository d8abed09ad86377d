import { Document, isMap, isScalar, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isFields, type Value } from './intrinsic.ts';
import type { Template } from './template.ts';

const WIDTH = 120;
/** Longer texts are folded over several lines. */
const LONG = 90;
/** Functions that have a short form, and a list of arguments: on one line where they fit. */
const FUNCTIONS: ReadonlySet<string> = new Set(['Sub', 'Join', 'Split', 'Select', 'If', 'Equals', 'And', 'Or', 'Not']);

/** The template as YAML, the same bytes for the same template. Every text is data: none can become structure or a comment. */
export function writeTemplate({ document, header, comments }: Template): string {
  const root = new YAMLMap<Node, Node>();
  for (const [section, value] of Object.entries(document)) {
    const key = new Scalar(section);
    key.spaceBefore = root.items.length > 0;
    const written = node(value, section === 'Conditions');
    if (section === 'Resources') comment(written, comments);
    root.items.push(new Pair<Node, Node>(key, written));
  }
  // `compat`: CloudFormation reads YAML 1.1, in which `on` is true and 2012-10-17 a date.
  const yaml = new Document(root, { compat: 'yaml-1.1' });
  yaml.commentBefore = commentLines(header.flatMap((line) => (/^\S/.test(line) ? wrapped(line, WIDTH - 2) : [line])));
  return yaml.toString({
    lineWidth: WIDTH,
    singleQuote: true,
    flowCollectionPadding: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
}

function comment(resources: Node, comments: Template['comments']): void {
  if (!isMap(resources)) return;
  for (const [index, { key }] of resources.items.entries()) {
    if (!isScalar(key)) continue;
    key.spaceBefore = index > 0;
    const text = comments[String(key.value)];
    if (text !== undefined) key.commentBefore = commentLines(wrapped(text, WIDTH - 4));
  }
}

function commentLines(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? ' ' : ` ${line}`)).join('\n');
}

/** `Condition` is a function in the section of conditions; elsewhere it is a property, of a resource or of a policy. */
function node(value: Value, inConditions: boolean): Node {
  if (isFields(value)) return fields(Object.entries(value), inConditions);
  if (typeof value !== 'object') return scalar(value);
  const seq = new YAMLSeq<Node>();
  for (const each of value) seq.items.push(node(each, inConditions));
  seq.flow = value.length === 0;
  return seq;
}

function fields(entries: readonly (readonly [string, Value])[], inConditions: boolean): Node {
  const [first, ...more] = entries;
  if (first !== undefined && more.length === 0) {
    const written = shortForm(first[0], first[1], inConditions);
    if (written !== undefined) return written;
  }
  const map = new YAMLMap<Node, Node>();
  for (const [key, value] of entries) map.items.push(new Pair<Node, Node>(new Scalar(key), node(value, inConditions)));
  map.flow = entries.length === 0;
  return map;
}

function shortForm(key: string, value: Value, inConditions: boolean): Node | undefined {
  if (key === 'Ref' || (inConditions && key === 'Condition')) return tagged(new Scalar(value), key);
  if (key === 'Fn::GetAtt' && Array.isArray(value)) return tagged(new Scalar(value.join('.')), 'GetAtt');
  const name = key.startsWith('Fn::') ? key.slice('Fn::'.length) : '';
  if (!FUNCTIONS.has(name)) return undefined;
  const written = node(value, inConditions);
  if (written instanceof YAMLSeq && inlineWidth(value) <= LONG) written.flow = true;
  return tagged(written, name);
}

function tagged(written: Node, name: string): Node {
  written.tag = `!${name}`;
  return written;
}

/** How wide `value` is on one line; an object that is not a function never is. */
function inlineWidth(value: Value): number {
  if (!isFields(value)) {
    return typeof value === 'object'
      ? value.reduce<number>((sum, each) => sum + inlineWidth(each) + 2, 2)
      : width(value);
  }
  const [[key, argument] = ['', ''], ...more] = Object.entries(value);
  const isFunction = more.length === 0 && (key === 'Ref' || key === 'Condition' || key.startsWith('Fn::'));
  return isFunction ? key.length + inlineWidth(argument) : Number.POSITIVE_INFINITY;
}

function width(value: string | number | boolean): number {
  return String(value).length + 2;
}

/** White space that a folded text would not keep, and characters that should be seen. */
const UNFOLDABLE = /^\s|\s$|\s\s|[\p{C}\p{Zl}\p{Zp}]/u;

function scalar(value: string | number | boolean): Node {
  const written = new Scalar(value);
  if (typeof value !== 'string') return written;
  if (UNFOLDABLE.test(value)) written.type = Scalar.QUOTE_DOUBLE;
  else if (value.length > LONG && value.includes(' ')) written.type = Scalar.BLOCK_FOLDED;
  return written;
}

/** `text` in lines of at most `width` characters, where its words allow it. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
