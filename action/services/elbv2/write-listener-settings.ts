import {
  AddListenerCertificatesCommand,
  CertificateNotFoundException,
  ModifyListenerAttributesCommand,
  ModifyListenerCommand,
  type ModifyListenerCommandInput,
  type MutualAuthenticationAttributes,
  RemoveListenerCertificatesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TypedTransition } from '../../domain/define.ts';
import { BreakglassError } from '../../domain/error.ts';
import { type JsonObject, sameJson } from '../../domain/json.ts';
import type { StepContext, Verification } from '../../domain/step-kind.ts';
import {
  attributeOf,
  certificateOf,
  isSecure,
  type ListenerSettings,
  type MutualAuthentication,
  tlsUnits,
} from './listener-settings-model.ts';
import { listenerSettings } from './resources/listener-settings.ts';
import type { Elbv2Client } from './service.ts';

type Context = StepContext<Elbv2Client>;

/** Brings a listener's `units` to where `to` has them: what AWS takes in one call in one, then its certificate list, one by one. */
export async function writeListenerSettings(
  context: Context,
  listener: string,
  { now, units }: TypedTransition<ListenerSettings>,
  to: ListenerSettings,
): Promise<void> {
  const secure = isSecure(to.protocol);
  if (!secure && units.includes('protocol')) requireNothingLost(now, units);
  await modifyListener(context, listener, to, units);
  // They have gone with TLS, and come after it.
  if (!secure) return;
  for (const unit of units) {
    const certificate = certificateOf(unit);
    if (certificate !== undefined) await writeCertificate(context, listener, certificate, to[unit] === true);
  }
  await writeHeaderNames(context, listener, to, units);
}

/** Whether settings are as a step wants them. */
export async function settingsInForce(context: Context, listener: string, wanted: JsonObject): Promise<Verification> {
  const now = await listenerSettings.read(context, listener);
  const units = Object.entries(wanted);
  const found = units.filter(([unit, value]) => sameJson(now[unit] ?? null, value)).length;
  return { done: found === units.length, progress: `${found} of ${units.length} settings in force` };
}

/** What somebody else gave the listener since would go with TLS, and nobody could put it back. */
function requireNothingLost(now: ListenerSettings, units: readonly string[]): void {
  const lost = tlsUnits(now).filter((unit) => !units.includes(unit));
  if (lost.length === 0) return;
  throw new BreakglassError(
    'changed-underneath',
    `somebody else has changed what HTTP would drop: ${lost.join(', ')}`,
    {
      hint: 'decide by hand whether the listener may lose it',
    },
  );
}

async function modifyListener(
  context: Context,
  listener: string,
  to: ListenerSettings,
  units: readonly string[],
): Promise<void> {
  const input = modification(to, units);
  if (Object.keys(input).length === 0) return;
  await context.client.send(new ModifyListenerCommand({ ...input, ListenerArn: listener }));
}

/** Only what is to change: what is omitted stays. AWS refuses TLS settings beside a protocol without it, and drops them by itself. */
function modification(to: ListenerSettings, units: readonly string[]): Omit<ModifyListenerCommandInput, 'ListenerArn'> {
  const has = (unit: string): boolean => units.includes(unit);
  const { 'ssl-policy': policy, 'default-certificate': certificate, 'mutual-authentication': mutual } = to;
  return {
    ...(has('port') ? { Port: to.port } : {}),
    ...(has('protocol') ? { Protocol: writable(to.protocol) } : {}),
    ...(has('ssl-policy') && policy !== null ? { SslPolicy: policy } : {}),
    ...(has('default-certificate') && certificate !== null ? { Certificates: [{ CertificateArn: certificate }] } : {}),
    ...(has('mutual-authentication') && mutual !== null ? { MutualAuthentication: mutualToAws(mutual) } : {}),
  };
}

function writable(protocol: string): 'HTTP' | 'HTTPS' {
  if (protocol === 'HTTP' || protocol === 'HTTPS') return protocol;
  throw new BreakglassError('internal', `a listener cannot be given the protocol ${protocol}`);
}

function mutualToAws(mutual: MutualAuthentication): MutualAuthenticationAttributes {
  if (mutual.mode !== 'verify') return { Mode: mutual.mode };
  return {
    Mode: mutual.mode,
    ...(mutual.trustStore === null ? {} : { TrustStoreArn: mutual.trustStore }),
    IgnoreClientCertificateExpiry: mutual.ignoreClientCertificateExpiry,
    AdvertiseTrustStoreCaNames: mutual.advertiseTrustStoreCaNames,
  };
}

/** AWS takes one certificate a call. Adding what is in the list changes nothing, and what is not in it needs no removal. */
async function writeCertificate(
  context: Context,
  listener: string,
  certificate: string,
  isWanted: boolean,
): Promise<void> {
  const input = { ListenerArn: listener, Certificates: [{ CertificateArn: certificate }] };
  if (isWanted) {
    await context.client.send(new AddListenerCertificatesCommand(input));
    return;
  }
  try {
    await context.client.send(new RemoveListenerCertificatesCommand(input));
  } catch (error) {
    if (!(error instanceof CertificateNotFoundException)) throw error;
  }
}

async function writeHeaderNames(
  context: Context,
  listener: string,
  to: ListenerSettings,
  units: readonly string[],
): Promise<void> {
  const attributes = units.flatMap((unit) => {
    const Key = attributeOf(unit);
    const Value = to[unit];
    return Key === undefined || typeof Value !== 'string' ? [] : [{ Key, Value }];
  });
  if (attributes.length === 0) return;
  await context.client.send(new ModifyListenerAttributesCommand({ ListenerArn: listener, Attributes: attributes }));
}
