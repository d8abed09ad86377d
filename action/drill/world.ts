import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { gitBlobId } from '../audit/git-blob.ts';
import type { AwsScope } from '../domain/arn.ts';
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
  /** Changes the install before it is committed. */
  readonly install?: Readonly<Record<string, unknown>>;
}

const ROLE = 'load-balancer';

export async function buildWorld(options: WorldOptions): Promise<DrillWorld> {
  const sandbox = await startSandbox({ scale: options.scale });
  const [cloud, hosting] = await Promise.all([buildCloud(sandbox.aws), createHosting(sandbox.github)]);
  const provider = await trustGithub(sandbox.aws);
  const claims = { repository_id: String(hosting.id), ref: 'refs/heads/main', job_workflow_ref: WORKFLOW_REF };
  const withoutActions = options.withoutActions ?? [];
  const roleArn = await enableRole(sandbox.aws, {
    name: ROLE,
    provider,
    policy: rolePolicy(sandbox.aws, ({ action }) => !withoutActions.includes(action)),
    maxSessionSeconds: 7_200,
    trust: { ...claims, sub: hosting.subject, ...options.trust },
  });
  const planRole =
    options.planRole === true
      ? await enableRole(sandbox.aws, {
          name: `${ROLE}-plan`,
          provider,
          policy: rolePolicy(sandbox.aws, ({ access }) => access === 'read'),
          maxSessionSeconds: 3_600,
          trust: { ...claims, sub: hosting.branchSubject },
        })
      : undefined;
  const install = {
    ...installOf(sandbox.aws, cloud, roleArn),
    ...(planRole === undefined ? {} : { 'plan-role': planRole }),
    ...options.install,
  };
  await fillRepository(hosting, stringify(install), sandbox.clock.now(), options.protection);
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

/** The policy that the customer's stack would give the role: that of the kinds which its file says it serves. */
function rolePolicy(
  { account, region }: { account: string; region: string },
  granted: (grant: Grant) => boolean,
): string {
  const scope: AwsScope = { partition: 'aws', account, region };
  const path = `playbooks/roles/${ROLE}.yml`;
  const bytes = readFileSync(join(PACKAGE_ROOT, path));
  const role = parseRole({ path, text: bytes.toString('utf8'), blob: gitBlobId(bytes) }, registry);
  const grants = role.serves.flatMap((uses) => {
    const kind = registry.steps.get(uses) ?? registry.checks.get(uses);
    return (kind?.examples ?? []).flatMap((example) => grantsOf(registry, { uses, with: example }, scope));
  });
  return compileRolePolicy(grants.filter(granted), scope);
}

function installOf(aws: { account: string; region: string }, cloud: Cloud, roleArn: string): Record<string, unknown> {
  return {
    version: 1,
    install: ENVIRONMENT,
    account: aws.account,
    region: aws.region,
    environment: ENVIRONMENT,
    roles: { [ROLE]: roleArn },
    requesters: [PEOPLE.requester, PEOPLE.colleague],
    commanders: [PEOPLE.commander],
    approvers: { minimum: 1, people: [PEOPLE.approver], within: '60m' },
    resources: {
      'elbv2/listener': { 'web-http': cloud.listener },
      'elbv2/target-group': { blue: cloud.blue, green: cloud.green },
    },
  };
}
