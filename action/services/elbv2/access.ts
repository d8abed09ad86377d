import { isAuthenticate, isFixedResponse, isForward, isRedirect, type ListenerAction } from './actions.ts';
import type { Access } from './rules-model.ts';

/** What a redirect to HTTPS is called beside the types of those that ask. */
const UPGRADE = 'a redirect to HTTPS, where a login may be asked for';

/** What actions in this order make of a request. */
export function accessOf(actions: readonly ListenerAction[]): Access {
  const asking = actions.filter((action) => !(isForward(action) || isFixedResponse(action) || isRedirect(action)));
  return {
    asks: [...asking.map(({ type }) => type), ...(actions.some(isUpgrade) ? [UPGRADE] : [])],
    open: actions.some(isForward) && !asking.some(turnsAway),
  };
}

/**
 * Whether it sends a client on to HTTPS with the path that it asked for. Over HTTP nobody can be asked to log in, so whoever would be asked comes to
 * that by way of it; whether anybody is asked there is not known here.
 */
export function isUpgrade(action: ListenerAction): boolean {
  return isRedirect(action) && action.protocol === 'HTTPS' && action.path.includes('#{path}');
}

/** AWS lets strangers on where a login says so: the target sees then that nobody has logged in. */
function turnsAway(action: ListenerAction): boolean {
  return isAuthenticate(action) && action.config['OnUnauthenticatedRequest'] !== 'allow';
}
