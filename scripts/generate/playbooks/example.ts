import { readFileSync } from 'node:fs';
import type { Install } from '../../../action/domain/documents.ts';
import type { WorldFact } from '../../../action/domain/drill.ts';
import { formatDuration, parseDuration } from '../../../action/domain/duration.ts';
import type { Json } from '../../../action/domain/json.ts';
import { parseInstall } from '../../../action/playbook/parse.ts';
import { registry } from '../../../action/services/registry.ts';
import type { Shipped } from './shipped.ts';

export const EXAMPLE_INSTALL = 'acme-prod';

/** The install of every example, as it is shipped: a command of a page that did not fit it would be no example. */
export const exampleInstall: Install = readExample(`playbooks/installs/${EXAMPLE_INSTALL}.yml`);

/** The account, Region and partition of every example. */
export const EXAMPLE_SCOPE = {
  partition: exampleInstall.partition,
  account: exampleInstall.account,
  region: exampleInstall.region,
} as const;

function readExample(path: string): Install {
  const text = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  return parseInstall({ path, text, blob: '' }, registry);
}

/** What stands for what only a drill's world knows. */
const FACTS: Readonly<Record<WorldFact, string | number>> = {
  'failing-target.id': '10.0.1.17',
  'failing-target.port': 8080,
  'spare-target.id': '10.0.2.23',
  'spare-target.port': 8080,
  'failing-zone.name': `${EXAMPLE_SCOPE.region}a`,
  'new-certificate.arn': `arn:aws:acm:${EXAMPLE_SCOPE.region}:${EXAMPLE_SCOPE.account}:certificate/0e30e30e-0000-4000-8000-000000000002`,
  'closed-security-group.id': 'sg-18f7e6d5c4b3a2910',
  'web-http.url': 'http://shop.example.com/',
  'web-https.url': 'https://shop.example.com/',
  'web-https.host': 'shop.example.com',
  'web-https.port': 443,
};

/** The inputs of a request as somebody types them: those of the drill, and of what only its world knows an example. */
export function exampleInputs({ drill }: Pick<Shipped, 'drill'>): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    Object.entries(drill.inputs).map(([name, value]) => [name, typeof value === 'object' ? FACTS[value.world] : value]),
  );
}

/** The same as steps see them: defaults filled in, names of resources turned into ARNs. */
export function resolvedInputs(shipped: Shipped): Readonly<Record<string, Json>> {
  const given = exampleInputs(shipped);
  const { resources } = exampleInstall;
  return Object.fromEntries(
    Object.entries(shipped.playbook.inputs).map(([name, spec]): [string, Json] => {
      const value = given[name] ?? spec.default ?? null;
      return [name, spec.type === 'resource' ? (resources[spec.kind]?.[String(value)] ?? null) : value];
    }),
  );
}

const USUAL_DURATION = '30m';

/** The command that asks for it, over some lines of a shell: every criterion stands there to be read. */
export function requestCommand({ playbook, ...shipped }: Shipped): string {
  const duration = formatDuration(Math.min(parseDuration(USUAL_DURATION), playbook.maxDurationMs));
  const accepted = playbook.steps.filter(({ irreversible }) => irreversible).map(({ id }) => id);
  return [
    `breakglass request ${playbook.playbook} --install ${EXAMPLE_INSTALL} --duration ${duration}`,
    `--incident INC-4711 --reason ${quoted('What customers see, in one sentence')}`,
    ...Object.entries(exampleInputs(shipped)).map(([name, value]) => `--input ${quoted(`${name}=${value}`)}`),
    ...playbook.criteria.map((criterion) => `--confirm ${quoted(criterion)}`),
    ...accepted.map((id) => `--accept ${id}`),
  ].join(' \\\n  ');
}

/** As one word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w.,:/@=+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
