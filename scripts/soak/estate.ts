import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateListenerCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { stringify } from 'yaml';
import { gitBlobId } from '../../action/audit/git-blob.ts';
import { stackInput } from '../../action/commands/stack/stack-input.ts';
import { partitionOf } from '../../action/domain/arn.ts';
import { PARAMETERS, ROLE_PATH, roleNames } from '../../action/domain/stack-names.ts';
import { deployStack } from '../../action/drill/customer-stack.ts';
import { OWNER, PEOPLE, protectEnvironment, putFile, REPOSITORY, WORKFLOW_REF } from '../../action/drill/hosting.ts';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';
import { drillRequest, mergeRequest, requestPath, startPipeline } from '../../action/drill/pipeline.ts';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { parseRole } from '../../action/playbook/parse.ts';
import { registry } from '../../action/services/registry.ts';
import { PLAYBOOKS, type Story } from './playbooks.ts';

/** A merged request, and the digest of its plan. */
export interface Merged {
  readonly path: string;
  readonly sha: string;
  readonly digest: string;
}

/** A part of the account with a role, an environment and a listener of its own, and its two requests. */
export interface SoakInstall {
  readonly name: string;
  readonly requests: Readonly<Record<Story, Merged>>;
}

/** One repository, one audit branch, one account, many installs. */
export interface Estate {
  readonly world: DrillWorld;
  readonly installs: readonly SoakInstall[];
  readonly close: () => Promise<void>;
}

const ROLE = 'load-balancer';
const ROLE_FILE = `playbooks/roles/${ROLE}.yml`;

const FIRST_PORT = 8001;
const OIDC_PROVIDER = 'token.actions.githubusercontent.com';

/** `bundle` plans each request once. The sandbox's clock is the wall's, so that what a link waits is what it waited. */
export async function buildEstate(bundle: string, count: number): Promise<Estate> {
  const world = await buildWorld({ scale: 1, stack: { enabled: [ROLE] } });
  const client = balancing(world);
  const close = async (): Promise<void> => {
    client.destroy();
    await world.close();
  };
  try {
    const admin = world.hosting.as('admin');
    for (const { name, text } of Object.values(PLAYBOOKS)) {
      await putFile(admin, `playbooks/${name}.yml`, text, `add ${name}`);
    }
    const empty = await createEmptyGroup(client);
    const names = Array.from({ length: count }, (_, index) => `soak-${index + 1}`);
    for (const [index, name] of names.entries()) {
      const listener = await copyListener(client, world, FIRST_PORT + index);
      await addInstall(world, name, { listener, empty });
    }
    await untilHealthy(client, world);
    const installs: SoakInstall[] = [];
    for (const name of names) {
      const succeeded = await merge(world, bundle, name, 'succeeded');
      const rolledBack = await merge(world, bundle, name, 'rolled-back');
      installs.push({ name, requests: { succeeded, 'rolled-back': rolledBack } });
    }
    return { world, installs, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function balancing({ sandbox }: DrillWorld): ElasticLoadBalancingV2Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = sandbox.aws;
  return new ElasticLoadBalancingV2Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
}

/** Nothing in it is ever healthy. */
async function createEmptyGroup(client: ElasticLoadBalancingV2Client): Promise<string> {
  const group = { Name: 'empty', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-0a1b2c3d', TargetType: 'ip' } as const;
  return required((await client.send(new CreateTargetGroupCommand(group))).TargetGroups?.[0]?.TargetGroupArn);
}

/** Another listener of the same load balancer, in front of the same target groups. */
async function copyListener(
  client: ElasticLoadBalancingV2Client,
  { cloud }: DrillWorld,
  port: number,
): Promise<string> {
  const { Listeners: [first] = [] } = await client.send(
    new DescribeListenersCommand({ ListenerArns: [cloud.listener] }),
  );
  const { LoadBalancerArn, DefaultActions } = first ?? {};
  const listener = { LoadBalancerArn, DefaultActions, Protocol: 'HTTP', Port: port } as const;
  return required((await client.send(new CreateListenerCommand(listener))).Listeners?.[0]?.ListenerArn);
}

/** Its environment at GitHub, the customer's stack for it, and its file. */
async function addInstall(
  world: DrillWorld,
  name: string,
  { listener, empty }: { readonly listener: string; readonly empty: string },
): Promise<void> {
  const { sandbox, hosting, cloud } = world;
  const { account, region } = sandbox.aws;
  const partition = partitionOf(region);
  await protectEnvironment(hosting, name, {});
  const install = { install: name, environment: name, region, partition, recover: 'automatic' } as const;
  const trust = {
    audience: 'sandbox',
    repository: `${OWNER}/${REPOSITORY}`,
    repositoryId: String(hosting.id),
    ref: 'refs/heads/main',
    subjects: [hosting.subject],
    workflowRef: WORKFLOW_REF.slice(WORKFLOW_REF.indexOf('@') + 1),
  } as const;
  const bytes = readFileSync(join(PACKAGE_ROOT, ROLE_FILE));
  const role = parseRole({ path: ROLE_FILE, text: bytes.toString('utf8'), blob: gitBlobId(bytes) }, registry);
  const input = stackInput({ install, roles: [role] }, trust, registry);
  // The world's own stack has made the provider: an account has one.
  const existing = `arn:${partition}:iam::${account}:oidc-provider/${OIDC_PROVIDER}`;
  const parameters = { [PARAMETERS.existingProvider]: existing };
  const stack = await deployStack(sandbox.aws, input, { enabled: [ROLE], plan: false, parameters });
  const text = stringify({
    version: 1,
    install: name,
    account,
    region,
    environment: name,
    roles: { [ROLE]: `arn:${partition}:iam::${account}:role${ROLE_PATH}${roleNames.breakGlass(name, ROLE)}` },
    requesters: [PEOPLE.requester],
    commanders: [PEOPLE.commander],
    approvers: { minimum: 1, people: [PEOPLE.approver], within: '60m' },
    resources: {
      'elbv2/listener': { web: listener },
      'elbv2/target-group': { blue: cloud.blue, green: cloud.green, empty },
    },
    ...stack.installLines,
  });
  await putFile(hosting.as('admin'), `playbooks/installs/${name}.yml`, text, `add ${name}`);
}

async function merge(world: DrillWorld, bundle: string, install: string, story: Story): Promise<Merged> {
  const { name: playbook, inputs } = PLAYBOOKS[story];
  const name = `${install}-${story}`;
  const sha = await mergeRequest(world.hosting, drillRequest({ request: name, playbook, install, inputs }), { name });
  const path = requestPath(name);
  const planned = await startPipeline(world, bundle, sha, { path, environment: install }).plan();
  const digest = planned.outputs['digest'];
  if (digest === undefined) throw new Error(`no plan of ${name}: ${planned.errors.join('; ')}`);
  return { path, sha, digest };
}

/** A step waits until its target group is healthy: no session is to wait for that. */
async function untilHealthy(client: ElasticLoadBalancingV2Client, { cloud }: DrillWorld): Promise<void> {
  const states = async (arn: string) =>
    (await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }))).TargetHealthDescriptions ?? [];
  for (;;) {
    const targets = (await Promise.all([states(cloud.blue), states(cloud.green)])).flat();
    if (targets.every(({ TargetHealth }) => TargetHealth?.State === 'healthy')) return;
    await sleep(500);
  }
}

function required(arn: string | undefined): string {
  if (arn === undefined) throw new Error('the sandbox answered without an ARN');
  return arn;
}
