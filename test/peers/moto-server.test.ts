import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roleNames } from '../../action/domain/stack-names.ts';
import { ENVIRONMENT, PEOPLE } from '../../action/drill/hosting.ts';
import type { StepHooks } from '../../action/drill/job.ts';
import { drillRequest, mergeRequest, startPipeline } from '../../action/drill/pipeline.ts';
import type { ActionResult } from '../../action/drill/runner.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { toolPath } from '../../scripts/peers/tools.ts';
import { ROOT } from '../drill/command-line.ts';
import { BUNDLE } from '../refusals/live.ts';
import { type Cli, startCli } from './aws-cli/start-cli.ts';
import { buildRoles, buildWeb, defaultActionOf, emptyGreen, fillGreen, type Web } from './moto-server/build-web.ts';
import { type MotoServer, startMotoServer } from './moto-server/start-server.ts';

/** The action as it is shipped, with an independent emulator for its AWS: STS, IAM and ELBv2 are moto's, GitHub the sandbox's. */
const peers = process.env['PEERS'] ?? join(ROOT, '.peers');

let moto: MotoServer;
let cli: Cli;
let web: Web;
let world: DrillWorld;

beforeAll(async () => {
  moto = await startMotoServer(toolPath(peers, 'moto_server'));
  const key = { accessKeyId: 'testing', secretAccessKey: 'testing' };
  cli = startCli(join(peers, 'python', 'bin', 'python'), { endpoint: moto.endpoint, region: 'us-east-1', ...key });
  web = await buildWeb(cli);
  await buildRoles(cli, [roleNames.breakGlass(ENVIRONMENT, 'load-balancer'), roleNames.sealer(ENVIRONMENT)]);
  const resources = {
    'elbv2/listener': { 'web-http': web.listener },
    'elbv2/target-group': { blue: web.blue, green: web.green },
  };
  world = await buildWorld({ scale: 20, install: { resources } });
});

afterAll(async () => {
  await world?.close();
  await cli?.close();
  await moto?.close();
});

async function session(name: string, hooks: StepHooks = {}): Promise<ActionResult> {
  const sha = await mergeRequest(world.hosting, drillRequest({ request: name }), { name });
  const pipeline = startPipeline(world, BUNDLE, sha, { name });
  const environment = { AWS_ENDPOINT_URL: moto.endpoint };
  const plan = await pipeline.plan({ environment });
  expect(plan.errors).toEqual([]);
  await pipeline.review(PEOPLE.approver, 'approved');
  return pipeline.run(plan.outputs['digest'] ?? '', { ...hooks, environment });
}

// moto puts the deny and reads it back, but lets every identity do everything: the action has to see that, and say so loudly.
const UNSEALED = expect.stringMatching(/^unsealed: .* was put and read back, but AWS still answered/);

const weights = (blue: number, green: number) => [
  expect.objectContaining({
    ForwardConfig: expect.objectContaining({
      TargetGroups: [
        { TargetGroupArn: web.blue, Weight: blue },
        { TargetGroupArn: web.green, Weight: green },
      ],
    }),
  }),
];

test('shift-traffic is rolled back when the health that it watches fails', async () => {
  const before = await defaultActionOf(cli, web);
  const seen: unknown[] = [];
  let trouble: Promise<void> | undefined;
  const run = await session('back', {
    onLine: (line) => {
      if (!line.includes('watching health')) return;
      trouble ??= defaultActionOf(cli, web).then(async (action) => {
        seen.push(action);
        await emptyGreen(cli, web);
      });
    },
  });
  await trouble;
  expect(seen).toEqual([weights(0, 100)]);
  expect(run.outputs['outcome']).toBe('rolled-back');
  expect(run.errors).toEqual([UNSEALED, expect.stringMatching(/^degraded: /)]);
  expect(await defaultActionOf(cli, web)).toEqual(before);
  await fillGreen(cli, web);
});

test('shift-traffic applies', async () => {
  const run = await session('forth');
  expect(run.errors).toEqual([UNSEALED]);
  expect(run.outputs['outcome']).toBe('succeeded');
  expect(await defaultActionOf(cli, web)).toEqual(weights(0, 100));
});
