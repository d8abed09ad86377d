import { DescribeTargetHealthCommand, type TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineResource } from '../../../domain/define.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { Elbv2Client } from '../service.ts';

/**
 * A registered target: (id, port) is its identity. `zone` is null where AWS derives it; some answers name the zone that it derived,
 * which is no change.
 */
export interface TargetRegistration extends JsonObject {
  readonly id: string;
  readonly port: number | null;
  readonly zone: string | null;
  /** AWS wants it back to register a target of a QUIC group. */
  readonly quicServerId: string | null;
}

/** A target group's targets that are registered and not being deregistered, one unit each: `target/<id>:<port>`. */
export type TargetRegistrations = Readonly<Record<string, TargetRegistration>>;

export const targetRegistrations = defineResource<TargetRegistrations, Elbv2Client>({
  kind: 'elbv2/target-registrations',
  captures:
    'every registered target that is not being deregistered, with its port, and its zone where it was registered with one',
  grants: () => [{ access: 'read', action: 'elasticloadbalancing:DescribeTargetHealth', resource: '*' }],
  read: async (context, arn) => {
    const answer = await context.client.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }), {
      abortSignal: context.signal,
    });
    // `unhealthy.draining` is an unhealthy target of a Network Load Balancer, which is registered all the same.
    const registered = (answer.TargetHealthDescriptions ?? []).filter(
      ({ TargetHealth: health }) => health?.State !== 'draining',
    );
    return Object.fromEntries(
      registered.map(({ Target: target }) => {
        const id = target?.Id ?? '';
        const port = target?.Port ?? null;
        return [
          targetUnit(id, port),
          {
            id,
            port,
            zone: target?.AvailabilityZone ?? null,
            quicServerId: target?.QuicServerId ?? null,
          },
        ];
      }),
    );
  },
  recognise: (now, known) =>
    Object.fromEntries(
      Object.entries(now).map(([unit, target]) => {
        const asKnown = known.some((model) => model[unit]?.zone === null);
        return [unit, asKnown && target.zone !== EVERY_ZONE ? { ...target, zone: null } : target];
      }),
    ),
});

/** Given for an address outside of the VPC: it gets traffic from every zone of the load balancer. */
const EVERY_ZONE = 'all';

export function targetUnit(id: string, port: number | null): string {
  return `target/${id}:${port ?? ''}`;
}

/** The registrations of some units, as far as they are there. */
export function pick(registrations: TargetRegistrations, units: readonly string[]): readonly TargetRegistration[] {
  return units.flatMap((unit) => registrations[unit] ?? []);
}

/** The registrations as `RegisterTargets` and `DeregisterTargets` take them. */
export function toTargets(registrations: readonly TargetRegistration[]): TargetDescription[] {
  return registrations.map(({ id, port, zone, quicServerId }) => ({
    Id: id,
    ...(port === null ? {} : { Port: port }),
    ...(zone === null ? {} : { AvailabilityZone: zone }),
    ...(quicServerId === null ? {} : { QuicServerId: quicServerId }),
  }));
}
