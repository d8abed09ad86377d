import { stringify } from 'yaml';
import type { AwsScope } from '../../../action/domain/arn.ts';
import { type Grant, isForLooking } from '../../../action/domain/grant.ts';
import type { JsonObject } from '../../../action/domain/json.ts';
import type { CheckKind, StepKind } from '../../../action/domain/step-kind.ts';
import { paramsTable } from './params-table.ts';

/** The account, Region and partition of every example. */
const SCOPE: AwsScope = { partition: 'aws', account: '123456789012', region: 'us-east-1' };

export const NOTICE = '<!-- Written by `npm run generate` from the kinds themselves: change them, not this page. -->';

/** The page of one step kind: from what drives the schema, the permissions and the engine too. */
export function stepPage(kind: StepKind): string {
  const [example = {}] = kind.examples;
  const minutes = Math.ceil(kind.timeoutMs(example) / 60_000);
  const { captures } = kind.resourceKind;
  return page([
    `# ${kind.kind}`,
    `${kind.summary}.`,
    '## Parameters',
    paramsTable(kind.params),
    '## Examples',
    ...kind.examples.map((params) =>
      exampleOf('steps', {
        id: idOf(kind),
        uses: kind.kind,
        ...(kind.irreversible ? { irreversible: true } : {}),
        with: params,
      }),
    ),
    '## Permissions',
    'For the first example. Recovery has those for undoing alone.',
    permissions([...kind.resourceKind.grants(kind.resource(example), SCOPE), ...kind.grants(example, SCOPE)]),
    '## What is recorded before',
    `One \`${kind.resourceKind.kind}\`: ${captures}.`,
    '## How it is undone',
    `${kind.undone}. Applying and verifying it may take ${minutes} min in the first example${kind.irreversible ? '' : ', and undoing it as long again'}.`,
    ...(kind.caveats.length === 0
      ? []
      : ['## What is irreversible or sensitive', kind.caveats.map((caveat) => `- ${caveat}`).join('\n')]),
  ]);
}

export function checkPage(kind: CheckKind): string {
  const [example = {}] = kind.examples;
  return page([
    `# ${kind.kind}`,
    `${kind.summary}. A check changes nothing.`,
    '## Parameters',
    paramsTable(kind.params),
    '## Examples',
    ...kind.examples.map((params) => exampleOf('checks', { uses: kind.kind, with: params })),
    '## Permissions',
    permissions(kind.grants(example, SCOPE)),
  ]);
}

/** The file that a kind's page is in, beside the index. */
export function pageName({ kind }: { readonly kind: string }): string {
  return `${kind.replace('/', '-')}.md`;
}

function page(blocks: readonly string[]): string {
  return [NOTICE, ...blocks].join('\n\n').concat('\n');
}

function idOf({ kind }: StepKind): string {
  return kind.split('/').at(-1) ?? '';
}

function exampleOf(list: 'steps' | 'checks', use: JsonObject): string {
  return `\`\`\`yaml\n${stringify({ [list]: [use] }, { lineWidth: 0 })}\`\`\``;
}

const PHASES = { apply: 'changing', restore: 'undoing' } as const;

/** A table of grants; `shown` is how their ARNs are written. */
export function permissions(grants: readonly Grant[], shown = (arn: string): string => arn): string {
  if (grants.length === 0) return 'None of AWS.';
  const rows = grants.map((grant) => {
    const { action, resource, phase, condition } = grant;
    const when = isForLooking(grant) ? 'reading' : phase === undefined ? 'changing, undoing' : PHASES[phase];
    const only = Object.entries(condition ?? {}).map(
      ([key, value]) => `\`${key}\` is \`${shown(JSON.stringify(value))}\``,
    );
    return `| \`${action}\` | \`${shown(resource)}\` | ${when} | ${only.join(', ')} |`;
  });
  return ['| permission | on | for | only where |', '|---|---|---|---|', ...new Set(rows)].join('\n');
}
