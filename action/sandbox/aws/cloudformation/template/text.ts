import { isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '../../../../domain/json.ts';
import { duplicateKey } from '../../../../policy/duplicate-key.ts';
import { formatError } from '../errors.ts';

/** Characters of a template in a request; a longer one has to come from S3, which the sandbox does not have. */
export const MAX_TEMPLATE_BYTES = 51_200;

/** YAML's short form of a function → its long form. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  '!Ref': 'Ref',
  '!Condition': 'Condition',
  '!GetAtt': 'Fn::GetAtt',
  '!Sub': 'Fn::Sub',
  '!Join': 'Fn::Join',
  '!Split': 'Fn::Split',
  '!Select': 'Fn::Select',
  '!If': 'Fn::If',
  '!Equals': 'Fn::Equals',
  '!And': 'Fn::And',
  '!Or': 'Fn::Or',
  '!Not': 'Fn::Not',
};

/**
 * A template as JSON, its functions in the long form. YAML is read as version 1.1, as CloudFormation does; where that
 * version turns a bare word into something that its author hardly meant (`on`, `0123`, `1:30`), the template is refused.
 */
export function readTemplate(text: string): JsonObject {
  const value = text.trimStart().startsWith('{') ? readJson(text) : readYaml(text);
  if (!isJsonObject(value)) throw formatError('the template is not an object');
  return value;
}

function readJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw formatError(`JSON not well-formed. (${error instanceof Error ? error.message : String(error)})`);
  }
  const duplicate = duplicateKey(text);
  if (duplicate !== undefined) throw formatError(`duplicate key "${duplicate}"`);
  requireKnownValues(value, '');
  return value;
}

function requireKnownValues(value: Json, path: string): void {
  if (value === null) throw nullValue(path);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw unclear(path, String(value));
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) requireKnownValues(item, `${path}/${index}`);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) requireKnownValues(item, `${path}/${key}`);
  }
}

function readYaml(text: string): Json {
  const document = parseDocument(text, { version: '1.1', merge: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) throw formatError(`YAML not well-formed. (${error.message})`);
  return fromNode(document.contents, '');
}

function fromNode(node: unknown, path: string): Json {
  if (isAlias(node)) throw formatError(`[${path}] YAML aliases are not allowed in CloudFormation templates`);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) throw nullValue(path);
  if (node.anchor !== undefined)
    throw formatError(`[${path}] YAML anchors are not allowed in CloudFormation templates`);
  const value = fromUntagged(node, path);
  return node.tag === undefined ? value : longForm(node.tag, value, path);
}

function fromUntagged(node: unknown, path: string): Json {
  if (isScalar(node)) return fromScalar(node, path);
  if (isSeq(node)) return node.items.map((item, index) => fromNode(item, `${path}/${index}`));
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => fromPair(pair, path)));
  throw nullValue(path);
}

function fromPair({ key, value }: Pair, path: string): readonly [string, Json] {
  if (isScalar(key) && key.source === '<<') {
    throw formatError(`[${path}] YAML merge keys are not allowed in CloudFormation templates`);
  }
  const name = isScalar(key) && key.tag === undefined && key.anchor === undefined ? fromScalar(key, path) : undefined;
  if (typeof name !== 'string' && typeof name !== 'number') throw formatError(`[${path}] a key is not a string`);
  return [String(name), fromNode(value, `${path}/${name}`)];
}

function fromScalar({ value, source = '' }: Scalar, path: string): Json {
  if (typeof value === 'string') return value;
  if (value === null) throw nullValue(path);
  if (typeof value === 'boolean' && /^(true|false)$/.test(source)) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && String(value) === source) return value;
  // A policy's Version and the format's own are dates to YAML, and strings to CloudFormation.
  if (value instanceof Date && /^\d{4}-\d{2}-\d{2}$/.test(source)) return source;
  throw unclear(path, source);
}

function longForm(tag: string, value: Json, path: string): Json {
  const name = Object.hasOwn(SHORT_FORMS, tag) ? SHORT_FORMS[tag] : undefined;
  if (name === undefined) throw formatError(`[${path}] unsupported YAML tag ${tag}`);
  if (name !== 'Fn::GetAtt' || typeof value !== 'string') return { [name]: value };
  const [resource = '', ...attribute] = value.split('.');
  return { [name]: [resource, attribute.join('.')] };
}

function nullValue(path: string): ReturnType<typeof formatError> {
  return formatError(`[${path}] 'null' values are not allowed in templates`);
}

function unclear(path: string, source: string): ReturnType<typeof formatError> {
  return formatError(`[${path}] ${source} is read differently by different parsers: put it in quotes`);
}
