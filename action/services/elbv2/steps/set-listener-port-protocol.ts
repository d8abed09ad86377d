import type { FromSchema } from 'json-schema-to-ts';
import { defineStep } from '../../../domain/define.ts';
import { BreakglassError } from '../../../domain/error.ts';
import type { Grant } from '../../../domain/grant.ts';
import type { DiffLine } from '../../../domain/step-kind.ts';
import { portParam, requireFreePort } from '../listener-port.ts';
import {
  certificatesIn,
  describeMutualAuthentication,
  type ListenerSettings,
  withoutTls,
} from '../listener-settings-model.ts';
import { listenerSettings } from '../resources/listener-settings.ts';
import { certificateParam, sslPolicyParam } from '../secure-listener.ts';
import type { Elbv2Client } from '../service.ts';
import { OTHER_TYPES_UNPROVEN } from '../unproven.ts';
import { settingsInForce, writeListenerSettings } from '../write-listener-settings.ts';

const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['listener'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener' },
    port: portParam,
    protocol: { type: 'string', enum: ['HTTP', 'HTTPS'] },
    'ssl-policy': { ...sslPolicyParam, description: `${sslPolicyParam.description}; where it becomes HTTPS` },
    certificate: {
      ...certificateParam,
      description: `${certificateParam.description}, the default one; where it becomes HTTPS`,
    },
  },
} as const;

const params = {
  ...shape,
  anyOf: [{ required: ['port'] }, { required: ['protocol'] }],
  dependentSchemas: {
    'ssl-policy': { required: ['protocol'], properties: { protocol: { const: 'HTTPS' } } },
    certificate: { required: ['protocol'], properties: { protocol: { const: 'HTTPS' } } },
  },
} as const;

type Params = FromSchema<typeof shape>;

export const setListenerPortProtocol = defineStep<Params, ListenerSettings, Elbv2Client>({
  kind: 'elbv2/set-listener-port-protocol',
  summary: 'Moves a listener to another port, or between HTTP and HTTPS',
  params,
  examples: [
    { listener: LISTENER, port: 8443 },
    {
      listener: LISTENER,
      port: 443,
      protocol: 'HTTPS',
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
    },
  ],
  undone:
    'The port and the protocol before it are set again; with HTTPS come its security policy, all certificates, mutual authentication and the names of TLS headers',
  caveats: [
    'With HTTP, what clients send and get can be read on the way.',
    'Clients that ask at the old port find nobody there; security groups have to let them in at the new one.',
    'A listener with default actions that authenticate users stays HTTPS: AWS has them nowhere else.',
    OTHER_TYPES_UNPROVEN,
  ],
  resourceKind: listenerSettings,
  resource: ({ listener }) => listener,
  grants: ({ listener, protocol }) => grantsOf(listener, protocol),
  change: (before, input) => {
    requireHttp(before, input.listener);
    const port = input.port ?? before.port;
    requireFreePort(before.about.portsOfOthers, port);
    const after = (input.protocol ?? before.protocol) === 'HTTP' ? plain(before, port) : secure(before, port, input);
    return { after, diff: linesOf(before, after) };
  },
  apply: (context, transition, { listener }) => writeListenerSettings(context, listener, transition, transition.after),
  restore: (context, transition, { listener }) =>
    writeListenerSettings(context, listener, transition, transition.before),
  verify: (context, { listener, port, protocol }) =>
    settingsInForce(context, listener, {
      ...(port === undefined ? {} : { port }),
      ...(protocol === undefined ? {} : { protocol }),
    }),
});

/** What goes with HTTPS comes back by calls of its own. */
function grantsOf(listener: string, protocol: Params['protocol']): readonly Grant[] {
  const modify = { access: 'write', action: 'elasticloadbalancing:ModifyListener', resource: listener } as const;
  if (protocol !== 'HTTP') return [modify];
  const back = { access: 'write', phase: 'restore', resource: listener } as const;
  return [
    modify,
    { ...back, action: 'elasticloadbalancing:AddListenerCertificates' },
    { ...back, action: 'elasticloadbalancing:ModifyListenerAttributes' },
  ];
}

function requireHttp({ protocol }: ListenerSettings, listener: string): void {
  if (protocol === 'HTTP' || protocol === 'HTTPS') return;
  throw new BreakglassError('not-applicable', `${listener} is a listener for ${protocol}`, {
    hint: 'name a listener of an Application Load Balancer, for HTTP or HTTPS',
  });
}

function plain(before: ListenerSettings, port: number): ListenerSettings {
  const [first] = before.about.authenticates;
  if (first !== undefined) {
    throw new BreakglassError('not-applicable', `the listener's default actions include ${first}`, {
      hint: 'AWS authenticates users over HTTPS only: take it away first, with elbv2/set-default-action, or leave HTTPS',
    });
  }
  return before.protocol === 'HTTP' ? { ...before, port } : withoutTls(before, port);
}

function secure(before: ListenerSettings, port: number, input: Params): ListenerSettings {
  const { 'ssl-policy': policy, certificate } = input;
  if (before.protocol === 'HTTPS') {
    requireSame('ssl-policy', policy, before['ssl-policy'], 'elbv2/set-ssl-policy');
    requireSame('certificate', certificate, before['default-certificate'], 'elbv2/set-default-certificate');
    return { ...before, port };
  }
  if (policy === undefined || certificate === undefined) {
    throw new BreakglassError('not-applicable', `${input.listener} is a listener for HTTP, and would become HTTPS`, {
      hint: 'name the ssl-policy and the certificate that it is to have then',
    });
  }
  return {
    ...before,
    port,
    protocol: 'HTTPS',
    'ssl-policy': policy,
    'default-certificate': certificate,
    'mutual-authentication': { mode: 'off' },
  };
}

/** This kind turns listeners to HTTPS; what one has that speaks it already is for others to change. */
function requireSame(what: string, wanted: string | undefined, has: string | null, kind: string): void {
  if (wanted === undefined || wanted === has) return;
  throw new BreakglassError('not-applicable', `the listener is HTTPS already, with the ${what} ${has ?? 'none'}`, {
    hint: `change that with ${kind}`,
  });
}

function linesOf(before: ListenerSettings, after: ListenerSettings): readonly DiffLine[] {
  const lines = [
    { what: 'port', before: String(before.port), after: String(after.port) },
    { what: 'protocol', before: before.protocol, after: after.protocol },
  ];
  if (before.protocol === after.protocol) return lines;
  const told = (settings: ListenerSettings) => [
    ['encryption', settings.protocol === 'HTTPS' ? 'by TLS' : 'none: what is sent can be read on the way'] as const,
    ['ssl-policy', settings['ssl-policy'] ?? 'none'] as const,
    ['default certificate', settings['default-certificate'] ?? 'none'] as const,
    ['certificates beside it', String(certificatesIn(settings).length)] as const,
    ['mutual authentication', describeMutualAuthentication(settings['mutual-authentication'])] as const,
  ];
  const [old, now] = [told(before), told(after)];
  return [...lines, ...old.map(([what, text], index) => ({ what, before: text, after: now[index]?.[1] ?? '' }))];
}
