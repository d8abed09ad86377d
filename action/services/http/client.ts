import { lookup } from 'node:dns/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import type { Reach } from '../../domain/step-kind.ts';
import { addressRefusal } from './address.ts';
import type { Asked } from './asked.ts';
import { type CertificateAsked, type ShownCertificate, shownCertificate } from './certificate.ts';
import { type Destination, destinationOf, refusedAddress, shown } from './destination.ts';
import { type Answer, exchange } from './exchange.ts';
import { NoAnswer } from './no-answer.ts';
import { openSocket } from './open-socket.ts';

/** What was seen. */
export interface Seen extends Omit<Answer, 'location'> {
  /** Where the answer came from in the end. */
  readonly from: string;
  /** Until everything was known that was asked for. Milliseconds. */
  readonly ms: number;
}

/** Looks at web servers. What it is given leads to no other address than the reach allows, whatever names and redirects say. */
export interface HttpClient {
  /**
   * @throws BreakglassError `invalid-value` where it leads to what may not be looked at
   * @throws NoAnswer where there is none, or none in time
   */
  look(asked: Asked, signal: AbortSignal): Promise<Seen>;
  /**
   * The certificate that a server shows, and nothing more: no request is sent. Outside a drill it has to be trusted.
   *
   * @throws like `look`
   */
  certificate(asked: CertificateAsked, signal: AbortSignal): Promise<ShownCertificate>;
}

/** How names become addresses, and addresses connections. */
export interface Network {
  readonly resolve: (name: string) => Promise<readonly string[]>;
  /** `address` is an IP address that was found to be allowed: nothing is looked up again. */
  readonly dial: (address: string, port: number) => Socket;
}

const OWN_NETWORK: Network = {
  resolve: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  dial: (host, port) => connectTcp({ host, port }),
};

export function createHttpClient(reach: Reach, network: Network = OWN_NETWORK): HttpClient {
  return {
    look: (asked, signal) =>
      withinTime(asked.withinMs, signal, (limit) => follow({ asked, reach, network, signal: limit })),
    certificate: (asked, signal) =>
      withinTime(asked.withinMs, signal, (limit) => handshake(asked, { reach, network, signal: limit })),
  };
}

interface Look {
  readonly asked: Asked;
  readonly reach: Reach;
  readonly network: Network;
  readonly signal: AbortSignal;
}

async function follow(look: Look): Promise<Seen> {
  const { asked, reach } = look;
  const started = performance.now();
  let destination = destinationOf(asked.url, reach);
  for (let followed = 0; ; followed += 1) {
    const { location, ...answer } = await askOnce(destination, look);
    if (location === undefined || asked.redirects === 0) {
      return { ...answer, from: shown(destination.url), ms: Math.round(performance.now() - started) };
    }
    if (followed === asked.redirects) throw new NoAnswer(`more than ${asked.redirects} redirects`);
    destination = redirected(destination, location, reach);
  }
}

/** Judged as the first URL was. */
function redirected(from: Destination, location: string, reach: Reach): Destination {
  if (!URL.canParse(location, from.url.href)) throw new NoAnswer(`${shown(from.url)} redirects to what is no URL`);
  const next = destinationOf(new URL(location, from.url).href, reach);
  if (from.secure && !next.secure) throw new NoAnswer(`${shown(from.url)} redirects away from https`);
  return next;
}

async function askOnce(destination: Destination, { asked, reach, network, signal }: Look): Promise<Answer> {
  const addresses = await addressesOf(destination, reach, network, signal);
  const socket = await openSocket(destination, addresses, { dial: network.dial, reach, signal });
  try {
    signal.throwIfAborted();
    return await exchange(socket, destination, asked, signal);
  } finally {
    socket.destroy();
  }
}

/** Connects to where `host` leads, and there asks for the certificate of `serverName`: which address is judged is not for that name. */
async function handshake(
  { host, port, serverName }: CertificateAsked,
  { reach, network, signal }: Omit<Look, 'asked'>,
): Promise<ShownCertificate> {
  const destination = destinationOf(`https://${host}:${port}`, reach);
  const addresses = await addressesOf(destination, reach, network, signal);
  const named = serverName === undefined ? destination : { ...destination, host: serverName, isAddress: false };
  const socket = await openSocket(named, addresses, { dial: network.dial, reach, signal });
  try {
    return shownCertificate(socket, serverName);
  } finally {
    socket.destroy();
  }
}

/** Every address that the name has now is judged: one bad one refuses the whole, whichever would have been taken. */
async function addressesOf(
  destination: Destination,
  reach: Reach,
  { resolve }: Network,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { host, isAddress } = destination;
  const found = isAddress ? [host] : await orAborted(resolve(host), signal, `the name ${host} has no address`);
  if (found.length === 0) throw new NoAnswer(`the name ${host} has no address`);
  for (const address of found) {
    const why = addressRefusal(address, reach);
    if (why !== undefined) throw refusedAddress(destination, address, why);
  }
  return found;
}

/** A resolver cannot be told to stop: it is not waited for. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal, failed: string): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } catch (error) {
    signal.throwIfAborted();
    throw new NoAnswer(failed, error);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function withinTime<T>(ms: number, outer: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  outer.throwIfAborted();
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new NoAnswer(`nothing complete within ${ms} ms`)), ms);
  const cancel = (): void => limit.abort(outer.reason);
  outer.addEventListener('abort', cancel, { once: true });
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', cancel);
  }
}
