import type { Happening } from '../happenings.ts';
import { setStatus } from '../runs.ts';
import { findRepository, fullName, type Run, type User, type World } from '../world.ts';
import { createActivity } from './activity.ts';
import { createConcurrencyGroups } from './concurrency-groups.ts';
import { cancelLed, createSignal, type Engine, type Led, type RunnerOptions, type RunReport } from './engine.ts';
import { onPullRequest, onPush, onSchedule, onWorkflowRun, type StartedRun } from './events.ts';
import { leadRun } from './lead-run.ts';
import { workflowAt } from './workflow-files.ts';
import { WorkflowProblem } from './workflow-problem.ts';

/** Runs the workflows that lie in the sandbox's repositories, by their own files. */
export interface Runner {
  /** Resolves when everything has ended or waits for a person. */
  idle(): Promise<void>;
  /** Every run so far, oldest first. */
  runs(): readonly RunReport[];
  /** Resolves to a run that waits for this environment's reviewers; rejects when all is idle and none does. */
  whenWaiting(environment: string): Promise<RunReport>;
  /** Fires a schedule, of a file on the default branch, by whoever is named. */
  schedule(repository: string, workflow: string, by: string): Promise<number>;
  /** Cancels what is under way and waits for its end. */
  close(): Promise<void>;
}

export function startRunner(world: World, options: RunnerOptions = {}): Runner {
  const engine: Engine = {
    world,
    options,
    activity: createActivity(),
    groups: createConcurrencyGroups(),
    changed: createSignal(),
    shown: createSignal(),
  };
  const led = new Map<number, Led>();
  const problems: unknown[] = [];

  async function lead({ run, file }: StartedRun): Promise<void> {
    const leading: Led = { run, problem: null, cancelled: false, reports: [], onCancel: new Set() };
    led.set(run.id, leading);
    await leadRun(engine, leading, file.workflow);
    const name = file.workflow instanceof WorkflowProblem ? run.workflow : file.workflow.name;
    work(async () => begin(await onWorkflowRun(world, run, name)));
  }

  /** A run counts as being at work by itself, but not while it waits. */
  const begin = (started: readonly StartedRun[]): void => {
    for (const each of started) lead(each).catch((error: unknown) => void problems.push(error));
  };

  /** Does something that counts as being at work. */
  function work(task: () => Promise<void>): void {
    const release = engine.activity.hold();
    task()
      .catch((error: unknown) => void problems.push(error))
      .finally(release);
  }

  const stop = world.happenings.listen((happening) => {
    if (happening.kind === 'push') work(() => pushed(happening));
    else if (happening.kind === 'pull-request') {
      const { repository, pull, action, by } = happening;
      const { head } = pull.tips;
      if (by?.kind !== 'user') return;
      work(async () => begin(await onPullRequest(world, { repository, pull, action, head, by: by.user })));
    } else if (happening.kind === 'run') work(() => again(happening.run));
    else {
      const leading = led.get(happening.run.id);
      if (happening.kind === 'cancel' && leading !== undefined) cancelLed(leading);
      engine.changed.tell();
    }
  });

  /** What a job's own token pushes starts nothing. */
  async function pushed(push: Extract<Happening, { readonly kind: 'push' }>): Promise<void> {
    const { repository, ref, by, after } = push;
    if (by?.kind !== 'user' || !/^refs\/(heads|tags)\//.test(ref) || /^0+$/.test(after)) return;
    const branch = ref.replace(/^refs\/heads\//, '');
    // As they are now: one that is opened from what was pushed tells of itself.
    const pulls = repository.pulls.filter(({ state, head }) => state === 'open' && head === branch);
    begin(await onPush(world, push, by.user));
    for (const pull of pulls) {
      begin(await onPullRequest(world, { repository, pull, action: 'synchronize', head: after, by: by.user }));
    }
  }

  /** A run that was asked for: dispatched, or run again at its own commit. */
  async function again(run: Run): Promise<void> {
    const file = await workflowAt(run.repository, run.sha, run.workflow);
    if (file !== undefined) begin([{ run, file }]);
    else setStatus(world, run, 'completed', 'startup_failure');
  }

  const runs = (): readonly RunReport[] => {
    if (problems.length > 0) throw problems[0];
    return [...led.values()].map(report);
  };
  return {
    idle: async () => {
      await engine.activity.idle();
      if (problems.length > 0) throw problems[0];
    },
    runs,
    whenWaiting: async (environment) => {
      for (;;) {
        const found = [...led.values()].find(({ run }) => run.waiting.has(environment));
        if (found !== undefined) return report(found);
        if (engine.activity.isIdle()) throw new Error(`no run waits for ${environment}: ${describe(runs())}`);
        await Promise.race([engine.shown.next(), engine.activity.idle()]);
      }
    },
    schedule: async (repository, workflow, by) => {
      const [owner = '', name = ''] = repository.split('/');
      const found = findRepository(world, owner, name);
      const user: User | undefined = world.users.get(by.toLowerCase());
      if (found === undefined || user === undefined) throw new Error(`the sandbox has no ${repository}, or no ${by}`);
      const started = await onSchedule(world, found, workflow, user);
      begin([started]);
      return started.run.id;
    },
    close: async () => {
      stop();
      for (const each of led.values()) if (each.run.status !== 'completed') cancelLed(each);
      engine.changed.tell();
      await engine.activity.idle();
    },
  };
}

function report({ run, problem, reports }: Led): RunReport {
  return {
    id: run.id,
    repository: fullName(run.repository),
    workflow: run.workflow,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    problem,
    jobs: reports,
  };
}

function describe(runs: readonly RunReport[]): string {
  const lines = runs.map(({ workflow, event, status, conclusion, problem, jobs }) => {
    const failed = jobs.flatMap(({ name, errors }) => errors.map((error) => `${name}: ${error}`));
    return [`${workflow} (${event}) is ${conclusion ?? status}`, problem ?? '', ...failed]
      .filter((text) => text !== '')
      .join(', ');
  });
  return lines.length === 0 ? 'nothing has run' : lines.join('; ');
}
