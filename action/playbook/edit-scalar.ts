import { isScalar, type Scalar } from 'yaml';
import type { SourceFile } from '../domain/documents.ts';
import { composeYaml } from './yaml-document.ts';
import { type DocumentPath, findNode } from './yaml-node.ts';

/**
 * A YAML file's text with another string at `path`, and every other byte as it was: comments, order and spaces are the
 * author's. Undefined where no plain or quoted string stands there.
 */
export function replaceString(
  { path: file, text }: Pick<SourceFile, 'path' | 'text'>,
  path: DocumentPath,
  value: string,
): string | undefined {
  const root = composeYaml(text, () => ({ file, line: 1, column: 1 })).contents;
  const { value: node } = findNode(root, path);
  if (node === undefined || !isScalar(node) || typeof node.value !== 'string' || !node.range) return undefined;
  const quoted = quote(node, value);
  if (quoted === undefined) return undefined;
  const [start, end] = node.range;
  return `${text.slice(0, start)}${quoted}${text.slice(end)}`;
}

/** As it was quoted; what would be read as a number gets quotes. Undefined for blocks, and for what quotes do not hold. */
function quote({ type }: Scalar, value: string): string | undefined {
  if (!/^[A-Za-z0-9%._-]+$/.test(value)) return undefined;
  if (type === 'QUOTE_DOUBLE') return `"${value}"`;
  if (type === 'QUOTE_SINGLE') return `'${value}'`;
  if (type !== 'PLAIN') return undefined;
  return /^[0-9.]+$/.test(value) ? `"${value}"` : value;
}
