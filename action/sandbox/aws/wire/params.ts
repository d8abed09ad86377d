import { AwsFault } from '../service.ts';

/** Query parameters as a tree: `Actions.member.1.Type=forward` is three levels down. */
export interface ParamNode {
  value: string | undefined;
  readonly children: Map<string, ParamNode>;
}

/** A Query request: what is asked for, and its parameters. */
export interface QueryRequest {
  readonly action: string | undefined;
  readonly version: string | undefined;
  readonly params: ParamNode;
}

/** No shape of the emulated services is deeper; a longer key can only be wrong. */
const MAX_DEPTH = 16;

/** Reads `application/x-www-form-urlencoded` text. */
export function readQuery(text: string): QueryRequest {
  const params: ParamNode = { value: undefined, children: new Map() };
  const top = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(text)) {
    if (key === 'Action' || key === 'Version') {
      if (top.has(key)) throw duplicate(key);
      top.set(key, value);
    } else insert(params, key, value);
  }
  return { action: top.get('Action'), version: top.get('Version'), params };
}

function insert(root: ParamNode, key: string, value: string): void {
  const parts = key.split('.', MAX_DEPTH + 1);
  if (parts.length > MAX_DEPTH) throw unknownParameter(`${key.slice(0, 80)}…`);
  let node = root;
  for (const part of parts) {
    let child = node.children.get(part);
    if (child === undefined) {
      child = { value: undefined, children: new Map() };
      node.children.set(part, child);
    }
    node = child;
  }
  if (node.value !== undefined) throw duplicate(key);
  node.value = value;
}

function duplicate(key: string): AwsFault {
  return new AwsFault('MalformedQueryString', `Duplicate parameter: ${key}`, 404);
}

/** AWS documents `InvalidQueryParameter` for a query that "does not adhere to AWS standards". */
export function unknownParameter(path: string): AwsFault {
  return new AwsFault('InvalidQueryParameter', `Unknown parameter: ${path}`);
}
