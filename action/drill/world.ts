import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { gitBlobId } from '../audit/git-blob.ts';
import type { AwsScope } from '../domain/arn.ts';
import type { Role } from '../domain/documents.ts';
import type { Grant } from '../domain/grant.ts';
import { grantsOf } from '../engine/plan.ts';
import { parseRole } from '../playbook/parse.ts';
import { compileRolePolicy } from '../policy/compile.ts';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';
import { registry } from '../services/registry.ts';
import { buildCloud, type Cloud, enableRole, trustGithub } from './cloud.ts';
import {
  createHosting,
  ENVIRONMENT,
  fillRepository,
  type Hosting,
  PEOPLE,
  type Protection,
  WORKFLOW_REF,
} from './hosting.ts';
import { PACKAGE_ROOT } from './package-root.ts';

/** A customer, a vendor and a cloud, all on loopback. */
export interface DrillWorld {
  readonly sandbox: Sandbox;
  readonly cloud: Cloud;
  readonly hosting: Hosting;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly scale: number;
  readonly protection?: Partial<Protection>;
  /** IAM actions that the customer's deployed role lacks, although its file grants them. */
  readonly withoutActions?: readonly string[];
  /** Claims that the trust policy wants instead of the right ones. */
  readonly trust?: Readonly<Partial<Record<'sub' | 'repository_id' | 'ref' | 'job_workflow_ref', string>>>;
  /** The customer enables a role for the plan, which can only read. */
  readonly planRole?: boolean;
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
  const sandbox = await startSandbox({ scale: options.scale });
  const [cloud, hosting] = await Promise.all([buildCloud(sandbox.aws), createHosting(sandbox.github, options.people)]);
  const provider = await trustGithub(sandbox.aws);
  const claims = {
    repository_id: String(hosting.id),
    ref: 'refs/heads/main',
    job_workflow_ref: options.workflowRef ?? WORKFLOW_REF,
  };
  const withoutActions = options.withoutActions ?? [];
  const roles = readRoles(options.root ?? PACKAGE_ROOT);
  const roleArns: Record<string, string> = {};
  for (const role of roles) {
    roleArns[role.role] = await enableRole(sandbox.aws, {
      name: role.role,
      provider,
      policy: rolePolicy([role], sandbox.aws, ({ action }) => !withoutActions.includes(action)),
      maxSessionSeconds: role.maxSessionMs / 1_000,
      trust: { ...claims, sub: hosting.subject, ...options.trust },
    });
  }
  const planRole =
    options.planRole === true
      ? await enableRole(sandbox.aws, {
          name: 'breakglass-plan',
          provider,
          policy: rolePolicy(roles, sandbox.aws, ({ access }) => access === 'read'),
          maxSessionSeconds: 3_600,
          trust: { ...claims, sub: hosting.branchSubject },
        })
      : undefined;
  const install = {
    ...installOf(sandbox.aws, cloud, roleArns),
    ...(planRole === undefined ? {} : { 'plan-role': planRole }),
    ...options.install,
  };
  await fillRepository(hosting, stringify(install), sandbox.clock.now(), {
    ...(options.protection === undefined ? {} : { protection: options.protection }),
    ...(options.root === undefined ? {} : { root: options.root }),
  });
  return {
    sandbox,
    cloud,
    hosting,
    close: async () => {
      await cloud.close();
      await sandbox.close();
    },
  };
}

function readRoles(root: string): readonly Role[] {
  const folder = 'playbooks/roles';
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yml'))
    .toSorted()
    .map((name) => {
      const path = `${folder}/${name}`;
      const bytes = readFileSync(join(root, path));
      return parseRole({ path, text: bytes.toString('utf8'), blob: gitBlobId(bytes) }, registry);
    });
}

/** The policy that the customer's stack would give a role: that of the kinds which its file says it serves. */
function rolePolicy(
  roles: readonly Role[],
  { account, region }: { account: string; region: string },
  granted: (grant: Grant) => boolean,
): string {
  const scope: AwsScope = { partition: 'aws', account, region };
  const grants = [...new Set(roles.flatMap(({ serves }) => serves))].flatMap((uses) => {
    const kind = registry.steps.get(uses) ?? registry.checks.get(uses);
    return (kind?.examples ?? []).flatMap((example) => grantsOf(registry, { uses, with: example }, scope));
  });
  return compileRolePolicy(grants.filter(granted), scope);
}

function installOf(
  aws: { account: string; region: string },
  cloud: Cloud,
  roles: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return {
    version: 1,
    install: ENVIRONMENT,
    account: aws.account,
    region: aws.region,
    environment: ENVIRONMENT,
    roles,
    requesters: [PEOPLE.requester, PEOPLE.colleague],
    commanders: [PEOPLE.commander],
    approvers: { minimum: 1, people: [PEOPLE.approver], within: '60m' },
    resources: {
      'elbv2/listener': { 'web-http': cloud.listener },
      'elbv2/target-group': { blue: cloud.blue, green: cloud.green },
    },
  };
}
