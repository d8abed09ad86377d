import { isIP } from 'node:net';
import { BreakglassError } from '../../domain/error.ts';
import type { Reach } from '../../domain/step-kind.ts';

/** Where a URL leads, once it is known to be one that a check may ask for. */
export interface Destination {
  readonly url: URL;
  readonly secure: boolean;
  /** A name, or an IP address without brackets, in the one form that URLs bring it into. */
  readonly host: string;
  readonly isAddress: boolean;
  readonly port: number;
}

const DEFAULT_PORTS = { 'http:': 80, 'https:': 443 } as const;
/** What listens below is something else than a load balancer or a web server, but for the default ports. */
const FIRST_OPEN_PORT = 1_024;
const LONGEST_SHOWN = 200;

/**
 * @throws BreakglassError `invalid-value` with what is wrong. It never shows credentials.
 */
export function destinationOf(text: string, { drill }: Reach): Destination {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const { protocol } = url ?? {};
  if (url === undefined || (protocol !== 'http:' && protocol !== 'https:')) {
    throw refused(url === undefined ? 'what is no URL' : `a URL of ${protocol}`, 'write a URL of http or https');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(`${url.host} with a user name or a password`, 'leave them out: a check sends no credentials');
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isAddress = isIP(host) !== 0;
  const port = url.port === '' ? DEFAULT_PORTS[protocol] : Number(url.port);
  if (host.endsWith('.'))
    throw refused(
      `${shown(url)}, a name with a dot at its end`,
      `write ${host.replace(/\.+$/, '')} without the dot at its end`,
    );
  if (host === 'localhost' || host.endsWith('.localhost')) {
    throw refused(`${shown(url)}, which is the runner itself`, 'name a public host');
  }
  if (drill && !isAddress) {
    throw refused(`${shown(url)} in a drill`, 'name the sandbox by its address: a name could lead anywhere');
  }
  if (!drill && port < FIRST_OPEN_PORT && port !== 80 && port !== 443) {
    throw refused(`port ${port} of ${shown(url)}`, `use port 80, 443, or one from ${FIRST_OPEN_PORT} on`);
  }
  return { url, secure: protocol === 'https:', host, isAddress, port };
}

/** An address that a destination turned out to be. */
export function refusedAddress({ url, host }: Destination, address: string, why: string): BreakglassError {
  const leads = host === address ? '' : ` leads to ${address}, which`;
  return new BreakglassError('invalid-value', `a check may not look at ${shown(url)}: it${leads} is ${why}`, {
    hint: 'name a public host; a private network can be allowed by private-networks in the install, if the runner is in it',
  });
}

/** Without its query, which may be anything. */
export function shown({ origin, pathname }: URL): string {
  const text = `${origin}${pathname === '/' ? '' : pathname}`;
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`;
}

function refused(what: string, hint: string): BreakglassError {
  return new BreakglassError('invalid-value', `a check may not look at ${what}`, { hint });
}
