import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { PEOPLE, putFile } from '../../action/drill/hosting.ts';
import type { StepHooks } from '../../action/drill/job.ts';
import { drillRequest, mergeRequest, startPipeline } from '../../action/drill/pipeline.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';

/** A world in which the same request can be run again and again: each session ends where it began. */
export interface Stage {
  readonly awsPort: number;
  /** Approves a new run of the merged request and runs the bundle; resolves when its process has ended. */
  readonly session: (hooks?: StepHooks) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const BENCH_PLAYBOOK = 'bench-two-shifts';

/**
 * Two changes of one listener, there and back. No `monitor`, and no targets to drain: what is waited for by intention is
 * not what a bench is about.
 */
const PLAYBOOK = `version: 1
playbook: ${BENCH_PLAYBOOK}
summary: Two changes without monitoring, for the bench
role: load-balancer
criteria: [Customers see errors on this listener now]
inputs:
  listener: { type: resource, kind: elbv2/listener }
  there: { type: resource, kind: elbv2/target-group }
  back: { type: resource, kind: elbv2/target-group }
checks:
  - uses: elbv2/expect-healthy
    with: { target-group: "\${{ inputs.there }}", at-least: 50% }
steps:
  - id: there
    uses: elbv2/shift-weights
    with: { listener: "\${{ inputs.listener }}", to: "\${{ inputs.there }}", percent: 100 }
  - id: back
    uses: elbv2/shift-weights
    with: { listener: "\${{ inputs.listener }}", to: "\${{ inputs.back }}", percent: 100 }
max-duration: 1h
`;

export async function buildStage(bundle: string): Promise<Stage> {
  // The sandbox's clock is the wall's: a pause of the action's would count in full.
  const world = await buildWorld({ scale: 1 });
  await putFile(world.hosting.as('admin'), `playbooks/${BENCH_PLAYBOOK}.yml`, PLAYBOOK, 'add the bench');
  const inputs = { listener: 'web-http', there: 'green', back: 'blue' };
  const sha = await mergeRequest(world.hosting, drillRequest({ playbook: BENCH_PLAYBOOK, inputs }));
  const plan = await startPipeline(world, bundle, sha).plan();
  const digest = plan.outputs['digest'];
  if (digest === undefined) throw new Error(`the plan failed: ${plan.errors.join('; ')}`);
  await untilHealthy(world);
  return {
    awsPort: Number(new URL(world.sandbox.aws.endpoint).port),
    session: async (hooks) => {
      const pipeline = startPipeline(world, bundle, sha);
      await pipeline.review(PEOPLE.approver, 'approved');
      const { outputs, errors } = await pipeline.run(digest, hooks);
      if (outputs['outcome'] !== 'succeeded') throw new Error(`${outputs['outcome']}: ${errors.join('; ')}`);
    },
    close: () => world.close(),
  };
}

/** A step waits until its target group is healthy: that is not to happen while it is measured. */
async function untilHealthy({ sandbox, cloud }: DrillWorld): Promise<void> {
  const { endpoint, region, accessKeyId, secretAccessKey } = sandbox.aws;
  const client = new ElasticLoadBalancingV2Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const health = async (arn: string) =>
    (await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }))).TargetHealthDescriptions ?? [];
  for (;;) {
    const targets = await Promise.all([health(cloud.blue), health(cloud.green)]);
    if (targets.flat().every(({ TargetHealth }) => TargetHealth?.State === 'healthy')) break;
    await sleep(500);
  }
  client.destroy();
}
