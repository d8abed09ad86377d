import type { RolePolicies } from '../../aws/seal-iam.ts';
import { denyDocument, denyPolicyName, readDeny, sameDocument } from '../../aws/seal-policy.ts';
import { asBreakglassError, BreakglassError, type ErrorCode } from '../../domain/error.ts';
import { PARAMETERS, SEAL_POLICY_PREFIX } from '../../domain/stack-names.ts';
import { type AttemptPorts, attemptRead, isRetryable, pauseBefore } from '../../engine/attempt.ts';
import type { Ledger } from '../../engine/ledger.ts';
import type { Pruned, Sealer, SealTarget } from '../../ports/sealer.ts';

export interface SealerPorts extends AttemptPorts {
  readonly policies: RolePolicies;
  readonly ledger: Pick<Ledger, 'note'>;
}

/** IAM may show a change a little later than it took it, in milliseconds. */
const READ_BACK_MS = 15_000;
/** No session lasts longer: STS gives 12 hours at most. What denies for longer is none of ours. */
const LONGEST_SESSION_MS = 12 * 3_600_000;
/** How far the clocks of a runner and of AWS may be apart. */
const CLOCKS_APART_MS = 60_000;

/** A sealer that has its role. */
export function createSealer(ports: SealerPorts): Sealer {
  return {
    deny: async (target, signal) => {
      const policy = await putDeny(ports, target, signal).catch((error: unknown): never => {
        throw refused(target, error);
      });
      ports.ledger.note({ type: 'denied', role: target.roleArn, policy });
      return { policy };
    },
    prune: (roleArn, signal) => prune(ports, roleArn, signal),
  };
}

/** Puts it until it is there: only what is read back counts, whatever was answered. */
async function putDeny(ports: SealerPorts, target: SealTarget, signal: AbortSignal): Promise<string> {
  const { policies, classify, clock } = ports;
  const { roleArn } = target;
  const name = denyPolicyName(target.session);
  const document = denyDocument(target);
  const holds = async (): Promise<boolean> => sameDocument((await read(ports, roleArn, name, signal)) ?? '', document);
  // Putting it again changes nothing. Where an answer was lost, reading tells what became of the call.
  const put = async (): Promise<void> => {
    try {
      await policies.put(roleArn, name, document, signal);
    } catch (error) {
      if (!isRetryable(classify(error)) || !(await holds().catch(() => false))) throw error;
    }
  };
  await attemptRead(put, ports, signal);
  const patience = clock.now() + READ_BACK_MS;
  for (let attempt = 1; !(await holds()); attempt += 1) {
    if (clock.now() >= patience) throw new BreakglassError('seal-refused', `${name} does not read back as it was put`);
    await clock.sleep(pauseBefore(attempt), signal);
  }
  return name;
}

/** The policy as IAM holds it; undefined when there is none. */
async function read(
  ports: SealerPorts,
  roleArn: string,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const get = (): Promise<string> => ports.policies.get(roleArn, name, signal);
  return attemptRead(get, ports, signal).catch(unlessMissing);
}

async function prune(ports: SealerPorts, roleArn: string, signal: AbortSignal): Promise<Pruned> {
  const { policies, clock, ledger } = ports;
  const [pruned, strays]: [string[], string[]] = [[], []];
  for (const name of await attemptRead(() => policies.list(roleArn, signal), ports, signal)) {
    const text = name.startsWith(SEAL_POLICY_PREFIX) ? await read(ports, roleArn, name, signal) : '';
    if (text === undefined) continue;
    const deny = readDeny(name, text);
    if (deny === undefined || deny.until > clock.now() + LONGEST_SESSION_MS + CLOCKS_APART_MS) strays.push(name);
    if (deny === undefined || deny.until + CLOCKS_APART_MS > clock.now()) continue;
    // One that another has taken off meanwhile is as gone as this one is to be.
    await attemptRead(() => policies.remove(roleArn, name, signal), ports, signal).catch(unlessMissing);
    ledger.note({ type: 'deny-pruned', role: roleArn, policy: name });
    pruned.push(name);
  }
  return { pruned, strays };
}

function unlessMissing(error: unknown): undefined {
  if (asBreakglassError(error).code !== 'resource-missing') throw error;
  return undefined;
}

function refused({ roleArn, session }: SealTarget, error: unknown): BreakglassError {
  const { code, message, hint } = asBreakglassError(error);
  const why = WHY_NOT[code] ?? hint;
  return new BreakglassError('seal-refused', `no deny could be put on ${roleArn} for session ${session}: ${message}`, {
    hint: [...(why === undefined ? [] : [why]), BY_HAND].join('\n'),
    cause: error,
  });
}

const BY_HAND = `to end every access to this role now, the customer sets ${PARAMETERS.killSwitch}=on in their stack`;

const WHY_NOT: Partial<Readonly<Record<ErrorCode, string>>> = {
  'access-denied': `the sealer may not: see that its stack is up to date and ${PARAMETERS.killSwitch} is off, and that the role has the boundary that the stack gave it`,
  'aws-rejected':
    'IAM refused it: where the inline policies of the role are full, `breakglass doctor --aws` lists what can be deleted',
  'resource-missing': 'the role is not there any more: a session of it can do nothing, but this is no proof of it',
};
