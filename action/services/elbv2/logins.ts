import { BreakglassError } from '../../domain/error.ts';
import type { ListenerAction } from './actions.ts';

/** Why an action that logs in at a user pool cannot be written: what AWS wants for it also reads the client's secret. */
const NO_PERMISSION =
  'AWS wants cognito-idp:DescribeUserPoolClient for it, which also reads the secret of the user pool client, and no role here has that';

/**
 * Why actions cannot be put back once `after` has taken their place: the secret of an OIDC login goes with it, and one at a user pool
 * cannot be written here. Undefined where they can.
 */
export function lostLogin(before: readonly ListenerAction[], after: readonly ListenerAction[]): string | undefined {
  const goes = (login: string): boolean => has(before, login) && !has(after, login);
  if (goes('authenticate-oidc'))
    return 'the client secret of its OIDC action would be lost, and AWS does not return it';
  if (goes('authenticate-cognito')) return `its login at a user pool could not be written again: ${NO_PERMISSION}`;
  return undefined;
}

/**
 * Refuses to write actions that log in at a user pool, in place of others or again as they are.
 *
 * @throws BreakglassError `not-applicable`
 */
export function requireNoUserPool(actions: readonly ListenerAction[]): void {
  if (!has(actions, 'authenticate-cognito')) return;
  throw new BreakglassError(
    'not-applicable',
    'its login at a user pool would have to be written again beside the change',
    {
      hint: `${NO_PERMISSION}: put a rule of its own before it (elbv2/fixed-response, elbv2/redirect, elbv2/create-rule), or change it by hand`,
    },
  );
}

function has(actions: readonly ListenerAction[], login: string): boolean {
  return actions.some(({ type }) => type === login);
}
