import {
  DescribeListenerAttributesCommand,
  type Listener,
  type MutualAuthenticationAttributes,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineResource } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { StepContext } from '../../../domain/step-kind.ts';
import { describeCertificates } from '../describe-certificates.ts';
import { describeListeners } from '../describe-listeners.ts';
import { loadBalancerOf } from '../listener-arn.ts';
import {
  certificateUnit,
  headerNameUnit,
  isSecure,
  type ListenerSettings,
  type MutualAuthentication,
} from '../listener-settings-model.ts';
import type { Elbv2Client } from '../service.ts';

type ReadContext = Omit<StepContext<Elbv2Client>, 'step'>;

/** Attributes that listeners lose together with HTTPS. */
const REQUEST_HEADERS = /^routing\.http\.request\.[a-z0-9_]+\.header_name$/;

export const listenerSettings = defineResource<ListenerSettings, Elbv2Client>({
  kind: 'elbv2/listener-settings',
  atOnce: true,
  within: loadBalancerOf,
  captures:
    "the listener's port and protocol, security policy, default certificate, certificate list, mutual authentication, and the names of headers that tell targets of TLS",
  grants: () => [
    { access: 'read', action: 'elasticloadbalancing:DescribeListeners', resource: '*' },
    { access: 'read', action: 'elasticloadbalancing:DescribeListenerCertificates', resource: '*' },
    { access: 'read', action: 'elasticloadbalancing:DescribeListenerAttributes', resource: '*' },
  ],
  read: async (context, arn) => {
    // With the others of its load balancer, whose ports it cannot have.
    const all = await describeListeners(context, loadBalancerOf(arn));
    const listener = all.find((candidate) => candidate.ListenerArn === arn);
    if (listener === undefined) throw new BreakglassError('resource-missing', `there is no listener ${arn}`);
    const settings = fromAws(listener, all);
    if (!isSecure(settings.protocol)) return settings;
    const certificates = (await describeCertificates(context, arn)).map(
      (each) => [certificateUnit(each), true] as const,
    );
    const names = settings.protocol === 'HTTPS' ? await headerNames(context, arn) : [];
    return { ...settings, ...Object.fromEntries([...certificates, ...names]) };
  },
});

function fromAws(listener: Listener, all: readonly Listener[]): ListenerSettings {
  const protocol = listener.Protocol ?? 'HTTP';
  const others = all.filter((other) => other.ListenerArn !== listener.ListenerArn);
  const secure = isSecure(protocol);
  return {
    port: listener.Port ?? 0,
    protocol,
    'ssl-policy': (secure ? listener.SslPolicy : undefined) ?? null,
    'default-certificate': (secure ? listener.Certificates?.[0]?.CertificateArn : undefined) ?? null,
    'mutual-authentication': protocol === 'HTTPS' ? mutualAuthentication(listener.MutualAuthentication ?? {}) : null,
    about: {
      authenticates: (listener.DefaultActions ?? []).flatMap(({ Type: type }) =>
        type?.startsWith('authenticate-') === true || type === 'jwt-validation' ? [type] : [],
      ),
      portsOfOthers: Object.fromEntries(
        others.map(({ Port = 0, ListenerArn = '' }) => [String(Port), ListenerArn] as const),
      ),
    },
  };
}

function mutualAuthentication(given: MutualAuthenticationAttributes): MutualAuthentication {
  const { Mode: mode, TrustStoreArn: trustStore = null } = given;
  if (mode !== 'verify') return { mode: mode === 'passthrough' ? mode : 'off' };
  return {
    mode,
    trustStore,
    ignoreClientCertificateExpiry: given.IgnoreClientCertificateExpiry ?? false,
    advertiseTrustStoreCaNames: given.AdvertiseTrustStoreCaNames ?? 'off',
  };
}

async function headerNames(context: ReadContext, arn: string): Promise<readonly (readonly [string, string])[]> {
  const command = new DescribeListenerAttributesCommand({ ListenerArn: arn });
  const { Attributes: attributes = [] } = await context.client.send(command, { abortSignal: context.signal });
  return attributes
    .flatMap(({ Key: key = '', Value: value = '' }) =>
      REQUEST_HEADERS.test(key) && value !== '' ? [[headerNameUnit(key), value] as const] : [],
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
