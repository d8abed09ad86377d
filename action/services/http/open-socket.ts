import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Reach } from '../../domain/step-kind.ts';
import { addressRefusal } from './address.ts';
import { type Destination, refusedAddress } from './destination.ts';
import { failureOf, NoAnswer } from './no-answer.ts';

export interface Opening {
  readonly dial: (address: string, port: number) => Socket;
  readonly reach: Reach;
  readonly signal: AbortSignal;
}

/** A name with more addresses is tried at this many of them. */
const MOST_ADDRESSES = 4;

/**
 * A connection to one of the addresses, the first that takes it. The only place where connections are made, and each is judged here
 * by the very address that it goes to: between that and connecting there is no name that could mean something else by then.
 */
export async function openSocket(
  destination: Destination,
  addresses: readonly string[],
  opening: Opening,
): Promise<Socket> {
  let last = new NoAnswer(`${destination.host} has no address`);
  for (const address of addresses.slice(0, MOST_ADDRESSES)) {
    try {
      return await openAt(destination, address, opening);
    } catch (error) {
      if (!(error instanceof NoAnswer) || opening.signal.aborted) throw error;
      last = error;
    }
  }
  throw last;
}

async function openAt(destination: Destination, address: string, opening: Opening): Promise<Socket> {
  const { dial, reach, signal } = opening;
  signal.throwIfAborted();
  const why = addressRefusal(address, reach);
  if (why !== undefined) throw refusedAddress(destination, address, why);
  const plain = await ready(dial(address, destination.port), 'connect', address, signal);
  if (!destination.secure) return plain;
  const { host, isAddress } = destination;
  const secured = connectTls({
    socket: plain,
    host,
    // Of an address there is no name to ask for: its certificate has to hold the address.
    ...(isAddress ? {} : { servername: host }),
    ALPNProtocols: ['http/1.1'],
    // A drill reaches this machine alone, where certificates are made up.
    rejectUnauthorized: !reach.drill,
  });
  // With what it stands on, however it ends.
  secured.once('close', () => plain.destroy());
  return ready(secured, 'secureConnect', address, signal);
}

/** Destroys what did not get ready. */
function ready<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  address: string,
  signal: AbortSignal,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.destroy();
      reject(signal.reason as Error);
    };
    const failed = (error?: Error): void => {
      signal.removeEventListener('abort', abort);
      socket.destroy();
      reject(new NoAnswer(`${failureOf(error)} at ${address}`, error));
    };
    signal.addEventListener('abort', abort, { once: true });
    // Stays: a socket may fail once more after it has been given up, and nobody else listens then.
    socket.on('error', failed);
    socket.on('close', failed);
    socket.once(event, () => {
      signal.removeEventListener('abort', abort);
      resolve(socket);
    });
  });
}
