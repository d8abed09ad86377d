import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import {
  describeMutualAuthentication,
  type ListenerSettings,
  type MutualAuthentication,
} from '../listener-settings-model.ts';
import { listenerSettings } from '../resources/listener-settings.ts';
import type { Elbv2Client } from '../service.ts';
import { settingsInForce, writeListenerSettings } from '../write-listener-settings.ts';

const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'mode'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener' },
    mode: {
      type: 'string',
      enum: ['off', 'passthrough', 'verify'],
      description:
        'off: no client certificates; passthrough: they are handed to targets unchecked; verify: clients without a trusted one are refused',
    },
    'trust-store': {
      type: 'string',
      pattern: '^arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:truststore/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}$',
      description: 'ARN of the trust store; for verify, and only there',
    },
    'ignore-client-certificate-expiry': {
      type: 'boolean',
      default: false,
      description: 'true: certificates that have expired are let in; only for verify',
    },
    'advertise-trust-store-ca-names': {
      type: 'string',
      enum: ['on', 'off'],
      default: 'off',
      description: 'Whether clients are told which authorities are trusted; only for verify',
    },
  },
} as const;

/** What AWS takes only in mode `verify`, which has to have the first. */
const [TRUST_STORE, ...OF_VERIFY] = [
  'trust-store',
  'ignore-client-certificate-expiry',
  'advertise-trust-store-ca-names',
] as const;

const params = {
  ...shape,
  oneOf: [
    { properties: { mode: { const: 'verify' } }, required: [TRUST_STORE] },
    {
      properties: { mode: { enum: ['off', 'passthrough'] } },
      not: { anyOf: [TRUST_STORE, ...OF_VERIFY].map((name) => ({ required: [name] })) },
    },
  ],
} as const;

type Params = FromSchema<typeof shape, { keepDefaultedPropertiesOptional: true }>;

export const setMutualAuthentication = defineStep<Params, ListenerSettings, Elbv2Client>({
  kind: 'elbv2/set-mutual-authentication',
  summary: 'Sets whether clients of a listener have to show a certificate, and whose certificates are trusted',
  params,
  examples: [
    {
      listener: LISTENER,
      mode: 'verify',
      'trust-store': 'arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/partners/73e2d6bc24d8a067',
    },
    { listener: LISTENER, mode: 'off' },
  ],
  undone: 'The mode before it is set again, with its trust store',
  caveats: [
    'With `verify`, clients without a certificate that the trust store trusts can no longer connect.',
    'With `off` or `passthrough`, clients connect whose certificates nobody has checked: targets have to.',
  ],
  resourceKind: listenerSettings,
  resource: ({ listener }) => listener,
  grants: ({ listener }) => [{ access: 'write', action: 'elasticloadbalancing:ModifyListener', resource: listener }],
  change: (before, input) => {
    if (before.protocol !== 'HTTPS') {
      throw new BreakglassError('not-applicable', `${input.listener} is a listener for ${before.protocol}`, {
        hint: 'AWS has mutual authentication on HTTPS listeners only: name one of these',
      });
    }
    const mutual = wantedOf(input);
    return {
      after: { ...before, 'mutual-authentication': mutual },
      diff: [
        {
          what: 'mutual authentication',
          before: describeMutualAuthentication(before['mutual-authentication']),
          after: describeMutualAuthentication(mutual),
        },
      ],
    };
  },
  apply: (context, transition, { listener }) => writeListenerSettings(context, listener, transition, transition.after),
  restore: (context, transition, { listener }) =>
    writeListenerSettings(context, listener, transition, transition.before),
  verify: (context, input) => settingsInForce(context, input.listener, { 'mutual-authentication': wantedOf(input) }),
});

function wantedOf({ mode, ...input }: Params): MutualAuthentication {
  if (mode !== 'verify') return { mode };
  return {
    mode,
    trustStore: input['trust-store'] ?? null,
    ignoreClientCertificateExpiry: input['ignore-client-certificate-expiry'] ?? false,
    advertiseTrustStoreCaNames: input['advertise-trust-store-ca-names'] ?? 'off',
  };
}
