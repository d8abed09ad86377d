import { request } from 'node:https';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';

/** What a client finds out when it connects. */
export interface Handshake {
  readonly protocol: string | null;
  readonly cipher: string;
  /** The common name of the server's certificate. */
  readonly name: string;
  /** When the server's certificate ends, in milliseconds since the epoch. */
  readonly notAfter: number;
}

/** One TLS handshake with a listener, by a client that trusts everyone; rejects when it fails. */
export async function handshake(url: string, options: ConnectionOptions = {}): Promise<Handshake> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), rejectUnauthorized: false, ...options });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve).once('error', reject);
    });
    return described(socket);
  } finally {
    socket.destroy();
  }
}

function described(socket: TLSSocket): Handshake {
  const { subject, valid_to: end } = socket.getPeerCertificate();
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().name,
    name: String(subject.CN),
    notAfter: Date.parse(end),
  };
}

/** GET over a fresh TLS connection; the body. */
export async function get(url: string, options: ConnectionOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent: false, rejectUnauthorized: false, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve(body)).on('error', reject);
    });
    sent.on('error', reject).end();
  });
}
