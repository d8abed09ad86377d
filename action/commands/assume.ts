import { createClientsFactory } from '../aws/clients.ts';
import { createCredentials } from '../aws/sts.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { EngineContext } from '../engine/context.ts';
import type { Ledger } from '../engine/ledger.ts';
import { bindPolicy } from '../policy/session-policy.ts';
import type { AssumedRole, Credentials } from '../ports/credentials.ts';
import type { Wiring } from './wiring.ts';

export interface RoleUse {
  readonly roleArn: string;
  readonly region: string;
  readonly sessionName: string;
  /** Session policies, narrowest first, before they are bound to the session and its end. */
  readonly policies: readonly string[];
  /** When the policies end, milliseconds since the epoch. */
  readonly notAfter: number;
  /** How the customer makes the role exist, for the error when it may not. */
  readonly enabledBy: string;
  readonly ledger: Ledger;
}

/** What of a job it takes to assume a role. */
export interface RoleTaker extends Pick<Wiring, 'idToken' | 'registry' | 'session'> {
  readonly mode: Pick<Wiring['mode'], 'audience' | 'clock' | 'endpoint'>;
  readonly host: Pick<Wiring['host'], 'mask'>;
}

/** STS gives no shorter session; the policy ends earlier. */
const MIN_SESSION_SECONDS = 900;

/** OIDC → STS: what the engine works with. The credentials are in memory only, and gone with it. */
export async function assumeRole(wiring: RoleTaker, use: RoleUse): Promise<EngineContext> {
  const { mode, registry, session } = wiring;
  const { ledger, region } = use;
  const { credentials } = await takeNarrowest(wiring, use);
  const factory = createClientsFactory({ services: registry.services, endpoint: mode.endpoint, now: mode.clock.now });
  const clients = factory.connect(credentials, region, (call) => ledger.note({ type: 'call', ...call }));
  return { session, registry, clients, classify: factory.classify, clock: mode.clock, ledger };
}

/** Takes the narrowest session policy that STS accepts. */
async function takeNarrowest(wiring: RoleTaker, { ledger, ...use }: RoleUse): Promise<AssumedRole> {
  const credentials = credentialsOf(wiring, use.region, ledger);
  const { roleArn, sessionName, policies, notAfter, enabledBy } = use;
  const seconds = Math.ceil((notAfter - wiring.mode.clock.now()) / 1_000);
  const durationSeconds = Math.max(MIN_SESSION_SECONDS, seconds);
  for (const [policyRung, policy] of policies.entries()) {
    try {
      const assumed = await credentials.assume({
        roleArn,
        sessionName,
        policy: bindPolicy(policy, { session: wiring.session, notAfter }),
        durationSeconds,
        enabledBy,
      });
      const expires = new Date(Math.min(notAfter, assumed.credentials.expiresAt)).toISOString();
      ledger.note({ type: 'assumed', role: roleArn, identity: assumed.identity, sessionName, policyRung, expires });
      return assumed;
    } catch (error) {
      const { code } = asBreakglassError(error);
      if (code !== 'policy-too-large' || policyRung === policies.length - 1) throw error;
    }
  }
  throw new BreakglassError('policy-too-large', 'the plan has no session policy');
}

function credentialsOf({ mode, host, idToken }: RoleTaker, region: string, ledger: Ledger): Credentials {
  return createCredentials({
    region,
    endpoint: mode.endpoint,
    audience: mode.audience,
    idToken,
    mask: host.mask,
    clock: mode.clock,
    onCall: (call) => ledger.note({ type: 'call', ...call }),
  });
}
