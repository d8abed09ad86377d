import { monitorEventLoopDelay } from 'node:perf_hooks';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { readPlaybookFolder } from '../../drill/habit/playbooks.ts';
import { habitScenario } from '../../drill/habit/scenario.ts';
import { PEOPLE } from '../../drill/hosting.ts';
import { play } from '../../drill/play.ts';

/** One playbook's drill, to be played. */
export interface OwnDrill {
  /** The playbook repository's folder. */
  readonly root: string;
  readonly playbook: string;
  readonly bundle: string;
  readonly scale: number;
}

/** What became of one playbook's drill. */
export interface Tested {
  readonly playbook: string;
  readonly passed: boolean;
  readonly outcome: string;
  /** What customers were answered, probe by probe: `GET /orders/17: 200 by blue → 503 → 200 by blue`. */
  readonly answers: readonly string[];
  readonly problems: readonly string[];
  /** Wall milliseconds. */
  readonly took: number;
}

/** Lines of a session's log that are shown where its drill failed. */
const LAST_LINES = 40;
/** Seconds of the drill's clock for which its world may stand still: a health check waits eight for its answer, which takes several turns. */
const STILL_SECONDS = 4;

/** Plays it in a world of its own. Never throws: what goes wrong is a problem of the drill. */
export async function playOwnDrill(task: OwnDrill): Promise<Tested> {
  const start = Date.now();
  const lag = monitorEventLoopDelay();
  lag.enable();
  const log: string[] = [];
  const { outcome, answers, problems } = await played(task, log);
  lag.disable();
  const passed = problems.length === 0;
  const busy = passed ? [] : tooBusy((lag.max / 1e9) * task.scale);
  return {
    playbook: task.playbook,
    passed,
    outcome,
    answers,
    problems: passed ? [] : [...problems, ...busy, ...log.slice(-LAST_LINES)],
    took: Date.now() - start,
  };
}

async function played(
  { root, playbook: name, bundle, scale }: OwnDrill,
  log: string[],
): Promise<Pick<Tested, 'outcome' | 'answers' | 'problems'>> {
  const stage = {
    say: () => undefined,
    log: (line: string) => void log.push(line),
    approve: async () => true,
    traffic: () => undefined,
  };
  try {
    const { playbooks, drills } = await readPlaybookFolder(root);
    const [playbook, drill] = [playbooks.get(name), drills.get(name)];
    if (playbook === undefined || drill === undefined) throw new BreakglassError('internal', `no drill of ${name}`);
    const scenario = habitScenario(root, playbook, drill, PEOPLE.commander);
    const performance = await play({ scenario, bundle, scale, stage });
    await performance.close();
    return performance;
  } catch (error) {
    const { code, message } = asBreakglassError(error);
    return { outcome: 'none', answers: [], problems: [`${code}: ${message}`] };
  }
}

/** On a machine that has no time for a drill, health checks fail that are well: whoever reads of it should know. */
function tooBusy(seconds: number): readonly string[] {
  if (seconds < STILL_SECONDS) return [];
  const still = seconds.toFixed(0);
  return [
    `its world stood still for ${still} s of its clock, as the machine is too busy: fewer --jobs or a smaller --scale help`,
  ];
}
