import { createClientsFactory } from '../aws/clients.ts';
import { createCredentials } from '../aws/sts.ts';
import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { EngineContext } from '../engine/context.ts';
import { orAborted } from '../engine/deadline.ts';
import type { Ledger } from '../engine/ledger.ts';
import { bindPolicy } from '../policy/session-policy.ts';
import type { AssumedRole, Credentials } from '../ports/credentials.ts';
import { renewable } from './renewal.ts';
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
  /** What it is taken for, for the record; absent: for the session's work. */
  readonly purpose?: 'seal' | 'restore';
  /** As the plan says that was approved: private networks that its checks may look into. */
  readonly privateNetworks?: readonly string[] | undefined;
  /** Once it aborts, STS is not asked again; a call that is under way is waited for, since it may give credentials. */
  readonly signal?: AbortSignal;
  /** The one of `policies` to take, by its place: the one that STS took before. */
  readonly onlyRung?: number;
}

/** What STS gave, and the place of the session policy that it took. */
export type TakenRole = AssumedRole & { readonly policyRung: number };

/** What of a job it takes to assume a role. */
export interface RoleTaker extends Pick<Wiring, 'idToken' | 'registry' | 'session'> {
  readonly mode: Pick<Wiring['mode'], 'audience' | 'clock' | 'drill' | 'endpoint' | 'awsHandler'>;
  readonly host: Pick<Wiring['host'], 'mask'>;
}

/** STS gives no shorter session; the policy ends earlier. */
const MIN_SESSION_SECONDS = 900;

/** OIDC → STS: what the engine works with. The credentials are in memory only, and gone with it. */
export async function assumeRole(wiring: RoleTaker, use: RoleUse): Promise<EngineContext> {
  const { mode, registry, session } = wiring;
  const { ledger, region } = use;
  const taken = await takeRole(wiring, use);
  const { clock, drill, endpoint, awsHandler: handler } = mode;
  const reach = { drill, privateNetworks: use.privateNetworks ?? [] };
  const factory = createClientsFactory({ services: registry.services, endpoint, now: clock.now, handler, reach });
  const { clients, renewal } = renewable({
    clock,
    notAfter: use.notAfter,
    taken,
    connect: ({ credentials }) =>
      factory.connect(credentials, region, (call) => ledger.note({ type: 'call', ...call })),
    // The same policy as before, and the same end: never a wider one for asking again. An interruption does not keep the way back
    // from its credentials.
    takeAgain: () => {
      const { signal: _interrupted, ...again } = use;
      return takeRole(wiring, { ...again, onlyRung: taken.policyRung });
    },
  });
  return { session, registry, clients, renewal, classify: factory.classify, clock: mode.clock, ledger };
}

/** OIDC → STS: the credentials alone, by the narrowest session policy that STS accepts. */
export async function takeRole(wiring: Omit<RoleTaker, 'registry'>, use: RoleUse): Promise<TakenRole> {
  const credentials = credentialsOf(wiring, use);
  const { roleArn, sessionName, policies, notAfter, enabledBy, ledger, onlyRung } = use;
  const seconds = Math.ceil((notAfter - wiring.mode.clock.now()) / 1_000);
  const durationSeconds = Math.max(MIN_SESSION_SECONDS, seconds);
  for (const [policyRung, policy] of policies.entries()) {
    if (onlyRung !== undefined && policyRung !== onlyRung) continue;
    try {
      const assumed = await credentials.assume({
        roleArn,
        sessionName,
        policy: bindPolicy(policy, { session: wiring.session, notAfter }),
        durationSeconds,
        enabledBy,
      });
      const { expiresAt } = assumed.credentials;
      ledger.note({
        type: 'assumed',
        role: roleArn,
        identity: assumed.identity,
        sessionName,
        policyRung,
        expires: new Date(Math.min(notAfter, expiresAt)).toISOString(),
        ...(use.purpose === undefined ? {} : { purpose: use.purpose }),
      });
      return { ...assumed, policyRung };
    } catch (error) {
      const { code } = asBreakglassError(error);
      if (code !== 'policy-too-large' || policyRung === (onlyRung ?? policies.length - 1)) throw error;
    }
  }
  throw new BreakglassError('policy-too-large', 'the plan has no session policy');
}

function credentialsOf(
  { mode, host, idToken }: Omit<RoleTaker, 'registry'>,
  { region, ledger, signal }: RoleUse,
): Credentials {
  return createCredentials({
    region,
    endpoint: mode.endpoint,
    audience: mode.audience,
    idToken: (audience) => (signal === undefined ? idToken(audience) : orAborted(idToken(audience), signal)),
    mask: host.mask,
    clock: mode.clock,
    signal,
    onCall: (call) => ledger.note({ type: 'call', ...call }),
    handler: mode.awsHandler,
  });
}
