import { asBreakglassError, type BreakglassError, formatPosition } from '../domain/error.ts';
import type { TimedEvent } from '../domain/event.ts';
import type { Reporter } from '../ports/reporter.ts';
import { issueCommand, issueFileCommand, prepareKeyValueMessage, summary } from './actions-core.ts';
import { toLogLines } from './log-line.ts';

/** Every output that `action.yml` declares; a test holds the two together. */
export const OUTPUTS = [
  'session',
  'outcome',
  'request',
  'environment',
  'digest',
  'seen',
  'page',
  'waiting-environment',
  'waiting-install',
  'record',
  'commit',
] as const;
export type OutputName = (typeof OUTPUTS)[number];

/** GitHub drops a longer step summary altogether. */
const SUMMARY_BYTES = 1024 * 1024;
const ANNOTATION_CHARACTERS = 4_000;

/** The Actions runner as the commands see it. */
export interface ActionsHost {
  /** Hides a secret in the log, and in everything that this host prints. Never pass account ids or ARNs: a job output that holds a masked value is dropped. */
  readonly mask: (secret: string) => void;
  readonly log: (text: string) => void;
  /** Lines that the log folds under a title. */
  readonly group: (title: string, text: string) => void;
  readonly warn: (text: string) => void;
  /** The one error of a run, as an annotation at the place in the file where there is one, and its hint. */
  readonly fail: (error: BreakglassError) => void;
  /** One of several errors, likewise, before the one that ends the run. */
  readonly annotate: (error: BreakglassError) => void;
  readonly output: (name: OutputName, value: string) => void;
  /** Adds Markdown, already escaped by the view, to the step's summary. */
  readonly summarise: (markdown: string) => Promise<void>;
  /** Events as log lines; `render` gives the text of one, undefined for none. */
  readonly reporter: (render: (event: TimedEvent) => string | undefined) => Reporter;
}

/** What the runner takes of a step beside its lines. */
export interface RunnerSide {
  readonly command: (name: string, properties: Readonly<Record<string, string | number>>, message: string) => void;
  readonly output: (name: OutputName, value: string) => void;
  readonly summarise: (markdown: string) => Promise<void>;
  /** The step has failed. */
  readonly fail: () => void;
}

/** As GitHub's runner takes it from this process. */
const OF_PROCESS: RunnerSide = {
  command: issueCommand,
  output: writeOutput,
  summarise: writeSummary,
  fail: () => {
    process.exitCode = 1;
  },
};

/** The host of an action run. `write` gets whole lines. */
export function createActionsHost(
  write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
  runner: RunnerSide = OF_PROCESS,
): ActionsHost {
  const secrets = new Set<string>();
  const redact = (text: string) => [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  const log = (text: string) => toLogLines(redact(text)).forEach((line) => write(line));
  return {
    mask: (secret) => maskSecret(secrets, secret, runner),
    log,
    group: (title, text) => {
      runner.command('group', {}, printable(redact(title)));
      log(text);
      runner.command('endgroup', {}, '');
    },
    warn: (text) => runner.command('warning', {}, printable(redact(text))),
    fail: (error) => {
      annotate(error, redact, log, runner);
      runner.fail();
    },
    annotate: (error) => annotate(error, redact, log, runner),
    output: (name, value) => runner.output(name, value),
    summarise: (markdown) => runner.summarise(redact(markdown)),
    reporter: (render) => ({ report: (event) => reportEvent(event, render, log) }),
  };
}

/** The runner masks line by line, so every line of a secret is one. */
function maskSecret(secrets: Set<string>, secret: string, runner: RunnerSide): void {
  for (const line of secret.split(/\r?\n/)) {
    if (line.trim() === '' || secrets.has(line)) continue;
    secrets.add(line);
    runner.command('add-mask', {}, line);
  }
}

function annotate(
  error: BreakglassError,
  redact: (text: string) => string,
  log: (text: string) => void,
  runner: RunnerSide,
): void {
  const place = error.at;
  const properties = place === undefined ? {} : { file: place.file, line: place.line, col: place.column };
  // Redacted before it is cut: half a secret is one too.
  const title = printable(redact(`${error.code}: ${error.message}`));
  runner.command('error', { title: `breakglass: ${error.code}`, ...properties }, title);
  if (place !== undefined) log(`at ${formatPosition(place)}`);
  if (error.hint !== undefined) log(`what to do: ${error.hint}`);
}

/** Outside a runner there is nowhere to put an output, and an error about that would hide the one that matters. */
function writeOutput(name: OutputName, value: string): void {
  if (process.env['GITHUB_OUTPUT']) issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
}

async function writeSummary(markdown: string): Promise<void> {
  if (Buffer.byteLength(markdown) > SUMMARY_BYTES) {
    issueCommand('warning', {}, 'the summary is longer than GitHub accepts: see report.md in the audit branch');
    return;
  }
  try {
    await summary.addRaw(markdown, true).write();
  } catch (error) {
    issueCommand('warning', {}, printable(`no step summary: ${asBreakglassError(error).message}`));
  }
}

/** Telling people never stops the fix: what cannot be rendered is left out of the log, not out of the record. */
function reportEvent(
  event: TimedEvent,
  render: (event: TimedEvent) => string | undefined,
  log: (text: string) => void,
): void {
  try {
    const text = render(event);
    if (text !== undefined) log(text);
  } catch {
    log(`${event.at} ${event.type}`);
  }
}

function printable(text: string): string {
  return toLogLines(text).join('\n').slice(0, ANNOTATION_CHARACTERS);
}
