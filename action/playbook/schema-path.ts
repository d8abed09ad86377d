import { isJsonObject, type Json } from '../domain/json.ts';
import type { DocumentPath } from './yaml-node.ts';

/** A JSON pointer as a path; what indexes a list becomes a number. */
export function pathOf(pointer: string, root: Json): DocumentPath {
  const path: (string | number)[] = [];
  let value: Json | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(value) ? Number(key) : key;
    path.push(step);
    value = childOf(value, step);
  }
  return path;
}

/** The value at `path`, or undefined. */
export function valueAt(root: Json, path: DocumentPath): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) value = childOf(value, step);
  return value;
}

function childOf(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
