import type { ExpectedAnswer, ProbeRequest, TrafficProbe } from '../../domain/drill.ts';
import type { DrillWorld } from '../world.ts';
import { type Answer, ask, type Door } from './ask.ts';
import { describeAll, differences, namesTarget, requestsFor } from './judge-answers.ts';

/** When customers' requests are looked at. */
export type Moment = 'before' | 'during' | 'after';

/** What a drill asks as a customer would. */
export interface TrafficProbes {
  readonly probes: readonly SettledProbe[];
  /** The step whose verification is the moment from which all changes are in force. */
  readonly lastStep: string;
}

/** A probe whose answer after the session is said. */
export type SettledProbe = Required<TrafficProbe>;

/** The answers so far, probe by probe. */
export interface Asked {
  /** Sends every probe, and keeps the answers. */
  at(moment: Moment): Promise<void>;
  /** A line for each probe: what it was answered at each moment. */
  lines(): readonly string[];
  /** What was not as expected, at the moments that came. */
  problems(): readonly string[];
}

const TOLD: Readonly<Record<Moment, string>> = {
  before: 'before the session',
  during: 'while the change is in force',
  after: 'after the session',
};
/** At a time, so that many requests do not become many connections at once. */
const TOGETHER = 10;

export function trafficProbes(world: DrillWorld, { probes }: Pick<TrafficProbes, 'probes'>): Asked {
  const answers = new Map<Moment, readonly (readonly Answer[])[]>();
  return {
    at: async (moment) => {
      const found: (readonly Answer[])[] = [];
      for (const probe of probes) found.push(await askMany(probe.send, probe[moment], doorOf(world, probe.send)));
      answers.set(moment, found);
    },
    lines: () =>
      probes.map(({ send, before, during, after }, index) => {
        const target = [before, during, after].some(namesTarget);
        const told = [...answers.values()].map((found) => describeAll(found[index] ?? [], target));
        return `${nameOf(send)}: ${told.join(' → ')}`;
      }),
    problems: () =>
      [...answers].flatMap(([moment, found]) =>
        probes.flatMap((probe, index) =>
          differences(probe[moment], found[index] ?? []).map(
            (difference) => `${nameOf(probe.send)}, ${TOLD[moment]}: ${difference}`,
          ),
        ),
      ),
  };
}

async function askMany(send: ProbeRequest, expected: ExpectedAnswer, door: Door): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const wanted = requestsFor(expected);
  while (answers.length < wanted) {
    const now = Math.min(TOGETHER, wanted - answers.length);
    answers.push(...(await Promise.all(Array.from({ length: now }, () => ask(send, door)))));
  }
  return answers;
}

function doorOf({ sandbox, cloud }: DrillWorld, { scheme }: ProbeRequest): Door {
  const url = sandbox.aws.listenerUrl(scheme === 'https' ? cloud.secureListener : cloud.listener);
  if (url === undefined) throw new Error(`the listener for ${scheme} has no address`);
  const authorities = scheme === 'https' ? Object.values(cloud.certificates).map(sandbox.aws.certificates.pem) : [];
  return { url, authorities };
}

/** `POST /orders/17`, with what else tells it from other probes. */
export function nameOf({ method, path, host, scheme, from, tls, headers }: ProbeRequest): string {
  return [
    method,
    scheme === 'https' ? `https://${host}${path}` : path,
    ...Object.entries(headers).map(([name, value]) => `with ${name}: ${value}`),
    ...(from === '127.0.0.1' ? [] : [`from ${from}`]),
    ...(tls === undefined ? [] : [`by a client of ${tls}`]),
  ].join(' ');
}
