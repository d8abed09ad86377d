import { type Listener, ListenerNotFoundException } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineResource } from '../../../domain/define.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { StepContext } from '../../../domain/step-kind.ts';
import { fromAws, type ListenerAction } from '../actions.ts';
import { describeCertificates } from '../describe-certificates.ts';
import { describeListeners } from '../describe-listeners.ts';
import { tagsByArn } from '../describe-tags.ts';
import { isSecure } from '../listener-settings-model.ts';
import type { Elbv2Client } from '../service.ts';
import { listenerActions } from './listener-actions.ts';
import { describeRules, SESSION_TAG, STEP_TAG } from './listener-rules.ts';
import { listenerSettings } from './listener-settings.ts';

/**
 * The listeners of a load balancer, each a unit: `listener/<ARN>` for one that was there, `created/<session>/<step>` for the one that a
 * step of this session creates, which has no ARN before.
 */
export interface LoadBalancerListeners extends JsonObject {
  /** Unit → ARN of what steps of this session have created: no unit. */
  readonly arns: Readonly<Record<string, string>>;
}

export interface ListenerContent extends JsonObject {
  readonly port: number;
  readonly protocol: string;
  readonly sslPolicy: string | null;
  readonly certificate: string | null;
  readonly actions: readonly ListenerAction[];
  /** How many rules it has beside the default one; null where nobody has counted, as of those that no step of ours created. */
  readonly rules: number | null;
  /** What somebody else has put on a listener that a step of ours created, beside rules. Absent: nothing, or nobody has looked. */
  readonly added?: Added;
}

interface Added extends JsonObject {
  /** ARNs of its certificate list. */
  readonly certificates: readonly string[];
  /** Its mode: a listener begins without, which is `off`. */
  readonly mutualAuthentication: string;
}

type ReadContext = Omit<StepContext<Elbv2Client>, 'step'>;

export const loadBalancerListeners = defineResource<LoadBalancerListeners, Elbv2Client>({
  kind: 'elbv2/load-balancer-listeners',
  joint: () => true,
  shows: ({ kind, arn }) => (SHOWN[kind] ?? []).map((shown) => ({ unit: existingUnit(arn), ...shown })),
  captures:
    'every listener of the load balancer with its port, protocol, security policy, default certificate and default actions',
  grants: () => [
    { access: 'read', action: 'elasticloadbalancing:DescribeListeners', resource: '*' },
    { access: 'read', action: 'elasticloadbalancing:DescribeTags', resource: '*' },
  ],
  read: async (context, arn) => {
    try {
      return await readListeners(context, arn);
    } catch (error) {
      // One that somebody deleted between the calls that reading takes: the next look does not see it.
      if (!(error instanceof ListenerNotFoundException)) throw error;
      return readListeners(context, arn);
    }
  },
});

/** What steps on a listener itself change of it: by the kind of resource, the member here and the unit there. */
const SHOWN: Readonly<
  Record<string, readonly { readonly member: keyof ListenerContent & string; readonly of: string }[]>
> = {
  [listenerActions.kind]: [{ member: 'actions', of: 'actions' }],
  [listenerSettings.kind]: [
    { member: 'port', of: 'port' },
    { member: 'protocol', of: 'protocol' },
    { member: 'sslPolicy', of: 'ssl-policy' },
    { member: 'certificate', of: 'default-certificate' },
  ],
};

async function readListeners(context: ReadContext, loadBalancer: string): Promise<LoadBalancerListeners> {
  const all = await describeListeners(context, loadBalancer);
  const tags = await tagsByArn(
    context,
    all.flatMap((listener) => listener.ListenerArn ?? []),
  );
  const units: Record<string, Json> = {};
  const arns: Record<string, string> = {};
  for (const listener of all.toSorted((a, b) => ((a.ListenerArn ?? '') < (b.ListenerArn ?? '') ? -1 : 1))) {
    const arn = listener.ListenerArn ?? '';
    const own = tags.get(arn) ?? {};
    const step = own[SESSION_TAG] === context.session ? own[STEP_TAG] : undefined;
    if (step === undefined) units[existingUnit(arn)] = contentOf(listener, null);
    else {
      const unit = createdUnit({ session: context.session, step });
      arns[unit] = arn;
      units[unit] = { ...contentOf(listener, await countRules(context, arn)), ...(await addedTo(context, listener)) };
    }
  }
  return { ...units, arns };
}

/** What somebody else has put on a listener of ours would go with it. */
async function countRules(context: ReadContext, arn: string): Promise<number> {
  return (await describeRules(context, arn)).filter((rule) => rule.IsDefault !== true).length;
}

/** That too would go with it. */
async function addedTo(
  context: ReadContext,
  { ListenerArn: arn = '', Protocol: protocol = 'HTTP', MutualAuthentication: mutual }: Listener,
): Promise<Pick<ListenerContent, 'added'>> {
  if (!isSecure(protocol)) return {};
  const certificates = await describeCertificates(context, arn);
  const mutualAuthentication = mutual?.Mode ?? 'off';
  return certificates.length === 0 && mutualAuthentication === 'off'
    ? {}
    : { added: { certificates, mutualAuthentication } };
}

function contentOf(listener: Listener, rules: number | null): ListenerContent {
  return {
    port: listener.Port ?? 0,
    protocol: listener.Protocol ?? 'HTTP',
    sslPolicy: listener.SslPolicy ?? null,
    certificate: listener.Certificates?.[0]?.CertificateArn ?? null,
    actions: fromAws(listener.DefaultActions ?? []),
    rules,
  };
}

export function existingUnit(arn: string): string {
  return `listener/${arn}`;
}

export function createdUnit({ session, step }: { readonly session: string; readonly step: string }): string {
  return `created/${session}/${step}`;
}

/** What a unit holds; undefined where there is no such listener. */
export function contentIn(model: LoadBalancerListeners, unit: string): ListenerContent | undefined {
  const value = model[unit];
  return isContent(value) ? value : undefined;
}

/** Port → name of the listener that has it. */
export function portsIn(model: LoadBalancerListeners): Readonly<Record<string, string>> {
  const taken = Object.keys(model).flatMap((unit) => {
    const content = contentIn(model, unit);
    return content === undefined ? [] : [[String(content.port), unit.replace(/^listener\//, '')] as const];
  });
  return Object.fromEntries(taken);
}

function isContent(value: Json | undefined): value is ListenerContent {
  return isJsonObject(value) && typeof value['port'] === 'number';
}
