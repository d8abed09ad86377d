import { BreakglassError } from '../../domain/error.ts';

/** A kind's param that names the port of a listener. */
export const portParam = {
  type: 'integer',
  minimum: 1,
  maximum: 65_535,
  description: 'Where clients connect: 1 to 65535',
} as const;

/**
 * Refuses a port at which another listener of the load balancer is, as far as that is known: what an earlier step of the same plan does
 * to that listener is not.
 *
 * @throws BreakglassError `not-applicable`
 */
export function requireFreePort(taken: Readonly<Record<string, string>>, port: number): void {
  const other = taken[String(port)];
  if (other === undefined) return;
  throw new BreakglassError('not-applicable', `port ${port} is that of ${other}`, {
    hint: 'a load balancer has one listener a port: name another one',
  });
}
