import { DEFAULT_AUDIT_BRANCH } from '../audit/trail-path.ts';
import { classifyAwsError } from '../aws/classify.ts';
import { connectRolePolicies, type RolePolicies } from '../aws/seal-iam.ts';
import { readDeny } from '../aws/seal-policy.ts';
import { accountOf } from '../aws/whose-account.ts';
import type { Install } from '../domain/documents.ts';
import { asBreakglassError } from '../domain/error.ts';
import type { Seen } from '../domain/setup-facts.ts';
import { SEAL_POLICY_PREFIX } from '../domain/stack-names.ts';
import { attemptRead } from '../engine/attempt.ts';
import { type Finding, unknown } from '../gate/doctor/finding.ts';
import { checkDenies, type InlinePolicy } from '../gate/doctor/stray-denies.ts';
import { daysBefore, listSessions } from '../github/trail-sessions.ts';
import { type AwsEnvironment, readAwsEnvironment } from '../runtime/aws-environment.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Variables } from '../runtime/environment.ts';
import { headOf, openPlace } from './remote/place.ts';

/** A session that began longer ago has no credentials any more, whatever the time zone. */
const DAYS = 3;
const PORTS = { clock: systemClock, classify: classifyAwsError };
/** The whole look at one install, in milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * Reads the inline policies of every role of every install, with the AWS credentials of whoever asks. It changes nothing there.
 */
export async function awsFindings(
  root: string,
  installs: readonly Install[],
  variables: Variables,
): Promise<readonly Finding[]> {
  let aws: AwsEnvironment;
  try {
    aws = readAwsEnvironment(variables);
  } catch (error) {
    const { message, hint } = asBreakglassError(error);
    return [unknown('stray-deny', message, hint ?? '')];
  }
  const sessions = await seen(async () => knownSessions(root, variables));
  const findings: Finding[] = [];
  // One install after another: IAM answers few calls in a second.
  for (const install of installs) {
    const policies = await seen(async () => inlinePolicies(install, aws));
    findings.push(...checkDenies({ install: install.install, policies, sessions, now: Date.now() }));
  }
  return findings;
}

async function knownSessions(root: string, variables: Variables): Promise<ReadonlySet<string>> {
  const { github } = await openPlace({ root, variables });
  const head = await headOf(github, DEFAULT_AUDIT_BRANCH);
  const found = await listSessions(github, head, daysBefore(Date.now(), DAYS));
  return new Set(found.map(({ session }) => session));
}

async function inlinePolicies(install: Install, aws: AwsEnvironment): Promise<readonly InlinePolicy[]> {
  const { region, account } = install;
  const found = await attemptRead(() => accountOf({ ...aws, region }), PORTS, AbortSignal.timeout(PATIENCE_MS));
  if (found !== account) throw new Error(`the AWS credentials are of account ${found}, the install's is ${account}`);
  const policies = connectRolePolicies({ ...aws, region, now: Date.now, onCall: () => undefined });
  const breakGlass = new Set(Object.values(install.roles));
  const helpers = [...Object.values(install.recoverRoles), install.planRole, install.sealerRole];
  const all: InlinePolicy[] = [];
  for (const roleArn of new Set([...breakGlass, ...helpers])) {
    if (roleArn !== undefined) all.push(...(await policiesOf(policies, roleArn, breakGlass.has(roleArn))));
  }
  return all;
}

async function policiesOf(
  policies: RolePolicies,
  roleArn: string,
  breakGlass: boolean,
): Promise<readonly InlinePolicy[]> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const names = await attemptRead(() => policies.list(roleArn, signal), PORTS, signal).catch(unlessMissing);
  const found: InlinePolicy[] = [];
  for (const name of names ?? []) {
    const read = (): Promise<string> => policies.get(roleArn, name, signal);
    const text = name.startsWith(SEAL_POLICY_PREFIX) ? await attemptRead(read, PORTS, signal).catch(unlessMissing) : '';
    // One that was taken off meanwhile is none.
    if (text !== undefined) found.push({ roleArn, name, breakGlass, deny: readDeny(name, text) });
  }
  return found;
}

/** A role that is not enabled has no policies. */
function unlessMissing(error: unknown): undefined {
  if (asBreakglassError(error).code !== 'resource-missing') throw error;
  return undefined;
}

async function seen<T>(read: () => Promise<T>): Promise<Seen<T>> {
  try {
    return { seen: true, value: await read() };
  } catch (error) {
    return { seen: false, why: error instanceof Error ? error.message : String(error) };
  }
}
