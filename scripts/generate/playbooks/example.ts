import type { Drill, WorldFact } from '../../../action/domain/drill.ts';
import { formatDuration, parseDuration } from '../../../action/domain/duration.ts';
import type { Json } from '../../../action/domain/json.ts';
import type { Shipped } from './shipped.ts';

/** The account, Region and partition of every example. */
export const EXAMPLE_SCOPE = { partition: 'aws', account: '123456789012', region: 'us-east-1' } as const;
export const EXAMPLE_INSTALL = 'acme-prod';

const ELB = `arn:aws:elasticloadbalancing:${EXAMPLE_SCOPE.region}:${EXAMPLE_SCOPE.account}`;
const WEB = 'app/web/50dc6c495c0c9188';
const HTTP = `${WEB}/f2f7dc8efc522ab2`;

/** What an install calls its resources, as the drills' world does: kind → name → ARN. */
const RESOURCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'elbv2/load-balancer': { web: `${ELB}:loadbalancer/${WEB}` },
  'elbv2/listener': { 'web-http': `${ELB}:listener/${HTTP}`, 'web-https': `${ELB}:listener/${WEB}/9a1b2c3d4e5f6071` },
  'elbv2/target-group': {
    blue: `${ELB}:targetgroup/blue/943f017f100becff`,
    green: `${ELB}:targetgroup/green/73e2d6bc24d8a067`,
    fallback: `${ELB}:targetgroup/fallback/5b6c7d8e9fa0b1c2`,
  },
};

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

/** The resources of an install for which a playbook's example is: kind → name → ARN. */
export function exampleResources({ rules }: Pick<Drill, 'rules'>): typeof RESOURCES {
  const named = rules.map(({ name }, index): [string, string] => [
    name,
    `${ELB}:listener-rule/${HTTP}/${(index + 1).toString(16).padStart(16, '0')}`,
  ]);
  return { ...RESOURCES, 'elbv2/listener-rule': Object.fromEntries(named) };
}

/** The inputs of a request as somebody types them: those of the drill, and of what only its world knows an example. */
export function exampleInputs({ drill }: Pick<Shipped, 'drill'>): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    Object.entries(drill.inputs).map(([name, value]) => [name, typeof value === 'object' ? FACTS[value.world] : value]),
  );
}

/** The same as steps see them: defaults filled in, names of resources turned into ARNs. */
export function resolvedInputs(shipped: Shipped): Readonly<Record<string, Json>> {
  const given = exampleInputs(shipped);
  const resources = exampleResources(shipped.drill);
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
