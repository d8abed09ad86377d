import { classifyAwsError } from '../../aws/classify.ts';
import { parseArn } from '../../domain/arn.ts';
import type { Install } from '../../domain/documents.ts';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { roleSessionName } from '../../domain/session.ts';
import { enableParameter, howToEnable, OUTPUTS, stackName } from '../../domain/stack-names.ts';
import { orAborted } from '../../engine/deadline.ts';
import type { Ledger } from '../../engine/ledger.ts';
import { inEveryStatement, SESSION_POLICY_LIMIT, sizeAsSent } from '../../policy/session-policy.ts';
import type { Sealer } from '../../ports/sealer.ts';
import { type RoleTaker, takeRole } from '../assume.ts';
import { createSealer } from './sealer.ts';

/** Whose access is to be ended, and for the record of which session. */
export interface SealerUse {
  readonly install: Pick<Install, 'install' | 'sealerRole' | 'roles'>;
  readonly session: string;
  /** Of the plan, for CloudTrail; absent where there is none. */
  readonly digest?: string;
  readonly ledger: Ledger;
  /** The install's. */
  readonly region: string;
  readonly signal: AbortSignal;
}

/** To put a deny and to take off old ones takes seconds; retries of a busy IAM take a little more. */
const SEALER_MS = 10 * 60_000;
const SEALER_ACTIONS = [
  'iam:DeleteRolePolicy',
  'iam:GetRolePolicy',
  'iam:ListRolePolicies',
  'iam:PutRolePolicy',
] as const;

/**
 * Takes the install's sealer role with a fresh token, for minutes and for its break-glass roles alone.
 *
 * @throws BreakglassError `seal-refused` when there is none, or it may not be taken
 */
export async function openSealer(wiring: Omit<RoleTaker, 'registry' | 'session'>, use: SealerUse): Promise<Sealer> {
  const { install, session, digest, ledger, region, signal } = use;
  const { clock, endpoint, awsHandler } = wiring.mode;
  const { sealerRole } = install;
  if (sealerRole === undefined) throw noSealer(install.install);
  const role = {
    roleArn: sealerRole,
    region,
    sessionName: roleSessionName(session, digest ?? 'seal'),
    policies: sealerPolicies(Object.values(install.roles)),
    notAfter: clock.now() + SEALER_MS,
    enabledBy: howToEnable(install.install, enableParameter(Object.keys(install.roles)[0] ?? '…')),
    ledger,
    purpose: 'seal',
  } as const;
  try {
    signal.throwIfAborted();
    // STS is asked with patience of its own; where the time is over, its answer is not waited for.
    const taking = Promise.all([takeRole({ ...wiring, session }, role), import('../../aws/seal-iam.ts')]);
    const [{ credentials }, { connectRolePolicies }] = await orAborted(taking, signal);
    const policies = connectRolePolicies({
      credentials,
      region,
      endpoint,
      handler: awsHandler,
      now: () => clock.now(),
      onCall: (call) => ledger.note({ type: 'call', ...call }),
    });
    return createSealer({ policies, ledger, clock, classify: classifyAwsError });
  } catch (error) {
    const { message, hint } = asBreakglassError(error);
    throw new BreakglassError('seal-refused', `the sealer role ${sealerRole} could not be taken: ${message}`, {
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    });
  }
}

/**
 * What of the sealer role is asked for, narrowest first. Of an install with so many roles that a session policy cannot name them, the
 * account's roles: the sealer's own policy names those that it may touch in any case.
 */
function sealerPolicies(roles: readonly string[]): readonly string[] {
  const everyRole = roles.slice(0, 1).map((arn) => {
    const { partition, account } = parseArn(arn) ?? { partition: 'aws', account: '' };
    return `arn:${partition}:iam::${account}:role/*`;
  });
  return [[...new Set(roles)], everyRole]
    .map((resources) => inEveryStatement([{ access: 'write', actions: SEALER_ACTIONS, resources, conditions: {} }]))
    .filter((policy) => sizeAsSent(policy) <= SESSION_POLICY_LIMIT);
}

function noSealer(install: string): BreakglassError {
  return new BreakglassError(
    'seal-refused',
    `install "${install}" names no sealer role, so nothing can end access early`,
    {
      hint: `copy the line "sealer-role: …" from the output ${OUTPUTS.installLines} of ${stackName(install)} into playbooks/installs/${install}.yml`,
    },
  );
}
