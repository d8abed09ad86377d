import { runAction } from '../../action/commands/action.ts';
import { createLife } from '../../action/drill/chaos/life.ts';
import type { VirtualClock } from '../../action/drill/chaos/virtual-clock.ts';
import { type ActionResult, type PlayedStep, stepVariables } from '../../action/drill/runner.ts';
import type { HttpFetch } from '../../action/ports/http.ts';
import { createActionsHost, type RunnerSide } from '../../action/runtime/actions-host.ts';
import { createStepLog } from '../../action/sandbox/github/actions/log-commands.ts';

/** Where steps are played. */
export interface Stage {
  readonly clock: VirtualClock;
  /** The way to the services. */
  readonly send: HttpFetch;
  /** Lets time go on until the work is over. */
  readonly drive: <T>(work: Promise<T>) => Promise<T>;
}

/**
 * Plays a step in this process by the action's own entry, with its real clients: what it prints is read as the runner reads it.
 * SIGKILL takes clock and network from it; any other signal is a cancel, as GitHub does it.
 */
export async function playStep({ clock, send, drive }: Stage, step: PlayedStep): Promise<ActionResult> {
  const life = createLife(clock, send);
  const masks: string[] = [];
  const log = createStepLog(masks, step.onLine);
  const write = (line: string): void => {
    if (!life.ended()) log.take(line);
  };
  const outputs: Record<string, string> = {};
  let [summary, exitCode] = ['', 0];
  const runner: RunnerSide = {
    command: (name, properties, message) => write(commandLine(name, properties, message)),
    output: (name, value) => {
      if (!life.ended()) outputs[name] = value;
    },
    summarise: async (markdown) => {
      if (!life.ended()) summary += `${markdown}\n`;
    },
    fail: () => {
      exitCode = 1;
    },
  };
  const gone = life.death.then(() => undefined);
  step.onStart?.({ pid: 0, kill: (signal) => (signal === 'SIGKILL' ? life.kill() : life.cancel()), gone });
  const work = runAction(stepVariables(step), createActionsHost(write, runner), life.outside);
  const killed = (await drive(Promise.race([work, life.death]))) === 'killed';
  life.kill();
  const { log: lines, raw, errors } = log;
  return { exitCode: killed ? null : exitCode, outputs, summary, log: lines, raw, errors, masks };
}

/** As `@actions/core` writes a command. */
function commandLine(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const given = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${[name, ...(given.length === 0 ? [] : [given.join(',')])].join(' ')}::${data(message)}`;
}
