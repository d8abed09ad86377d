import type { Playbook } from '../../domain/documents.ts';
import type { Drill, WorldFact } from '../../domain/drill.ts';
import { formatDuration } from '../../domain/duration.ts';
import type { Json } from '../../domain/json.ts';
import type { SandboxAws } from '../../sandbox/start.ts';
import { SECURITY_GROUPS } from '../cloud.ts';
import type { SettledProbe, TrafficProbes } from '../probe/traffic-probes.ts';
import type { Scenario } from '../scenarios.ts';
import type { DrillWorld } from '../world.ts';

/** A playbook's own drill as a story: its files, its criteria, the commander whose turn it is. */
export function habitScenario(root: string, playbook: Playbook, drill: Drill, commander: string): Scenario {
  const [login = commander] = commander.split('#');
  return {
    name: drill.drill,
    title: drill.summary,
    world: {
      root,
      roles: [playbook.role],
      people: [login],
      install: { commanders: [login] },
      cloud: { rules: drill.rules, targetsAdmit: drill.targetsAdmit },
    },
    trouble: drill.trouble,
    traffic: trafficOf(playbook, drill),
    commander: login,
    request: (world) => ({
      playbook: playbook.playbook,
      confirmed: playbook.criteria,
      duration: formatDuration(drill.durationMs),
      accept: playbook.steps.filter(({ irreversible }) => irreversible).map(({ id }) => id),
      inputs: Object.fromEntries(Object.entries(drill.inputs).map(([name, value]) => [name, known(value, world)])),
    }),
    expected: {
      outcome: drill.expect.outcome,
      world: drill.expect.world,
      healed: drill.expect.errors === 'gone',
    },
  };
}

function trafficOf(playbook: Playbook, drill: Drill): TrafficProbes {
  return { probes: settledProbes(playbook, drill), lastStep: playbook.steps.at(-1)?.id ?? '' };
}

/** What a change is answered with stays where the change stays, unless the drill says otherwise. */
export function settledProbes(
  { revert }: Pick<Playbook, 'revert'>,
  { expect: { traffic, outcome } }: Pick<Drill, 'expect'>,
): readonly SettledProbe[] {
  const isUndone = revert === 'at-end' || outcome === 'rolled-back';
  return traffic.map((probe) => ({ after: isUndone ? probe.before : probe.during, ...probe }));
}

/** What the world knows only once it is built. */
function known(value: Drill['inputs'][string], world: DrillWorld): Json {
  return typeof value === 'object' ? FACTS[value.world](world) : value;
}

const FACTS: Readonly<Record<WorldFact, (world: DrillWorld) => Json>> = {
  'failing-target.id': () => '127.0.0.1',
  'failing-target.port': ({ cloud }) => cloud.servers.blue[0]?.port ?? 0,
  'spare-target.id': () => '127.0.0.1',
  'spare-target.port': ({ cloud }) => cloud.servers.spare[0]?.port ?? 0,
  'failing-zone.name': ({ sandbox }) => `${sandbox.aws.region}a`,
  'new-certificate.arn': ({ cloud }) => cloud.certificates.new,
  'closed-security-group.id': () => SECURITY_GROUPS.closed,
  'web-http.url': ({ cloud, sandbox }) => addressOf(sandbox.aws, cloud.listener).href,
  'web-https.url': ({ cloud, sandbox }) => addressOf(sandbox.aws, cloud.secureListener).href,
  'web-https.host': ({ cloud, sandbox }) => addressOf(sandbox.aws, cloud.secureListener).hostname,
  'web-https.port': ({ cloud, sandbox }) => Number(addressOf(sandbox.aws, cloud.secureListener).port),
};

function addressOf(aws: SandboxAws, listener: string): URL {
  const url = aws.listenerUrl(listener);
  if (url === undefined) throw new Error(`the listener ${listener} has no address`);
  return new URL(url);
}
