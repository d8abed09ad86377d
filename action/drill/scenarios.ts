import type { Trouble } from '../domain/drill.ts';
import type { ErrorCode } from '../domain/error.ts';
import type { Outcome } from '../domain/session.ts';
import { shiftByHand } from './cloud.ts';
import { PEOPLE } from './hosting.ts';
import type { TrafficProbes } from './probe/traffic-probes.ts';
import type { DrillWorld, WorldOptions } from './world.ts';

/** A story that a drill plays, and how it has to end. */
export interface Scenario {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly title: string;
  readonly world?: Omit<WorldOptions, 'scale'>;
  /** What goes wrong before anybody asks for help; by default blue begins to fail. */
  readonly trouble?: Trouble;
  /** What customers ask meanwhile, and have to be answered. */
  readonly traffic?: TrafficProbes;
  /** Changes to the request; the world's ports are known only when it is built. */
  readonly request?: (world: DrillWorld) => Readonly<Record<string, unknown>>;
  /** Who confirms the criteria and merges; default the drill's commander. */
  readonly commander?: string;
  /** Who approves at the environment; default the listed approver. */
  readonly approver?: string;
  /** Arranges what goes wrong, before the run job starts. */
  readonly arrange?: (world: DrillWorld) => void | Promise<void>;
  /** Called with each line of the run job's log, and a way to send its process a signal, as GitHub does. */
  readonly onLine?: (line: string, world: DrillWorld, kill: (signal: NodeJS.Signals) => void) => void;
  readonly expected: {
    readonly outcome: Outcome;
    readonly code?: ErrorCode;
    /** What the log has to tell whoever reads it at night. */
    readonly says?: string;
    /** The session stays open, since the end of its access is not shown. */
    readonly closed?: false;
    /** Whether the world has to be as it was, exactly. */
    readonly world: 'changed' | 'as-before';
    /** Whether errors have to be gone. */
    readonly healed: boolean;
  };
}

/** Blue's first target fails. */
function evacuate({ cloud }: DrillWorld): Readonly<Record<string, unknown>> {
  const port = cloud.servers.blue[0]?.port ?? 0;
  return {
    playbook: 'evacuate-target',
    confirmed: ['Customers see errors on this listener now', 'The target named is the one that fails'],
    inputs: { listener: 'web-http', from: 'blue', to: 'green', target: '127.0.0.1', port },
  };
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'success',
    title: 'a target group begins to fail; its traffic is moved to the other one',
    expected: { outcome: 'succeeded', world: 'changed', healed: true },
  },
  {
    name: 'self-approved',
    title: 'the requester is a reviewer of the environment, and approves her own request',
    world: { protection: { reviewers: [PEOPLE.approver, PEOPLE.requester], preventSelfReview: true } },
    approver: PEOPLE.requester,
    expected: { outcome: 'refused', code: 'requester-is-approver', world: 'as-before', healed: false },
  },
  {
    name: 'step-fails',
    title: 'the second step is refused by AWS; the first one is undone',
    request: evacuate,
    arrange: ({ sandbox }) => {
      sandbox.faults.add({
        service: 'elasticloadbalancing',
        operation: 'DeregisterTargets',
        kind: 'error',
        code: 'InvalidTarget',
        status: 400,
        message: 'The specified target cannot be deregistered.',
      });
    },
    expected: { outcome: 'rolled-back', code: 'aws-rejected', world: 'as-before', healed: false },
  },
  {
    name: 'degrades',
    title: 'the fix works, then the other target group becomes unhealthy while it is watched',
    onLine: (line, { cloud }) => {
      if (line.includes('watching health')) for (const server of cloud.servers.green) server.setHealthy(false);
    },
    expected: { outcome: 'rolled-back', code: 'degraded', world: 'as-before', healed: false },
  },
  {
    name: 'cancelled',
    title: 'somebody cancels the run while the change is being watched',
    onLine: (line, _world, kill) => {
      if (line.includes('watching health')) kill('SIGINT');
    },
    expected: { outcome: 'rolled-back', code: 'interrupted', world: 'as-before', healed: false },
  },
  {
    name: 'drifted',
    title: 'a colleague of the customer shifts a tenth of the traffic by hand, after the approver saw the plan',
    arrange: ({ sandbox, cloud }) => shiftByHand(sandbox.aws, cloud, 10),
    expected: { outcome: 'refused', code: 'drifted', world: 'as-before', healed: false },
  },
  {
    name: 'denied',
    title: 'the role that the customer deployed may not change listeners, and the plan may not ask IAM',
    world: {
      stack: {
        withoutActions: ['elasticloadbalancing:ModifyListener'],
        parameters: { AllowPolicySimulation: 'false' },
      },
    },
    expected: { outcome: 'refused', code: 'access-denied', world: 'as-before', healed: false },
  },
  {
    name: 'not-enabled',
    title: 'the customer has deployed the stack, and enabled no role',
    world: { planRole: false, stack: { enabled: [] } },
    expected: {
      outcome: 'refused',
      code: 'trust-policy-refused',
      says: 'EnableLoadBalancer=true, with KillSwitch=off, in their stack breakglass-acme-prod',
      world: 'as-before',
      healed: false,
    },
  },
  {
    name: 'killed',
    title: 'the customer throws the kill switch while the change is being watched',
    onLine: (line, { stack }) => {
      if (line.includes('watching health')) void stack.update({ KillSwitch: 'on' });
    },
    expected: {
      outcome: 'failed',
      code: 'access-denied',
      says: 'not everything could be undone: a person is needed',
      closed: false,
      world: 'changed',
      healed: true,
    },
  },
  {
    name: 'unsealed',
    title: "the fix works, and the sealer that the customer deployed may not end the session's access",
    world: { stack: { withoutActions: ['iam:PutRolePolicy'] } },
    expected: {
      outcome: 'succeeded',
      code: 'unsealed',
      says: 'NOT SEALED',
      closed: false,
      world: 'changed',
      healed: true,
    },
  },
];
