import type { Repository, Run, World } from '../world.ts';
import type { Activity, Release } from './activity.ts';
import type { ConcurrencyGroups } from './concurrency-groups.ts';

/** One line of a job's log. */
export interface JobLine {
  readonly run: number;
  /** As GitHub's pages name the job: `break-glass / plan`. */
  readonly job: string;
  readonly line: string;
}

export interface RunnerOptions {
  /** `owner/name` of what lies outside the sandbox → the folder that stands for it, at whatever ref. Its refs are tags or commits. */
  readonly sources?: Readonly<Record<string, string>>;
  /** Runs instead of the `main` of every action in `sources`. */
  readonly bundle?: string;
  /** What the machine adds to the environment of every step: where AWS is, which clock. */
  readonly environment?: Readonly<Record<string, string>>;
  /** `owner/name` → the repository's secrets and variables. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly variables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly onLine?: (line: JobLine) => void;
  /** Told of each process of a step; tests interrupt it. */
  readonly onStart?: (job: string, process: { readonly pid: number; kill(signal: NodeJS.Signals): void }) => void;
}

/** A job of a run, as it stands. */
export interface JobReport {
  /** Its key in the file that defines it. */
  readonly key: string;
  readonly name: string;
  readonly environment: string | null;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobWorkflowRef: string;
  result: 'success' | 'failure' | 'cancelled' | 'skipped' | null;
  readonly outputs: Record<string, string>;
  readonly log: string[];
  /** As the processes wrote it: what nobody but the runner sees. */
  readonly raw: string[];
  readonly errors: string[];
  summary: string;
}

/** A run, as it stands. */
export interface RunReport {
  readonly id: number;
  readonly repository: string;
  readonly workflow: string;
  readonly event: string;
  readonly status: Run['status'];
  readonly conclusion: Run['conclusion'];
  /** Why it never started; null where it did. */
  readonly problem: string | null;
  readonly jobs: readonly JobReport[];
}

/** A run while it is led. */
export interface Led {
  readonly run: Run;
  problem: string | null;
  cancelled: boolean;
  readonly reports: JobReport[];
  /** What has to end when the run is cancelled. */
  readonly onCancel: Set<() => void>;
}

/** What every part of the runner works with. */
export interface Engine {
  readonly world: World;
  readonly options: RunnerOptions;
  readonly activity: Activity & { holder(): Release };
  readonly groups: ConcurrencyGroups;
  /** Somebody reviewed or cancelled: what waits for that looks again. */
  readonly changed: Signal;
  /** A run stands differently: for whoever watches. */
  readonly shown: Signal;
}

/** Something that happens again and again. */
export interface Signal {
  tell(): void;
  /** Resolves the next time. */
  next(): Promise<void>;
}

export function createSignal(): Signal {
  let waiting: (() => void)[] = [];
  return {
    tell: () => {
      const wake = waiting;
      waiting = [];
      for (const each of wake) each();
    },
    next: () => new Promise((resolve) => void waiting.push(resolve)),
  };
}

export function cancelLed(led: Led): void {
  if (led.cancelled) return;
  led.cancelled = true;
  for (const each of led.onCancel) each();
}

/** A repository's secrets or variables. */
export function settingsOf(
  given: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined,
  { owner, name }: Repository,
): Readonly<Record<string, string>> {
  return given?.[`${owner.login}/${name}`] ?? {};
}
