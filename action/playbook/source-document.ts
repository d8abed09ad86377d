import { LineCounter } from 'yaml';
import type { SourceFile } from '../domain/documents.ts';
import type { SourcePosition } from '../domain/error.ts';
import type { Json } from '../domain/json.ts';
import { requireReadable } from './source-text.ts';
import { composeYaml } from './yaml-document.ts';
import { type DocumentPath, findNode, nodeToJson, startOf } from './yaml-node.ts';

/** A file as data, which knows where each of its values stands. */
export interface SourceDocument {
  readonly path: string;
  readonly value: Json;
  /** Position of the value at `path`, or of its nearest existing ancestor. */
  readonly positionOf: (path: DocumentPath) => SourcePosition;
  /** Position of the key of the value at `path`; of the value itself for list items. */
  readonly keyPositionOf: (path: DocumentPath) => SourcePosition;
  /** Position of `part` inside the string at `path`; of the string when escapes or folding moved it. */
  readonly partPositionOf: (path: DocumentPath, part: string) => SourcePosition;
}

/** Parses a file as strict YAML 1.2: one document, no aliases, anchors, tags, duplicate or non-string keys. */
export function parseSource(file: Pick<SourceFile, 'path' | 'text'>): SourceDocument {
  requireReadable(file.path, file.text);
  const positionAt = locator(file);
  const root = composeYaml(file.text, positionAt).contents;
  const value = nodeToJson(root, positionAt);
  const positionOf = (path: DocumentPath) => positionAt(startOf(findNode(root, path).value));
  return {
    path: file.path,
    value,
    positionOf,
    keyPositionOf: (path) => {
      const found = findNode(root, path);
      return positionAt(startOf(found.key ?? found.value));
    },
    partPositionOf: (path, part) => {
      const node = findNode(root, path).value;
      const [start, end] = node?.range ?? [0, 0];
      const offset = file.text.indexOf(part, start);
      return offset >= start && offset < end ? positionAt(offset) : positionOf(path);
    },
  };
}

function locator({ path, text }: Pick<SourceFile, 'path' | 'text'>): (offset: number) => SourcePosition {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file: path, line, column: col };
  };
}
