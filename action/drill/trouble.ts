import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Trouble } from '../domain/drill.ts';
import type { CloudOptions } from './cloud.ts';
import { cloudClient } from './cloud-client.ts';
import type { DrillWorld } from './world.ts';

/** What goes wrong in a drill's world, and what customers see of it. */
export interface TroubleStory {
  /** What is told of it. */
  readonly says: string;
  /** Whether a part of the customers' requests fails because of it, at least a fifth. */
  readonly fails: boolean;
  /** What the world has to have for it. */
  readonly cloud?: CloudOptions;
  /** Requests a second that customers send; fewer where each takes long. */
  readonly pace?: number;
  begin(world: DrillWorld): Promise<void>;
  /** Until it shows again, where everything was put back; not for ever. */
  again?(world: DrillWorld): Promise<void>;
}

const FAILING_SHARE = 0.4;
/** In seconds of the clock: what slow targets take, and what the load balancer waits for them. */
const SLOW = { answer: 20, idle: 10 };

export const TROUBLE_STORIES: Readonly<Record<Trouble, TroubleStory>> = {
  'target-fails': {
    says: 'blue begins to fail; its health checks stay green',
    fails: true,
    begin: async ({ cloud }) => {
      for (const server of cloud.servers.blue) server.setErrorRate(FAILING_SHARE);
    },
  },
  none: {
    says: 'nothing is wrong yet with what customers are answered',
    fails: false,
    begin: async () => undefined,
  },
  'all-targets-fail': {
    says: 'every target of blue fails, its health checks too',
    fails: true,
    begin: async (world) => {
      for (const server of world.cloud.servers.blue) {
        server.setErrorRate(1);
        server.setHealthy(false);
      }
      await unhealthy(world, world.cloud.servers.blue.length);
    },
  },
  'health-check-fails': {
    says: "the health check of blue's first target fails, although it serves well: the others carry all",
    fails: false,
    begin: async (world) => {
      world.cloud.servers.blue[0]?.setHealthy(false);
      await unhealthy(world, 1);
    },
    // Where it does not, customers' requests say so.
    again: (world) => unhealthy(world, 1).catch(() => undefined),
  },
  slow: {
    says: 'blue answers later than the load balancer waits',
    fails: true,
    cloud: { idleSeconds: SLOW.idle },
    pace: 10,
    begin: async ({ cloud, sandbox }) => {
      const never = new AbortController().signal;
      for (const server of cloud.servers.blue) server.setDelay(() => sandbox.clock.sleep(SLOW.answer * 1_000, never));
    },
  },
  'zone-fails': {
    says: 'what stands in one zone fails; its health checks stay green',
    fails: true,
    cloud: { zonal: true },
    begin: async ({ cloud }) => cloud.servers.blue[0]?.setErrorRate(1),
  },
};

/** Between two looks, and until a look is the last one: milliseconds of the wall. */
const LOOK_MS = 100;
const LIMIT_MS = 60_000;

/** Until the load balancer has found so many of blue's targets unhealthy. */
async function unhealthy({ sandbox, cloud }: DrillWorld, wanted: number): Promise<void> {
  const client = cloudClient(sandbox.aws);
  const until = Date.now() + LIMIT_MS;
  try {
    for (;;) {
      const found = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: cloud.blue }));
      const states = (found.TargetHealthDescriptions ?? []).map(({ TargetHealth }) => TargetHealth?.State);
      if (states.filter((state) => state === 'unhealthy').length >= wanted) return;
      if (Date.now() > until) throw new Error(`blue's targets are ${states.join(', ')}, not unhealthy`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  } finally {
    client.destroy();
  }
}
