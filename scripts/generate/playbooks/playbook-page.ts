import type { InputSpec, Playbook, Use } from '../../../action/domain/documents.ts';
import { formatDuration } from '../../../action/domain/duration.ts';
import type { Json, JsonObject } from '../../../action/domain/json.ts';
import { isJsonObject } from '../../../action/domain/json.ts';
import type { Registry } from '../../../action/domain/step-kind.ts';
import { grantsOf } from '../../../action/engine/plan.ts';
import { resolveExpressions } from '../../../action/playbook/resolve-expressions.ts';
import { shortArns } from '../../../action/view/short-arn.ts';
import { pageName as kindPage, permissions } from '../steps/kind-page.ts';
import { typeOf } from '../steps/params-table.ts';
import { drillSection } from './drill-section.ts';
import { plain } from './escape.ts';
import { EXAMPLE_SCOPE, requestCommand, resolvedInputs } from './example.ts';
import type { Shipped } from './shipped.ts';

/** The page of one playbook, for whoever has to decide at night whether it is the right one, and to ask for it. */
export function playbookPage(shipped: Shipped, registry: Registry): string {
  const { playbook, preface, role } = shipped;
  const name = playbook.playbook;
  return [
    `<!-- Written by \`npm run generate\` from playbooks/${name}.yml, its role and its drill: change them, not this page. -->`,
    `# ${name}`,
    `**${plain(playbook.summary)}.**${preface === '' ? '' : ` ${plain(preface)}`}`,
    '## When',
    'The incident commander confirms each of these in the request:',
    playbook.criteria.map((criterion) => `- ${plain(criterion)}`).join('\n'),
    '## Ask for it',
    `\`\`\`sh\n${requestCommand(shipped)}\n\`\`\``,
    'The names of resources are those of your install. Without `--input` and `--confirm`, on a terminal, you are asked.',
    inputsTable(playbook),
    '## What it does',
    numbered(doings(playbook, registry)),
    ending(playbook),
    '## How it is undone',
    undone(playbook, registry),
    '## What it may do',
    `Role [${role.role}](../../playbooks/roles/${role.role}.yml): ${plain(role.description)} For the request above:`,
    permissions(neededGrants(shipped, registry), shortArns),
    ...drillSection(shipped),
    `The file: [playbooks/${name}.yml](../../playbooks/${name}.yml). [All playbooks](README.md).`,
  ]
    .join('\n\n')
    .concat('\n');
}

function inputsTable({ inputs }: Playbook): string {
  const rows = Object.entries(inputs).map(([name, spec]) => {
    const { default: preset, description = '' } = spec;
    const optional = preset === undefined ? 'has to be given' : `\`${String(preset)}\``;
    return `| \`${name}\` | ${plain(description)} | ${inputType(spec)} | ${optional} |`;
  });
  return ['| input | what it is | type | unless given |', '|---|---|---|---|', ...rows].join('\n');
}

function inputType(spec: InputSpec): string {
  return spec.type === 'resource' ? `a name or ARN, ${spec.kind}` : typeOf({ ...spec }).replaceAll('|', '\\|');
}

function doings({ checks, steps, monitor }: Playbook, registry: Registry): readonly string[] {
  return [
    ...checks.map((check) => `Before anything changes: ${useText(check, registry)}`),
    ...steps.map((step) => `\`${step.id}\`: ${useText(step, registry)}`),
    ...monitor.checks.map((check) => `For ${formatDuration(monitor.forMs)} afterwards: ${useText(check, registry)}`),
  ];
}

/** `[elbv2/expect-healthy](…) with target-group = inputs.to, at-least = 50%. Holds when …` */
function useText({ uses, with: params }: Use, registry: Registry): string {
  const kind = registry.steps.get(uses) ?? registry.checks.get(uses);
  if (kind === undefined) throw new Error(`no kind ${uses}`);
  const given = Object.entries(params).map(([name, value]) => `${name} \`${paramText(value)}\``);
  return `[${uses}](../steps/${kindPage(kind)}): ${given.join(', ')}. ${kind.summary}.`;
}

/** A param as the playbook has it; of an expression what stands in it. */
function paramText(value: Json): string {
  if (typeof value === 'string') return value.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, '$1');
  if (Array.isArray(value)) return value.map(paramText).join(', ');
  if (!isJsonObject(value)) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${paramText(inner)}`)
    .join(', ');
}

function ending({ revert, maxDurationMs, monitor }: Playbook): string {
  const longest = `A request may ask for at most ${formatDuration(maxDurationMs)}.`;
  if (revert === 'at-end') return `**Temporary**: everything is put back when the request's duration ends. ${longest}`;
  const fails = monitor.checks.length === 0 ? 'a step fails' : 'a step fails or health degrades';
  return `**It stays**, unless ${fails}: then everything is put back, the last step first. ${longest}`;
}

function undone({ steps, revert }: Playbook, registry: Registry): string {
  const lines = steps.map(({ id, uses }) => `- \`${id}\`: ${registry.steps.get(uses)?.undone ?? ''}.`);
  const later =
    'What stays is put back later with `breakglass undo SESSION`: a request that is approved as this one is.';
  const sooner = 'Sooner: `breakglass end SESSION`. Later: `breakglass extend SESSION`.';
  return [...lines, '', revert === 'at-end' ? sooner : later].join('\n');
}

function neededGrants(shipped: Shipped, registry: Registry) {
  const { checks, steps, monitor } = shipped.playbook;
  const inputs: JsonObject = resolvedInputs(shipped);
  return [...checks, ...steps, ...monitor.checks].flatMap(({ uses, with: params }) => {
    const resolved = resolveExpressions(params, { inputs, install: {} });
    if (!isJsonObject(resolved)) throw new Error(`the parameters of ${uses} are no mapping`);
    return grantsOf(registry, { uses, with: resolved }, EXAMPLE_SCOPE);
  });
}

function numbered(items: readonly string[]): string {
  return items.map((item, index) => `${index + 1}. ${item}`).join('\n');
}
