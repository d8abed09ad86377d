import { randomUUID } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Exchange } from './exchange.ts';
import { tlsHeaders } from './tls-headers.ts';

/** Headers that belong to one connection and are not passed on (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The names that the load balancer calls valid: narrower than HTTP's own tokens. */
const VALID_NAME = /^[A-Za-z0-9-]+$/;

/** A message's headers without those of its connection. Repeated headers stay repeated. */
export function endToEndHeaders(message: IncomingMessage): OutgoingHttpHeaders {
  const named = (message.headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  const headers: Record<string, string | string[]> = {};
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (values === undefined || HOP_BY_HOP.has(name) || named.includes(name)) continue;
    headers[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return headers;
}

/** The headers of a client's request with those that the load balancer adds. */
export function forwardedHeaders(exchange: Exchange, now: number): OutgoingHttpHeaders {
  const { incoming, listener, loadBalancer, request } = exchange;
  const headers = endToEndHeaders(incoming);
  if (loadBalancer.attributes.get('routing.http.drop_invalid_header_fields.enabled') === 'true') {
    for (const name of Object.keys(headers)) if (!VALID_NAME.test(name)) delete headers[name];
  }
  const mode = loadBalancer.attributes.get('routing.http.xff_header_processing.mode');
  const withPort = loadBalancer.attributes.get('routing.http.xff_client_port.enabled') === 'true';
  const client = withPort ? `${request.sourceIp}:${incoming.socket.remotePort}` : request.sourceIp;
  const before = request.header('x-forwarded-for').join(', ');
  if (mode === 'append') headers['x-forwarded-for'] = before === '' ? client : `${before}, ${client}`;
  if (mode === 'remove') delete headers['x-forwarded-for'];
  headers['x-forwarded-proto'] = listener.protocol.toLowerCase();
  headers['x-forwarded-port'] = String(listener.port);
  headers['x-amzn-trace-id'] ??= `Root=1-${Math.floor(now / 1000).toString(16)}-${traceId()}`;
  Object.assign(headers, tlsHeaders(incoming, listener, loadBalancer));
  const hostRewritten = incoming.headers.host?.replace(/:\d+$/, '') !== request.host;
  if (hostRewritten) headers['host'] = request.host;
  return headers;
}

/** 24 hexadecimal digits, from random bytes that Node fetches for many at once. */
function traceId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 24);
}
