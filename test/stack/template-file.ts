import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { type Fields, isFields, type Value } from '../../action/stack/intrinsic.ts';

/** A template as it is read from YAML, functions in the long form. */
export interface TemplateFile {
  readonly Description: string;
  readonly Metadata: Fields;
  readonly Parameters: Readonly<Record<string, Fields>>;
  readonly Conditions: Fields;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, Fields>>;
}

export interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: Fields;
}

/** Reads YAML as CloudFormation does: version 1.1, no aliases, the short forms of functions. */
export function readTemplate(text: string): TemplateFile {
  const document = parseDocument(text, { version: '1.1', merge: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  const root = valueOf(document.contents);
  if (!isFields(root)) throw new Error('the template is not an object');
  return JSON.parse(JSON.stringify(root));
}

function valueOf(node: unknown): Value {
  const value = untagged(node);
  const tag = (node as Node).tag;
  if (tag === undefined || !tag.startsWith('!')) return value;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt') return { 'Fn::GetAtt': String(value).split('.') };
  return { [`Fn::${name}`]: value };
}

function untagged(node: unknown): Value {
  if (isSeq(node)) return node.items.map((item) => valueOf(item));
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [String(valueOf(key)), valueOf(value)]));
  }
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Error(`${JSON.stringify(node)} is none of the values that a template holds`);
}

/** `value`, which has to be an object. */
export function fieldsOf(value: Value | undefined): Fields {
  if (value === undefined || !isFields(value)) throw new Error(`${JSON.stringify(value)} is not an object`);
  return value;
}

/** The statements of a policy, which has to be one. */
export function statementsOf(policy: Value | undefined): readonly Fields[] {
  const { Statement } = fieldsOf(policy);
  if (!Array.isArray(Statement)) throw new Error(`${JSON.stringify(policy)} is not a policy`);
  return Statement.map((each: Value) => fieldsOf(each));
}

/** Every value of `value`, itself first, with the path to it. */
export function* walk(value: Value, path = ''): Generator<readonly [path: string, value: Value]> {
  yield [path, value];
  const entries = typeof value === 'object' ? Object.entries(value) : [];
  for (const [key, each] of entries) yield* walk(each, `${path}/${key}`);
}
