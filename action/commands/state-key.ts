import { createKeyedKeeper, type KeyedKeeper } from '../audit/state-key.ts';
import { BreakglassError } from '../domain/error.ts';
import { ownerOf, type Plan } from '../domain/plan.ts';

/**
 * What keeps a session's secrets under the customer's key. Undefined where its plan has none, or `stateKey` (base64) is empty: then
 * nobody can read here what the session has sealed, nor tell whether a value is one that it has masked.
 */
export function keyedKeeper(stateKey: string, plan: Plan, session: string): KeyedKeeper | undefined {
  if (plan.stateKey !== true || stateKey === '') return undefined;
  return createKeyedKeeper(Buffer.from(stateKey, 'base64'), { session, owner: ownerOf(plan, session) });
}

/** The key is a secret of the environment, and of all recoveries only one that a reviewer lets into it can read that. */
export const KEYLESS_RECOVERY = {
  message: 'state-key: true with recover: automatic, which has no key to read what it is to put back',
  hint: 'write recover: approval: that recovery runs in the environment, where the key is',
} as const;

/**
 * What is sealed for a recovery that cannot open it is sealed for nobody: the approver would be shown a way back that there is not.
 *
 * @throws BreakglassError `sensitive-state`
 */
export function requireKeyedRecovery({ stateKey, recover, install }: Plan): void {
  if (stateKey !== true || recover !== 'automatic') return;
  const { message, hint } = KEYLESS_RECOVERY;
  throw new BreakglassError('sensitive-state', `install "${install.name}" has ${message}`, { hint });
}

/**
 * The approver was shown that what may be secret is recorded under the customer's key: without it nothing begins.
 *
 * @throws BreakglassError `sensitive-state`
 */
export function requireStateKey(stateKey: string, { stateKey: wanted, install }: Plan): void {
  if (wanted !== true || stateKey !== '') return;
  throw new BreakglassError('sensitive-state', `install "${install.name}" has state-key: true, and no key is given`, {
    hint: `set the secret BREAKGLASS_STATE_KEY of environment ${install.environment} (openssl rand -base64 32), and pass it to the run job's input "state-key"`,
  });
}
