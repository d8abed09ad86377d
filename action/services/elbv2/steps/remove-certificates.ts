import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
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

export const removeCertificates = defineStep<Params, ListenerSettings, Elbv2Client>({
  kind: 'elbv2/remove-certificates',
  summary: 'Takes certificates off the list of a listener: clients that ask for their names are shown another one',
  params,
  examples: [
    {
      listener:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      certificates: ['arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
    },
  ],
  undone: 'They are put on the list again',
  caveats: ['Clients that ask for a name for which no other certificate is there are shown the default one, and fail.'],
  resourceKind: listenerSettings,
  resource: ({ listener }) => listener,
  grants: ({ listener }) => [
    { access: 'write', phase: 'apply', action: 'elasticloadbalancing:RemoveListenerCertificates', resource: listener },
    { access: 'write', phase: 'restore', action: 'elasticloadbalancing:AddListenerCertificates', resource: listener },
  ],
  change: (before, { listener, certificates }) => {
    requireSecure(before, listener);
    for (const certificate of certificates) requireRemovable(before, certificate);
    return {
      after: withCertificates(
        before,
        certificatesIn(before).filter((certificate) => !certificates.includes(certificate)),
      ),
      diff: certificates.map((what) => ({ what, before: 'on the list', after: 'not on the list' })),
    };
  },
  apply: (context, transition, { listener }) => writeListenerSettings(context, listener, transition, transition.after),
  restore: (context, transition, { listener }) =>
    writeListenerSettings(context, listener, transition, transition.before),
  verify: (context, { listener, certificates }) => {
    const wanted = certificates.map((certificate) => [certificateUnit(certificate), null] as const);
    return settingsInForce(context, listener, Object.fromEntries(wanted));
  },
});

/** Whoever takes a certificate away wants it to be shown to nobody: that must not silently fail. */
function requireRemovable(before: ListenerSettings, certificate: string): void {
  if (before['default-certificate'] === certificate) {
    throw new BreakglassError('not-applicable', `${certificate} is the default certificate of the listener`, {
      hint: 'put another one in its place with elbv2/set-default-certificate first: a listener is never without one',
    });
  }
  const list = certificatesIn(before);
  if (list.includes(certificate)) return;
  throw new BreakglassError('not-applicable', `${certificate} is not on the list of the listener`, {
    hint: `these are: ${list.join(', ') || 'none'}`,
  });
}
