import type { Registry } from '../../domain/step-kind.ts';
import type { HttpClient } from '../../services/http/client.ts';
import { http } from '../../services/http/service.ts';
import type { VirtualClock } from './virtual-clock.ts';

/**
 * The same kinds, whose looks at web servers take no time of the clock: they go by real sockets, and on a busy machine nothing shows for
 * a while that they are under way. Nothing else is under way meanwhile: how long they take is the machine's, and what would come before
 * their end in one session would come after it in the next.
 */
export function withHeldLooks(registry: Registry, clock: Pick<VirtualClock, 'hold' | 'sleep'>): Registry {
  const held = async <T>(look: () => Promise<T>): Promise<T> => {
    // Time goes on, if only by nothing, when nothing is under way any more.
    await clock.sleep(0);
    const release = clock.hold();
    try {
      return await look();
    } finally {
      release();
    }
  };
  const connect = (reach: Parameters<typeof http.connect>[0]): HttpClient => {
    const client = http.connect(reach);
    return {
      look: async (asked, signal) => ({ ...(await held(() => client.look(asked, signal))), ms: 0 }),
      certificate: (asked, signal) => held(() => client.certificate(asked, signal)),
    };
  };
  return { ...registry, services: new Map([...registry.services, [http.name, { ...http, connect }]]) };
}
