import type { Seal, TimedEvent } from '../domain/event.ts';
import { PARAMETERS } from '../domain/stack-names.ts';
import type { Line } from './blocks.ts';

/** What is to be done where the end of access is not shown. */
export const UNSEALED_HINT = `to end every access now, the customer sets ${PARAMETERS.killSwitch}=on in their stack; recovery closes the session once its credentials have ended by themselves`;

export type Unsealed = Extract<Seal, { readonly kind: 'unsealed' }>;

/** Why the end of a session's access is not shown; undefined where it is, or where there was none. */
export function unsealedOf(events: readonly TimedEvent[]): Unsealed | undefined {
  const seal = sealOf(events);
  return seal?.kind === 'unsealed' ? seal : undefined;
}

/** What became of the session's credentials. */
export function accessLine(events: readonly TimedEvent[]): Line {
  const seal = sealOf(events);
  switch (seal?.kind) {
    case undefined:
      return ['none were given'];
    case 'probed':
      return ['ended: tried after the deny, and refused, at ', { code: seal.at }];
    case 'expired':
      return ['ended, all of them, at ', { code: seal.ended }];
    case 'unsealed':
      return [{ strong: 'NOT SHOWN TO HAVE ENDED' }, ': they may work until ', { code: seal.until }, `: ${seal.why}`];
    case 'expires':
      return ['dropped from memory; AWS refuses them from ', { code: seal.at }, ' on'];
  }
}

function sealOf(events: readonly TimedEvent[]): Seal | undefined {
  return events.findLast((event) => event.type === 'sealed')?.seal;
}
