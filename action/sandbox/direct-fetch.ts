import type { HttpFetch, HttpInit, HttpResponse } from '../ports/http.ts';
import type { Door, SandboxAnswer } from './exchange.ts';

/**
 * The way to a sandbox of this process without sockets, for whoever asks it ten thousand times: the same requests and answers, the
 * same cut connections. `doors` are by origin; what goes elsewhere takes the way that is given.
 */
export function directFetch(doors: ReadonlyMap<string, Door>, elsewhere: HttpFetch): HttpFetch {
  return async (url, init = {}) => {
    const { origin, host, pathname, search } = new URL(url);
    const door = doors.get(origin);
    if (door === undefined) return elsewhere(url, init);
    const answered = ask(door, `${pathname}${search}`, host, init).then((answer) => response(url, answer));
    return init.signal === undefined ? answered : Promise.race([answered, aborted(init.signal)]);
  };
}

async function ask(door: Door, target: string, host: string, init: HttpInit): Promise<SandboxAnswer> {
  const given = Object.entries(init.headers ?? {}).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value,
  ]);
  const answer = await door({
    method: init.method ?? 'GET',
    target,
    headers: new Map([['host', host], ...given]),
    body: Buffer.from(init.body ?? ''),
  });
  // As Node's own client tells it.
  if (answer === undefined) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  return answer;
}

function response(url: string, { status, headers, body }: SandboxAnswer): HttpResponse {
  return {
    status,
    statusText: '',
    ok: status >= 200 && status < 300,
    url,
    headers: new Map(Object.entries(headers)),
    text: async () => body,
    json: async () => JSON.parse(body),
    arrayBuffer: async () => new Uint8Array(Buffer.from(body)).buffer,
  };
}

/** Whoever gives up is told at once; the service does not know of that. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
