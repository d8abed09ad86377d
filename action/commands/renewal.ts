import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { Renewal } from '../engine/attempt.ts';
import type { Clients } from '../ports/clients.ts';
import type { Clock } from '../ports/clock.ts';

export interface Renewable<T> {
  readonly clock: Clock;
  /** The end of the approved time, milliseconds since the epoch. */
  readonly notAfter: number;
  readonly taken: T;
  readonly connect: (taken: T) => Clients;
  readonly takeAgain: () => Promise<T>;
}

/** Clients whose credentials can be taken again under way: whoever asks for a client next gets one with the new ones. */
export function renewable<T>({ clock, notAfter, taken, connect, takeAgain }: Renewable<T>): {
  readonly clients: Clients;
  readonly renewal: Renewal;
} {
  let current = connect(taken);
  let renewed = 0;
  let underWay: Promise<boolean> | undefined;
  const renew = async (): Promise<boolean> => {
    try {
      current = connect(await takeAgain());
    } catch (error) {
      const { code, message, hint } = asBreakglassError(error);
      throw new BreakglassError(code, `the credentials ended early and could not be renewed: ${message}`, {
        ...(hint === undefined ? {} : { hint }),
        cause: error,
      });
    }
    renewed += 1;
    return true;
  };
  return {
    clients: { get: (service) => current.get(service) },
    renewal: {
      count: () => renewed,
      renew: async (count) => {
        if (count < renewed) return true;
        if (clock.now() >= notAfter) return false;
        underWay ??= renew().finally(() => {
          underWay = undefined;
        });
        return underWay;
      },
    },
  };
}
