import type { Socket } from 'node:net';
import { checkServerIdentity, TLSSocket } from 'node:tls';
import { NoAnswer } from './no-answer.ts';

/** One look at a server's certificate. */
export interface CertificateAsked {
  /** A name, or an address as URLs have it. */
  readonly host: string;
  readonly port: number;
  /** The name that the server is asked for, where it is not the host's. */
  readonly serverName: string | undefined;
  readonly withinMs: number;
}

export interface ShownCertificate {
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Whether it is for the name that was asked for, where one was. */
  readonly isForName: boolean;
}

/** What a server has shown on a connection that is open. Nothing that it says of itself in words is taken. */
export function shownCertificate(socket: Socket, serverName: string | undefined): ShownCertificate {
  const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined;
  const notBefore = Date.parse(certificate?.valid_from ?? '');
  const notAfter = Date.parse(certificate?.valid_to ?? '');
  if (certificate === undefined || Number.isNaN(notBefore) || Number.isNaN(notAfter)) {
    throw new NoAnswer('the server has shown no certificate');
  }
  const isForName = serverName === undefined || checkServerIdentity(serverName, certificate) === undefined;
  return { notBefore, notAfter, isForName };
}
