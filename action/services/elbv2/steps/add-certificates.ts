import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import {
  certificatesIn,
  certificateUnit,
  type ListenerSettings,
  withCertificates,
} from '../listener-settings-model.ts';
import { listenerSettings } from '../resources/listener-settings.ts';
import { certificatesParam, requireSecure } from '../secure-listener.ts';
import type { Elbv2Client } from '../service.ts';
import { settingsInForce, writeListenerSettings } from '../write-listener-settings.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'certificates'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener' },
    certificates: certificatesParam,
  },
} as const;

type Params = FromSchema<typeof params>;

export const addCertificates = defineStep<Params, ListenerSettings, Elbv2Client>({
  kind: 'elbv2/add-certificates',
  summary: 'Adds certificates to the list of a listener, which clients are shown by the name that they ask for',
  params,
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      certificates: ['arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
    },
  ],
  undone: 'Those that were not on the list before are taken off it',
  caveats: [
    'Of several certificates for a name, AWS chooses by key and strength: a new one may be shown where an old one was.',
  ],
  resourceKind: listenerSettings,
  resource: ({ listener }) => listener,
  grants: ({ listener }) => [
    { access: 'write', phase: 'apply', action: 'elasticloadbalancing:AddListenerCertificates', resource: listener },
    {
      access: 'write',
      phase: 'restore',
      action: 'elasticloadbalancing:RemoveListenerCertificates',
      resource: listener,
    },
  ],
  change: (before, { listener, certificates }) => {
    requireSecure(before, listener);
    const list = certificatesIn(before);
    return {
      after: withCertificates(before, [...list, ...certificates]),
      diff: certificates.map((certificate) => ({
        what: certificate,
        before: list.includes(certificate) ? 'on the list' : 'not on the list',
        after: 'on the list',
      })),
    };
  },
  apply: (context, transition, { listener }) => writeListenerSettings(context, listener, transition, transition.after),
  restore: (context, transition, { listener }) =>
    writeListenerSettings(context, listener, transition, transition.before),
  verify: (context, { listener, certificates }) => {
    const wanted = certificates.map((certificate) => [certificateUnit(certificate), true] as const);
    return settingsInForce(context, listener, Object.fromEntries(wanted));
  },
});
