import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { certificatesIn, type ListenerSettings } from '../listener-settings-model.ts';
import { listenerSettings } from '../resources/listener-settings.ts';
import { certificateParam, requireSecure } from '../secure-listener.ts';
import type { Elbv2Client } from '../service.ts';
import { settingsInForce, writeListenerSettings } from '../write-listener-settings.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'certificate'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener' },
    certificate: certificateParam,
  },
} as const;

type Params = FromSchema<typeof params>;

export const setDefaultCertificate = defineStep<Params, ListenerSettings, Elbv2Client>({
  kind: 'elbv2/set-default-certificate',
  summary: 'Replaces the certificate that a listener shows to clients for whose name it has no other one',
  params,
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
    },
  ],
  undone: 'The certificate before it is the default one again',
  caveats: [
    'The certificate before it is no longer shown to anybody, unless it is on the list too: put it there with elbv2/add-certificates.',
    'Whether the new one is issued, and for which names, is not checked before AWS does.',
  ],
  resourceKind: listenerSettings,
  resource: ({ listener }) => listener,
  grants: ({ listener }) => [{ access: 'write', action: 'elasticloadbalancing:ModifyListener', resource: listener }],
  change: (before, { listener, certificate }) => {
    requireSecure(before, listener);
    const old = before['default-certificate'];
    const isKept = old === certificate || certificatesIn(before).includes(old ?? '');
    return {
      after: { ...before, 'default-certificate': certificate },
      diff: [
        { what: 'default certificate', before: old ?? 'none', after: certificate },
        ...(old === null || isKept ? [] : [{ what: old, before: 'shown to clients', after: 'shown to nobody' }]),
      ],
    };
  },
  apply: (context, transition, { listener }) => writeListenerSettings(context, listener, transition, transition.after),
  restore: (context, transition, { listener }) =>
    writeListenerSettings(context, listener, transition, transition.before),
  verify: (context, { listener, certificate }) =>
    settingsInForce(context, listener, { 'default-certificate': certificate }),
});
