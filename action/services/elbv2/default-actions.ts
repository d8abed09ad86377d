import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { BreakglassError } from '../../domain/error.ts';
import type { StepContext } from '../../domain/step-kind.ts';
import { type AuthenticateAction, isAuthenticate, type ListenerAction, requireRestorable, toAws } from './actions.ts';
import type { ListenerActions } from './resources/listener-actions.ts';
import type { Elbv2Client } from './service.ts';

/** What a listener does with a request: it may ask who it is from, and then one action decides what becomes of it. */
export interface DefaultActions {
  readonly authenticate: readonly AuthenticateAction[];
  readonly terminal: ListenerAction;
}

/**
 * A listener's default actions, if they are known so well that they could be written again.
 *
 * @throws BreakglassError `sensitive-state`, `not-applicable`
 */
export function defaultActions({ actions }: ListenerActions): DefaultActions {
  requireRestorable(actions);
  const terminal = actions.at(-1);
  const authenticate = actions.slice(0, -1).filter(isAuthenticate);
  if (terminal !== undefined && !isAuthenticate(terminal) && authenticate.length === actions.length - 1) {
    return { authenticate, terminal };
  }
  const types = actions.map(({ type }) => type).join(', then ') || 'none';
  throw new BreakglassError('not-applicable', `the listener's default actions are ${types}`, {
    hint: 'one action has to say what becomes of a request, the last one: only others that authenticate may stand before it',
  });
}

/** Writes a listener's default actions. Only they are sent: what is omitted, certificates among it, stays. */
export async function writeDefaultActions(
  context: StepContext<Elbv2Client>,
  listener: string,
  { actions }: ListenerActions,
): Promise<void> {
  await context.client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: toAws(actions) }));
}
