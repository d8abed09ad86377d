import type { SessionContext } from '../alerts/cloud-event.ts';
import { createFanOut, type FanOut, type SinkTally } from '../alerts/fan-out.ts';
import type { Lane } from '../alerts/lane.ts';
import { createLive } from '../alerts/live.ts';
import { createQueue } from '../alerts/queue.ts';
import type { AlertAddress, AlertSettings } from '../alerts/settings.ts';
import { SINKS, type SinkOptions } from '../alerts/sinks.ts';
import type { AlertSpec } from '../domain/documents.ts';
import { asBreakglassError, type BreakglassError } from '../domain/error.ts';
import type { Ledger } from '../engine/ledger.ts';
import { timestamp } from '../ports/clock.ts';
import type { HttpPost } from '../ports/http-post.ts';
import type { LivePage } from '../ports/sink.ts';
import { runUrl } from '../runtime/environment.ts';
import { isLoopback } from '../runtime/test-mode.ts';
import { chatMessage } from '../view/slack.ts';
import type { Prepared } from './prepare.ts';
import type { Ended } from './summarise.ts';
import type { Wiring } from './wiring.ts';

/** What is told of, and whom it concerns. */
export interface Told extends Pick<Prepared, 'documents' | 'plan'> {
  readonly facts: Pick<Prepared['facts'], 'pullRequest'>;
}

/** Those whom the install wants told, as a session sees them. Only `requireOpened` ever holds it up. */
export interface People extends Pick<FanOut, 'report' | 'requireOpened'> {
  /** A required alert that cannot be sent: the session has to be refused. */
  readonly problem: BreakglassError | undefined;
  /** Notes who was told so far. Waits a little for what is under way, unless somebody wants the run to end. */
  note(ledger: Ledger): Promise<void>;
  /** Tells how it ended, and says in the log who could not be told. */
  end(ended: Ended): Promise<void>;
}

/** Milliseconds of the wall. Together they are what the slowest sink can add to the end of a session. */
const BEFORE_RECORD_MS = 3_000;
const AT_END_MS = 7_000;
/** GitHub kills a cancelled run ten seconds after it has asked it to end, and the outputs are still to be written. */
const HURRIED_MS = 1_500;
const ATTEMPT_MS = 5_000;

/** Nobody: where it is not known whom the install wants told. */
export const NOBODY: People = {
  problem: undefined,
  report: () => undefined,
  requireOpened: async () => undefined,
  note: async () => undefined,
  end: async () => undefined,
};

/**
 * Makes a lane of each alert of the install. Nothing is sent, and no sink's code loaded, before there is an event. Where
 * `signal` aborts, the run is to end.
 */
export async function tellPeople(wiring: Wiring, prepared: Told, signal: AbortSignal): Promise<People> {
  const { alerts } = prepared.documents.install;
  const stop = new AbortController();
  const found = await readAddresses(wiring, alerts);
  const broken = found.filter(({ error }) => error !== undefined);
  const problem = broken.find(isRequired)?.error;
  for (const { error } of broken.filter((each) => !isRequired(each)))
    wiring.host.warn(`${error?.message}: ${error?.hint}`);
  const options = { clock: wiring.wall, random: Math.random, timeoutMs: ATTEMPT_MS, signal: stop.signal };
  const lanes = found.flatMap(({ spec, address }): readonly Lane[] => {
    if (spec.to === 'status') return [createLive(lazyPage(wiring, prepared), { name: 'status', ...options })];
    if (address === undefined) return [];
    const { name, required, to } = spec;
    return [
      createQueue(SINKS[to].create(sinkOptions(wiring, address, contextOf(wiring, prepared))), {
        name,
        required,
        ...options,
      }),
    ];
  });
  const fanOut = createFanOut({
    session: wiring.session,
    lanes,
    clock: wiring.wall,
    timestamp: () => timestamp(wiring.mode.clock),
    stop: () => stop.abort(),
  });
  return peopleOf(wiring, fanOut, { problem, signal });
}

function peopleOf(
  { host }: Wiring,
  fanOut: FanOut,
  { problem, signal }: { readonly problem: BreakglassError | undefined; readonly signal: AbortSignal },
): People {
  return {
    problem,
    report: fanOut.report,
    requireOpened: fanOut.requireOpened,
    note: async (ledger) => {
      const tallies = await fanOut.settle(signal.aborted ? 0 : BEFORE_RECORD_MS, signal);
      for (const tally of tallies.filter(isTold)) ledger.note({ type: 'told', ...tally });
    },
    end: async ({ closing: { outcome, error, left }, receipt }) => {
      const code = error?.code ?? null;
      const closed = { type: 'closed', outcome, code, message: error?.message ?? null } as const;
      const unwritten = left === undefined ? closed : undefined;
      const tallies = signal.aborted
        ? await fanOut.end({ record: receipt, unwritten }, HURRIED_MS)
        : await fanOut.end({ record: receipt, unwritten }, AT_END_MS, signal);
      for (const { sink, failed, lastError } of tallies.filter(({ failed: missed }) => missed > 0)) {
        host.warn(`the alert "${sink}" did not take ${failed} of what it was told: ${lastError ?? 'unfinished'}`);
      }
    },
  };
}

function isTold({ delivered, failed }: SinkTally): boolean {
  return delivered + failed > 0;
}

interface Found {
  readonly spec: AlertSpec;
  readonly address?: AlertAddress;
  readonly error?: BreakglassError;
}

function isRequired({ spec }: Found): boolean {
  return spec.to !== 'status' && spec.required;
}

async function readAddresses(wiring: Wiring, alerts: readonly AlertSpec[]): Promise<readonly Found[]> {
  if (alerts.every(({ to }) => to === 'status')) return alerts.map((spec) => ({ spec }));
  const { readAlertSettings } = await import('../alerts/settings.ts');
  const { inputs, mode, host } = wiring;
  const settings = readAlertSettings(inputs.alerts, { drill: mode.drill, isLoopback, mask: host.mask });
  return alerts.map((spec) => addressed(spec, settings));
}

function addressed(spec: AlertSpec, settings: AlertSettings): Found {
  if (spec.to === 'status') return { spec };
  try {
    return { spec, address: settings.addressOf(spec.name, spec.to) };
  } catch (error) {
    return { spec, error: asBreakglassError(error) };
  }
}

function contextOf({ session, mode, runner }: Wiring, { plan }: Told): SessionContext {
  const { name: install, environment, account, region } = plan.install;
  return {
    session,
    drill: mode.drill,
    repository: `${runner.owner}/${runner.name}`,
    runUrl: runUrl(runner),
    install,
    environment,
    account,
    region,
    playbook: plan.playbook.name,
    request: plan.request.name,
    incident: plan.request.incident,
  };
}

function sinkOptions({ wall }: Wiring, address: AlertAddress, context: SessionContext): SinkOptions {
  const render: SinkOptions['render'] = ({ event }) => chatMessage({ ...context, event });
  return { address, context, post: lazyPost(), now: () => wall.now(), render };
}

function lazyPost(): HttpPost {
  let posting: Promise<HttpPost> | undefined;
  return async (url, request) => {
    posting ??= import('../runtime/post.ts').then(({ createPost }) => createPost());
    return (await posting)(url, request);
  };
}

function lazyPage(wiring: Wiring, prepared: Told): LivePage {
  let page: Promise<LivePage> | undefined;
  return {
    publish: async (announcements, signal) => {
      page ??= import('./live-status.ts').then(({ openStatus }) => openStatus(wiring, prepared));
      return (await page).publish(announcements, signal);
    },
  };
}
