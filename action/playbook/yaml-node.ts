import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { BreakglassError, type SourcePosition } from '../domain/error.ts';
import type { Json } from '../domain/json.ts';
import { deceptiveError, findDeceptive } from './source-text.ts';

/** Mappings and lists may nest this deep; nothing that people write here needs more. */
export const MAX_DEPTH = 16;

/** Keys and list indexes from the root of a document. */
export type DocumentPath = readonly (string | number)[];

type Locate = (offset: number) => SourcePosition;

/** A parsed YAML node as JSON; refuses what JSON cannot say and what YAML resolves behind the reader's back. */
export function nodeToJson(node: unknown, locate: Locate, depth = 0): Json {
  if (node === null || node === undefined) return null;
  if (!isNode(node)) throw new BreakglassError('invalid-yaml', 'not a YAML value');
  const at = locate(startOf(node));
  refuseIndirection(node, at);
  if (depth > MAX_DEPTH) {
    throw new BreakglassError('invalid-yaml', `nested deeper than ${MAX_DEPTH} levels`, { hint: 'flatten it', at });
  }
  if (isSeq(node)) return node.items.map((item) => nodeToJson(item, locate, depth + 1));
  if (isMap(node)) return mapToJson(node.items, locate, depth);
  if (isScalar(node)) return scalarToJson(node.value, node.source, at);
  throw new BreakglassError('invalid-yaml', 'not a YAML value', { at });
}

function refuseIndirection(node: Node, at: SourcePosition): void {
  if (isAlias(node)) throw aliasError(`the alias *${node.source}`, at);
  if ('anchor' in node && node.anchor) throw aliasError(`the anchor &${node.anchor}`, at);
  if ('tag' in node && node.tag) throw aliasError(`the tag ${node.tag}`, at);
}

function mapToJson(pairs: readonly Pair[], locate: Locate, depth: number): Json {
  const entries = new Map<string, Json>();
  for (const pair of pairs) {
    const [key, at] = readKey(pair.key, locate);
    if (entries.has(key)) {
      throw new BreakglassError('duplicate-key', `"${key}" stands twice in one mapping`, {
        hint: `remove one of the two "${key}"`,
        at,
      });
    }
    entries.set(key, nodeToJson(pair.value, locate, depth + 1));
  }
  return Object.fromEntries(entries);
}

function readKey(node: unknown, locate: Locate): readonly [string, SourcePosition] {
  const at = locate(startOf(node));
  if (isNode(node)) refuseIndirection(node, at);
  if (!isScalar(node) || typeof node.value !== 'string') {
    const shown = isScalar(node) ? (node.source ?? String(node.value)) : 'a list or mapping';
    throw new BreakglassError('wrong-type', `the key ${shown} is not text`, { hint: `quote it: "${shown}":`, at });
  }
  const key = node.value;
  const deceptive = findDeceptive(key) ?? (/[\r\n\t]/.test(key) ? { name: 'in a key' } : undefined);
  if (deceptive !== undefined) throw deceptiveError(deceptive.name, at);
  if (key === '<<') throw aliasError('a merge key', at);
  if (key === '__proto__') {
    throw new BreakglassError('invalid-name', `"${key}" cannot be a key`, { hint: 'choose another name', at });
  }
  return [key, at];
}

function scalarToJson(value: unknown, source: string | undefined, at: SourcePosition): Json {
  if (typeof value === 'string') {
    const deceptive = findDeceptive(value) ?? (value.includes('\r') ? { name: 'U+000D' } : undefined);
    if (deceptive !== undefined) throw deceptiveError(deceptive.name, at);
    return value;
  }
  if (typeof value === 'number') {
    if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) {
      // JSON knows no negative zero.
      return value === 0 ? 0 : value;
    }
    throw new BreakglassError('invalid-value', `the number ${source ?? value} cannot be kept exactly`, {
      hint: `quote it if it is text: "${source ?? value}"`,
      at,
    });
  }
  if (typeof value === 'boolean' || value === null) return value;
  throw new BreakglassError('invalid-yaml', `${source ?? 'the value'} is not text, a number, true, false or null`, {
    at,
  });
}

/** The nodes at `path`, or those of the nearest ancestor that exists. */
export function findNode(root: Node | null, path: DocumentPath): { readonly key?: Node; readonly value: Node | null } {
  let found: { key?: Node; value: Node | null } = { value: root };
  for (const step of path) {
    const next = child(found.value, step);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

function child(node: Node | null, step: string | number): { key?: Node; value: Node | null } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((candidate) => isScalar(candidate.key) && candidate.key.value === step);
  if (pair === undefined || !isNode(pair.key)) return undefined;
  return { key: pair.key, value: isNode(pair.value) ? pair.value : pair.key };
}

/** Offset of a node's first character. */
export function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** The error for what YAML resolves behind the reader's back. */
export function aliasError(what: string, at: SourcePosition): BreakglassError {
  return new BreakglassError('yaml-alias', `${what} is not accepted`, {
    hint: 'write the value out where it is used; a value that starts with *, & or ! needs quotes',
    at,
  });
}
