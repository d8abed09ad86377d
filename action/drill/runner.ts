import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** One step of a job: the committed bundle in a process of its own, as GitHub's runner starts it. */
export interface ActionStep {
  /** The bundle's path. */
  readonly bundle: string;
  /** What the runner sets: `GITHUB_*`, `RUNNER_*`, `ACTIONS_*`. Nothing else of this process's environment is passed. */
  readonly environment: Readonly<Record<string, string>>;
  /** `with:` */
  readonly inputs: Readonly<Record<string, string>>;
  /** Each line of the log, masked as the runner masks it, workflow commands taken out. */
  readonly onLine?: (line: string) => void;
  /** Told of the process as soon as it runs: tests interrupt it. */
  readonly onStart?: (process: { kill(signal: NodeJS.Signals): void; readonly pid: number }) => void;
}

export interface ActionResult {
  /** Exit code; null when a signal ended the process. */
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: readonly string[];
  /** The log as the process wrote it, workflow commands and all: what nobody but the runner sees. */
  readonly raw: readonly string[];
  /** Annotations of level error: what `::error::` said. */
  readonly errors: readonly string[];
  readonly masks: readonly string[];
}

const COMMAND = /^::([a-z-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/;

/** Runs the bundle once and collects what GitHub would collect. */
export async function runStep(step: ActionStep): Promise<ActionResult> {
  const child = spawn(process.execPath, [step.bundle], { env: variables(step), stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = child.pid;
  if (pid !== undefined) step.onStart?.({ pid, kill: (signal) => child.kill(signal) });
  const collected = { log: [] as string[], errors: [] as string[], masks: [] as string[], raw: [] as string[] };
  const read = (line: string): void => {
    collected.raw.push(line);
    takeLine(line, collected, step.onLine);
  };
  createInterface({ input: child.stdout }).on('line', read);
  createInterface({ input: child.stderr }).on('line', read);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return {
    exitCode,
    ...collected,
    outputs: readOutputs(step.environment['GITHUB_OUTPUT']),
    summary: readOptional(step.environment['GITHUB_STEP_SUMMARY']),
  };
}

function variables({ environment, inputs }: ActionStep): Record<string, string> {
  const given = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  return {
    PATH: process.env['PATH'] ?? '',
    // The runner's Node is the one that GitHub chose; a drill on an older one need not hear of it from the SDK.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    HOME: environment['RUNNER_TEMP'] ?? '/',
    ...environment,
    ...Object.fromEntries(given),
  };
}

function takeLine(
  line: string,
  collected: { log: string[]; errors: string[]; masks: string[] },
  onLine: ActionStep['onLine'],
): void {
  const command = COMMAND.exec(line);
  if (command?.[1] === 'add-mask') {
    collected.masks.push(unescapeData(command[3] ?? ''));
    return;
  }
  const masked = collected.masks.reduce((text, secret) => text.replaceAll(secret, '***'), line);
  if (command?.[1] === 'error') collected.errors.push(unescapeData(command[3] ?? ''));
  if (command?.[1] === 'endgroup') return;
  const shown = command === null ? masked : `${command[1]}: ${unescapeData(command[3] ?? '')}`;
  collected.log.push(shown);
  onLine?.(shown);
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

/** The runner's file format: `name=value`, or `name<<delimiter`, lines, `delimiter`. */
function readOutputs(file: string | undefined): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = readOptional(file).split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(lines[index] ?? '') ?? [];
    if (name !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter, index + 1);
      outputs[name] = lines.slice(index + 1, end).join('\n');
      index = end;
      continue;
    }
    const [, plainName, value] = /^([^=]+)=(.*)$/.exec(lines[index] ?? '') ?? [];
    if (plainName !== undefined && value !== undefined) outputs[plainName] = value;
  }
  return outputs;
}

function readOptional(file: string | undefined): string {
  return file === undefined ? '' : readFileSync(file, 'utf8');
}
