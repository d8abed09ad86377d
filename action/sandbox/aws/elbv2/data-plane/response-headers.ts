import type { OutgoingHttpHeaders } from 'node:http';
import type { ListenerRecord, Pairs } from '../records.ts';

interface Changes {
  readonly added: Readonly<Record<string, string>>;
  /** The load balancer names itself in its own answers. */
  readonly server: Readonly<Record<string, string>>;
}

/** By attributes: they are replaced whole, and worked out once. */
const known = new WeakMap<Pairs, Changes>();

const ADDED = /^routing\.http\.response\.(\w+)\.header_value$/;

/** The headers of an answer as the listener's attributes have it. What they add takes the place of the target's own. */
export function answerHeaders(
  listener: ListenerRecord | undefined,
  headers: OutgoingHttpHeaders,
  from: 'load balancer' | 'target',
): OutgoingHttpHeaders {
  const changes = changesOf(listener?.attributes ?? new Map());
  return { ...(from === 'load balancer' ? changes.server : {}), ...headers, ...changes.added };
}

function changesOf(attributes: Pairs): Changes {
  const found = known.get(attributes);
  if (found !== undefined) return found;
  const added: Record<string, string> = {};
  for (const [key, value] of attributes) {
    const [, name] = ADDED.exec(key) ?? [];
    if (name !== undefined && value !== '') added[name.replaceAll('_', '-')] = value;
  }
  const silent = attributes.get('routing.http.response.server.enabled') === 'false';
  const changes = { added, server: silent ? {} : { server: 'awselb/2.0' } };
  known.set(attributes, changes);
  return changes;
}
