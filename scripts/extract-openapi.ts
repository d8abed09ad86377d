/**
 * Cuts the schemas of the answers that the GitHub sandbox gives out of GitHub's OpenAPI description.
 * The package is far too large to depend on: install it elsewhere, then
 *
 *   npm install --prefix /tmp/openapi @octokit/openapi
 *   npx tsx scripts/extract-openapi.ts /tmp/openapi/node_modules/@octokit/openapi
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENDPOINTS } from '../action/sandbox/github/rest/router.ts';

type Node = Record<string, unknown>;

/** Prose and hints, which no validation needs. */
const DROPPED = new Set(['description', 'example', 'examples', 'title', 'externalDocs', 'default', 'deprecated']);
const TARGET = new URL('../test/fixtures/github-openapi.json', import.meta.url);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (value: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>((node, key) => (isNode(node) ? node[key] : undefined), value);

/** OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, references point into this file's `definitions`. */
function simplify(value: unknown, inProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => simplify(item));
  if (!isNode(value)) return value;
  if (typeof value['$ref'] === 'string') {
    return { $ref: value['$ref'].replace('#/components/schemas/', '#/definitions/') };
  }
  const kept = Object.entries(value).filter(
    ([key]) => inProperties || !(DROPPED.has(key) || key === 'nullable' || key.startsWith('x-')),
  );
  const simple = Object.fromEntries(
    kept.map(([key, child]) => {
      // GitHub's alternatives overlap: what it means by oneOf is anyOf.
      const name = !inProperties && key === 'oneOf' ? 'anyOf' : key;
      return [name, simplify(child, !inProperties && key === 'properties')];
    }),
  );
  return !inProperties && value['nullable'] === true ? { anyOf: [simple, { type: 'null' }] } : simple;
}

function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isNode(value)) return [];
  const own = typeof value['$ref'] === 'string' ? [value['$ref'].replace('#/definitions/', '')] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

/** Status → schema of the JSON answer; null for an answer without one. */
function answersOf(api: unknown, operation: Node): Node {
  const entries = Object.entries(operation['responses'] as Node).map(([status, given]) => {
    const reference = at(given, '$ref');
    const name = typeof reference === 'string' ? (reference.split('/').at(-1) ?? '') : '';
    const response = typeof reference === 'string' ? at(api, 'components', 'responses', name) : given;
    const content = at(response, 'content');
    const json = at(content, 'application/json') ?? at(content, 'application/vnd.github.object');
    return [status, simplify(at(json, 'schema') ?? null)] as const;
  });
  return Object.fromEntries(entries);
}

function operationsOf(api: unknown): Map<string, Node> {
  const items = Object.values(at(api, 'paths') as Node).flatMap((item) => Object.values(item as Node));
  return new Map(items.filter(isNode).map((operation) => [String(operation['operationId']), operation]));
}

async function extract(source: string): Promise<void> {
  const load = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(source, 'generated', name), 'utf8')) as unknown;
  // What github.com does not have (`enterprise-admin/*`) is Enterprise Server's.
  const apis = [await load('api.github.com.json'), await load('ghes-3.19.json')];
  const operations: Node = {};
  const definitions: Node = {};
  for (const id of new Set(ENDPOINTS.map(({ operation }) => operation))) {
    const api = apis.find((each) => operationsOf(each).has(id));
    const operation = operationsOf(api).get(id);
    if (operation === undefined) throw new Error(`GitHub's description has no operation ${id}`);
    const answers = answersOf(api, operation);
    operations[id] = answers;
    const queue = [...references(answers)];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (name in definitions) continue;
      definitions[name] = simplify(at(api, 'components', 'schemas', name));
      queue.push(...references(definitions[name]));
    }
  }
  await writeFile(TARGET, `${JSON.stringify({ operations, definitions })}\n`);
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('say where @octokit/openapi is installed');
await extract(source);
