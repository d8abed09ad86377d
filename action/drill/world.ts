import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { gitBlobId } from '../audit/git-blob.ts';
import { stackInput } from '../commands/stack/stack-input.ts';
import { partitionOf } from '../domain/arn.ts';
import type { Install, Role } from '../domain/documents.ts';
import { ROLE_PATH, roleNames } from '../domain/stack-names.ts';
import { parseRole } from '../playbook/parse.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start.ts';
import { registry } from '../services/registry.ts';
import type { TrustFacts } from '../stack/input.ts';
import { buildCloud, type Cloud, type CloudOptions } from './cloud.ts';
import { type CustomerStack, type Deployment, deployStack } from './customer-stack.ts';
import {
  createHosting,
  ENVIRONMENT,
  fillRepository,
  type Hosting,
  OWNER,
  PEOPLE,
  type Protection,
  REPOSITORY,
  WORKFLOW_REF,
} from './hosting.ts';
import { PACKAGE_ROOT } from './package-root.ts';

/** A customer, a vendor and a cloud, all on loopback. */
export interface DrillWorld {
  readonly sandbox: Sandbox;
  readonly cloud: Cloud;
  /** What the customer has deployed: all that IAM knows comes from it. */
  readonly stack: CustomerStack;
  readonly hosting: Hosting;
  close(): Promise<void>;
}

export interface WorldOptions extends Pick<SandboxOptions, 'propagationMs' | 'clock'> {
  readonly scale: number;
  /** How often targets are looked at, in seconds of the clock: seldom where it runs fast. */
  readonly healthCheckSeconds?: number;
  /** What the customer's load balancer has beside what it always has. */
  readonly cloud?: Omit<CloudOptions, 'healthCheckSeconds'>;
  readonly protection?: Partial<Protection>;
  /** What the customer deploys, where it is not the stack of this repository with every role enabled. */
  readonly stack?: Partial<Deployment> & {
    /** Facts that the trust policies test instead of the right ones. */
    readonly trust?: Partial<TrustFacts>;
    readonly environment?: string;
    readonly recover?: Install['recover'];
  };
  /** The customer enables the role for the plan, which can only read. */
  readonly planRole?: boolean;
  /** Roles that are offered and enabled, by name: those of the starter's first playbook, or with `root` all of that folder. */
  readonly roles?: readonly string[];
  /** Folder whose playbooks and roles are drilled; the starter's, unless given. */
  readonly root?: string;
  /** People who take part beside those of every drill. */
  readonly people?: readonly string[];
  /** `job_workflow_ref` that the trust policies want; the one that the drill's pipeline claims, unless given. */
  readonly workflowRef?: string;
  /** Changes the install before it is committed. */
  readonly install?: Readonly<Record<string, unknown>>;
}

export async function buildWorld(options: WorldOptions): Promise<DrillWorld> {
  const { scale, propagationMs, clock } = options;
  const sandbox = await startSandbox({
    scale,
    ...(propagationMs === undefined ? {} : { propagationMs }),
    ...(clock === undefined ? {} : { clock }),
  });
  try {
    return await fillWorld(sandbox, options);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

async function fillWorld(sandbox: Sandbox, options: WorldOptions): Promise<DrillWorld> {
  const { healthCheckSeconds, root = PACKAGE_ROOT } = options;
  const [cloud, hosting] = await Promise.all([
    buildCloud(sandbox.aws, { ...options.cloud, ...(healthCheckSeconds === undefined ? {} : { healthCheckSeconds }) }),
    createHosting(sandbox.github, options.people),
  ]);
  try {
    const roles = readRoles(root, options.roles ?? (options.root === undefined ? STARTER_ROLES : undefined));
    const stack = await deployCustomerStack(sandbox, hosting, roles, options);
    const install = { ...installOf(sandbox.aws, cloud, roles), ...stack.installLines, ...options.install };
    await fillRepository(hosting, stringify(install), sandbox.clock.now(), {
      ...(options.protection === undefined ? {} : { protection: options.protection }),
      root,
    });
    const close = async (): Promise<void> => {
      await cloud.close();
      await sandbox.close();
    };
    return { sandbox, cloud, stack, hosting, close };
  } catch (error) {
    await cloud.close();
    throw error;
  }
}

/** One template cannot hold every role that this repository has: AWS takes 51,200 bytes in a request. */
const STARTER_ROLES = ['load-balancer'];

function readRoles(root: string, wanted?: readonly string[]): readonly Role[] {
  const folder = 'playbooks/roles';
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yml') && wanted?.includes(name.slice(0, -'.yml'.length)) !== false)
    .toSorted()
    .map((name) => {
      const path = `${folder}/${name}`;
      const bytes = readFileSync(join(root, path));
      return parseRole({ path, text: bytes.toString('utf8'), blob: gitBlobId(bytes) }, registry);
    });
}

/** The audience of a drill's token: AWS refuses it, so a drill can never reach a real role. */
const DRILL_AUDIENCE = 'sandbox';

/** The template that `breakglass stack` writes for this repository, with the roles of its files enabled. */
async function deployCustomerStack(
  { aws }: Sandbox,
  hosting: Hosting,
  roles: readonly Role[],
  options: WorldOptions,
): Promise<CustomerStack> {
  const { trust, environment = ENVIRONMENT, recover = 'automatic', ...deployment } = options.stack ?? {};
  const [, workflowRef = ''] = (options.workflowRef ?? WORKFLOW_REF).split('@');
  const { region } = aws;
  const install = { install: ENVIRONMENT, environment, region, partition: partitionOf(region), recover };
  const facts: TrustFacts = {
    audience: DRILL_AUDIENCE,
    repository: `${OWNER}/${REPOSITORY}`,
    repositoryId: String(hosting.id),
    ref: 'refs/heads/main',
    subjects: [hosting.subject],
    workflowRef,
    ...trust,
  };
  return deployStack(aws, stackInput({ install, roles }, facts, registry), {
    enabled: roles.map(({ role }) => role),
    plan: options.planRole === true,
    ...deployment,
  });
}

function installOf(
  aws: { account: string; region: string },
  cloud: Cloud,
  roles: readonly Role[],
): Record<string, unknown> {
  return {
    version: 1,
    install: ENVIRONMENT,
    account: aws.account,
    region: aws.region,
    environment: ENVIRONMENT,
    // What `breakglass setup` writes before anything is deployed: the names are known.
    roles: Object.fromEntries(
      roles.map(({ role }) => [
        role,
        `arn:${partitionOf(aws.region)}:iam::${aws.account}:role${ROLE_PATH}${roleNames.breakGlass(ENVIRONMENT, role)}`,
      ]),
    ),
    requesters: [PEOPLE.requester, PEOPLE.colleague],
    commanders: [PEOPLE.commander],
    approvers: { minimum: 1, people: [PEOPLE.approver], within: '60m' },
    resources: {
      'elbv2/load-balancer': { web: cloud.loadBalancer },
      'elbv2/listener': { 'web-http': cloud.listener, 'web-https': cloud.secureListener },
      'elbv2/listener-rule': cloud.rules,
      'elbv2/target-group': { blue: cloud.blue, green: cloud.green, fallback: cloud.fallback },
    },
  };
}

/** GitHub's keys in a file beside the repository, with which it goes when the world is closed; its path. */
export function writeKeys({ sandbox, hosting }: DrillWorld): string {
  const file = `${hosting.directory}.jwks.json`;
  writeFileSync(file, JSON.stringify(sandbox.github.jwks()));
  return file;
}
