import type { Seen } from '../../domain/setup-facts.ts';
import { type Finding, ok, unknown, wrong } from './finding.ts';

/** An inline policy of one of an install's roles. */
export interface InlinePolicy {
  readonly roleArn: string;
  readonly name: string;
  /** Whether the role is one that a sealer may deny. */
  readonly breakGlass: boolean;
  /** Whom it denies and until when, milliseconds since the epoch; undefined where it is nothing that a sealer writes. */
  readonly deny: { readonly session: string; readonly until: number } | undefined;
}

/** What was seen of one install in AWS. */
export interface DenyFacts {
  readonly install: string;
  readonly policies: Seen<readonly InlinePolicy[]>;
  /** Sessions that the audit branch tells of, of the days in which a deny can be in force. */
  readonly sessions: Seen<ReadonlySet<string>>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const READ = 'use credentials of the account that may iam:ListRolePolicies and iam:GetRolePolicy on these roles';
const READ_TRAIL = 'see why the audit branch cannot be read, above';
/** STS gives no session for longer. */
const LONGEST_MS = 12 * 3_600_000;

/**
 * Inline policies that no session explains: they fill the role's quota, and IAM deletes no role that has one. The deny of a session
 * whose credentials have ended is only told: the next session takes it off, and until then it denies nobody.
 */
export function checkDenies(facts: DenyFacts): readonly Finding[] {
  const { install, policies } = facts;
  if (!policies.seen) return [unknown('stray-deny', `${install}: ${policies.why}`, READ)];
  const found = policies.value.flatMap((policy) => judge(policy, facts) ?? []);
  if (found.some(({ state }) => state !== 'ok')) return found;
  const count = policies.value.length - found.length;
  const inForce = count === 0 ? 'no inline policy' : `no inline policy but ${count} of sessions whose credentials last`;
  const beside = found.length === 0 ? '' : `, beside ${found.length} of sessions whose credentials have ended`;
  return [ok('stray-deny', `${install}: its roles have ${inForce}${beside}`), ...found];
}

function judge(policy: InlinePolicy, { install, sessions, now }: DenyFacts): Finding | undefined {
  const { name, roleArn, deny, breakGlass } = policy;
  const what = `${install}: ${roleArn} has the inline policy "${name}"`;
  const stray = (why: string): Finding => wrong('stray-deny', `${what}, ${why}`, removal(policy));
  if (deny === undefined) return stray('which is no deny of a session');
  if (!breakGlass) return stray('and no sealer puts a deny on this role');
  const until = new Date(deny.until).toISOString();
  if (deny.until <= now)
    return ok('stray-deny', `${what}, of credentials that have ended at ${until}: the next session takes it off`);
  if (deny.until > now + LONGEST_MS) return stray(`of credentials until ${until}: none last that long`);
  if (!sessions.seen)
    return unknown('stray-deny', `${what}, and its session is not known: ${sessions.why}`, READ_TRAIL);
  return sessions.value.has(deny.session)
    ? undefined
    : stray(`of session ${deny.session}, which the audit branch does not know`);
}

/** A name of another form than IAM's goes into no command. */
function removal({ name, roleArn }: InlinePolicy): string {
  if (!/^[\w+=,.@-]{1,128}$/.test(name)) return 'look at the role in the console';
  const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return `see who put it there, then: aws iam delete-role-policy --role-name ${role} --policy-name ${name}`;
}
