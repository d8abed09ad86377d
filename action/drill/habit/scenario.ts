import type { Drill, Playbook } from '../../domain/documents.ts';
import { formatDuration } from '../../domain/duration.ts';
import type { Json } from '../../domain/json.ts';
import type { Scenario } from '../scenarios.ts';
import type { DrillWorld } from '../world.ts';

/** A playbook's own drill as a story: its files, its criteria, the commander whose turn it is. */
export function habitScenario(root: string, playbook: Playbook, drill: Drill, commander: string): Scenario {
  const [login = commander] = commander.split('#');
  return {
    name: drill.drill,
    title: drill.summary,
    world: { root, people: [login], install: { commanders: [login] } },
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

/** What the world knows only once it is built. */
function known(value: Drill['inputs'][string], { cloud }: DrillWorld): Json {
  if (typeof value !== 'object' || value === null || !('world' in value)) return value;
  return value.world === 'failing-target.id' ? '127.0.0.1' : (cloud.servers.blue[0]?.port ?? 0);
}
