import { stringify } from 'yaml';
import type { AwsScope } from '../../action/domain/arn.ts';
import type { Grant } from '../../action/domain/grant.ts';
import { isJsonObject, type Json, type JsonObject } from '../../action/domain/json.ts';
import type { CheckKind, Registry, StepKind } from '../../action/domain/step-kind.ts';

/** The account, Region and partition of every example. */
const SCOPE: AwsScope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };

/** `docs/step-kinds.md`: every step and check kind, from what drives the schema, the permissions and the engine too. */
export function stepKindsPage(registry: Registry): string {
  const byName = <K extends { readonly kind: string }>(kinds: ReadonlyMap<string, K>): readonly K[] =>
    [...kinds.values()].toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  return [
    '<!-- Written by `npm run generate` from the step kinds themselves: change them, not this page. -->',
    '# Step kinds and check kinds',
    'What a playbook can say under `uses:`. The permissions are those for the first example.',
    '## Steps',
    ...byName(registry.steps).flatMap(stepSection),
    '## Checks',
    ...byName(registry.checks).flatMap((kind) => section(kind, 'checks', kind.grants)),
  ]
    .join('\n\n')
    .concat('\n');
}

function stepSection(kind: StepKind): readonly string[] {
  const [example = {}] = kind.examples;
  const minutes = Math.ceil(kind.timeoutMs(example) / 60_000);
  return [
    ...section(kind, 'steps', (params, scope) => [
      ...kind.resourceKind.grants(kind.resource(params), scope),
      ...kind.grants(params, scope),
    ]),
    `It touches one \`${kind.resourceKind.kind}\`, and is given up after ${minutes} min in the example. ${undoing(kind)}`,
  ];
}

function undoing(kind: StepKind): string {
  return kind.irreversible
    ? 'It cannot be undone: the request has to accept it by its id.'
    : 'It is undone by restoring the recorded state.';
}

function section(
  kind: StepKind | CheckKind,
  list: 'steps' | 'checks',
  grants: (params: JsonObject, scope: AwsScope) => readonly Grant[],
): readonly string[] {
  const [example = {}] = kind.examples;
  const use = {
    ...(list === 'steps' ? { id: kind.kind.split('/').at(-1) ?? '' } : {}),
    uses: kind.kind,
    with: example,
  };
  return [
    `### ${kind.kind}`,
    `${kind.summary}.`,
    paramsTable(kind.params),
    `\`\`\`yaml\n${stringify({ [list]: [use] }, { lineWidth: 0 })}\`\`\``,
    ['| permission | on |', '|---|---|', ...unique(grants(example, SCOPE))].join('\n'),
  ];
}

function paramsTable(schema: JsonObject): string {
  const properties = objectAt(schema, 'properties');
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const rows = Object.entries(properties).map(([name, value]) => {
    const property = isJsonObject(value) ? value : {};
    const needed = required.includes(name) ? 'yes' : defaultOf(property);
    return `| \`${name}\` | ${cell(typeOf(property))} | ${needed} | ${cell(plainText(property['description']))} |`;
  });
  return ['| parameter | type | required | what it is |', '|---|---|---|---|', ...rows].join('\n');
}

function defaultOf(property: JsonObject): string {
  return property['default'] === undefined ? 'no' : `no, \`${cell(JSON.stringify(property['default']))}\``;
}

/** A property's type and limits in a few words. */
function typeOf(property: JsonObject): string {
  const { type, enum: values, minimum, maximum, maxLength, pattern, items, maxItems } = property;
  if (Array.isArray(values)) return values.map((value) => `\`${plainText(value)}\``).join(', ');
  const limits = [
    minimum === undefined && maximum === undefined ? [] : [`${plainText(minimum)} to ${plainText(maximum)}`],
    maxLength === undefined ? [] : [`at most ${plainText(maxLength)} characters`],
    pattern === undefined ? [] : [`\`${plainText(pattern)}\``],
  ].flat();
  const many = maxItems === undefined ? 'list of' : `list of at most ${plainText(maxItems)}:`;
  const name = type === 'array' && isJsonObject(items) ? `${many} ${typeOf(items)}` : plainText(type);
  return [name, ...limits].join(', ');
}

function plainText(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = schema[key];
  return isJsonObject(value) ? value : {};
}

function unique(grants: readonly Grant[]): readonly string[] {
  return [...new Set(grants.map(({ action, resource }) => `| \`${action}\` | \`${resource}\` |`))];
}
