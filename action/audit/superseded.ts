import { isJsonObject } from '../domain/json.ts';
import { sha256Hex } from './canonical.ts';
import { serializeLink } from './link.ts';
import type { ProvenSession } from './proven-session.ts';

/**
 * The session that goes on in this one's place, or undefined: an approved plan of the same install that names this session, and
 * exactly the link that opened it. What such a session stands for it puts back itself, so that nobody else has to.
 */
export function supersededBy(session: ProvenSession, others: readonly ProvenSession[]): ProvenSession | undefined {
  const opening = sha256Hex(serializeLink(session.opening));
  return others.find((other) => {
    const past = planOf(other)['extends'];
    return (
      other.session !== session.session &&
      // One that was refused after it had opened has changed nothing, and has given the lock back.
      !other.events.some((event) => event.type === 'closed' && event.outcome === 'refused') &&
      isJsonObject(past) &&
      past['session'] === session.session &&
      past['opening'] === opening &&
      installOf(other) === installOf(session) &&
      other.opening.drill === session.opening.drill &&
      other.opening.at > session.opening.at
    );
  });
}

function planOf({ opening }: ProvenSession) {
  const plan = opening.opening?.['plan'];
  return isJsonObject(plan) ? plan : {};
}

function installOf(session: ProvenSession): unknown {
  const install = planOf(session)['install'];
  return isJsonObject(install) ? install['name'] : undefined;
}
