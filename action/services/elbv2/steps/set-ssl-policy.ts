import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { ListenerSettings } from '../listener-settings-model.ts';
import { isAtLeastAsStrict } from '../policy-strictness.ts';
import { listenerSettings } from '../resources/listener-settings.ts';
import { requireSecure, sslPolicyParam } from '../secure-listener.ts';
import type { Elbv2Client } from '../service.ts';
import { OTHER_TYPES_UNPROVEN } from '../unproven.ts';
import { settingsInForce, writeListenerSettings } from '../write-listener-settings.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'ssl-policy'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener' },
    'ssl-policy': sslPolicyParam,
    only: {
      const: 'stricter',
      description: 'Refused where the listener would speak something weaker than before, or nothing as new',
    },
  },
} as const;

type Params = FromSchema<typeof params>;

export const setSslPolicy = defineStep<Params, ListenerSettings, Elbv2Client>({
  kind: 'elbv2/set-ssl-policy',
  summary: 'Sets the security policy of a listener: the TLS versions and ciphers that clients may use',
  params,
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      only: 'stricter',
    },
  ],
  undone: 'The security policy before it is set again',
  caveats: ['Clients that speak none of its versions and ciphers can no longer connect.', OTHER_TYPES_UNPROVEN],
  resourceKind: listenerSettings,
  resource: ({ listener }) => listener,
  grants: ({ listener }) => [{ access: 'write', action: 'elasticloadbalancing:ModifyListener', resource: listener }],
  change: (before, { listener, 'ssl-policy': policy, only }) => {
    requireSecure(before, listener);
    if (only === 'stricter') requireStricter(policy, before['ssl-policy'] ?? '');
    return {
      after: { ...before, 'ssl-policy': policy },
      diff: [{ what: 'ssl-policy', before: before['ssl-policy'] ?? 'none', after: policy }],
    };
  },
  apply: (context, transition, { listener }) => writeListenerSettings(context, listener, transition, transition.after),
  restore: (context, transition, { listener }) =>
    writeListenerSettings(context, listener, transition, transition.before),
  verify: (context, { listener, 'ssl-policy': policy }) => settingsInForce(context, listener, { 'ssl-policy': policy }),
});

function requireStricter(policy: string, before: string): void {
  const strict = isAtLeastAsStrict(policy, before);
  if (strict === true) return;
  const message =
    strict === undefined
      ? `whether ${policy} is stricter than ${before} is not known here`
      : `${policy} is not stricter than ${before}, which is set now`;
  throw new BreakglassError('not-applicable', message, {
    hint: 'name a policy without older versions or weaker ciphers; to set another one all the same, use a step without "only"',
  });
}
