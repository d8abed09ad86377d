import type { Drill } from '../../action/domain/drill.ts';
import type { DrillWorld } from '../../action/drill/world.ts';

/** A world in which a shipped playbook does harm, or does not help: what it watches has to notice. */
export interface BrokenWorld {
  readonly playbook: string;
  /** What is wrong, in words. */
  readonly because: string;
  /** What the drill's file says otherwise. */
  readonly drill?: Partial<Pick<Drill, 'targetsAdmit' | 'inputs' | 'trouble'>>;
  /** What happens as soon as the change is in force. */
  readonly breaks?: (world: DrillWorld) => unknown;
  /** `refused`: a check before anything changes noticed. Rolled back, unless given. */
  readonly outcome?: 'refused';
  /** What the log says of it. */
  readonly noticed: RegExp;
}

export const BROKEN_WORLDS: readonly BrokenWorld[] = [
  {
    playbook: 'lock-down-sources',
    because: "the targets take connections from the load balancer's own security group alone",
    drill: { targetsAdmit: ['open'] },
    noticed: /health degraded while monitoring: 0 of 2 targets healthy/,
  },
];
