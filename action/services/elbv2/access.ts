import { isAuthenticate, isFixedResponse, isForward, isRedirect, type ListenerAction } from './actions.ts';
import type { Access } from './rules-model.ts';

/** What a redirect to HTTPS is called beside the types of those that ask. */
const UPGRADE = 'a redirect to HTTPS, where a login may be asked for';

/** Whether all that it asks for is that a request comes by HTTPS. */
export function isMereUpgrade({ asks }: Access): boolean {
  return asks.length > 0 && asks.every((one) => one === UPGRADE);
}

/** What actions in this order make of a request. */
export function accessOf(actions: readonly ListenerAction[]): Access {
  const asking = actions.filter((action) => !(isForward(action) || isFixedResponse(action) || isRedirect(action)));
  return {
    asks: [...asking.map(({ type }) => type), ...(actions.some(isUpgrade) ? [UPGRADE] : [])],
    open: actions.some(isForward) && !asking.some(turnsAway),
  };
}

/**
 * Whether it redirects to HTTPS on the same host and path, as listeners for HTTP do: nobody can be asked to log in there, so whoever would
 * be asked comes to that by way of it. Whether anybody is asked is not known here, nor what any other redirect leads to.
 */
function isUpgrade(action: ListenerAction): boolean {
  return isRedirect(action) && action.protocol === 'HTTPS' && action.host === '#{host}' && action.path === '/#{path}';
}

/** AWS lets strangers on where a login says so: the target sees then that nobody has logged in. */
function turnsAway(action: ListenerAction): boolean {
  return isAuthenticate(action) && action.config['OnUnauthenticatedRequest'] !== 'allow';
}
