import { readFileSync } from 'node:fs';
import type { AssumeRoleWithWebIdentityCommandInput } from '@aws-sdk/client-sts';
import { stackInput } from '../../action/commands/stack/stack-input.ts';
import type { Role } from '../../action/domain/documents.ts';
import { PARAMETERS } from '../../action/domain/stack-names.ts';
import { type CustomerStack, deployStack } from '../../action/drill/customer-stack.ts';
import { parseRole } from '../../action/playbook/parse.ts';
import type { AwsOptions } from '../../action/sandbox/aws/start-aws.ts';
import { registry } from '../../action/services/registry.ts';
import { CLAIMS, type Credentials, PROVIDER_ARN, startWorld, type World } from '../sandbox/aws/world.ts';

const WORKFLOWS = 'breakglass-dev/breakglass/.github/workflows';
export const REF = 'refs/tags/v1.0.0';
const SUBJECT = 'repo:acme/playbooks';

/** What a job of each of the workflows claims, where nothing is wrong with it. */
export const JOBS = {
  run: { ...CLAIMS, sub: `${SUBJECT}:environment:acme-prod`, job_workflow_ref: `${WORKFLOWS}/break-glass.yml@${REF}` },
  plan: { ...CLAIMS, sub: `${SUBJECT}:ref:refs/heads/main`, job_workflow_ref: `${WORKFLOWS}/break-glass.yml@${REF}` },
  recover: { ...CLAIMS, sub: `${SUBJECT}:ref:refs/heads/main`, job_workflow_ref: `${WORKFLOWS}/recover.yml@${REF}` },
  recoverApproved: {
    ...CLAIMS,
    sub: `${SUBJECT}:environment:acme-prod`,
    job_workflow_ref: `${WORKFLOWS}/recover.yml@${REF}`,
  },
} as const;

/** The roles of the stack, as its names say. */
export const ROLES = {
  breakGlass: 'acme-prod-load-balancer',
  recover: 'acme-prod-load-balancer-recover',
  plan: 'acme-prod-plan',
  sealer: 'acme-prod-sealer',
} as const;

/** Each role with a job that it lets in. */
export const ENTRIES = [
  [ROLES.breakGlass, JOBS.run],
  [ROLES.recover, JOBS.recover],
  [ROLES.plan, JOBS.plan],
  [ROLES.sealer, JOBS.run],
] as const;

export function roleArn(name: string): string {
  return `arn:aws:iam::123456789012:role/breakglass/${name}`;
}

/** An account in which the customer has deployed the starter's stack with everything enabled. */
export interface Deployed extends World {
  readonly stack: CustomerStack;
  /** Credentials of one of the roles, by a token with these claims. */
  enter(role: string, claims: object, session?: Partial<AssumeRoleWithWebIdentityCommandInput>): Promise<Credentials>;
}

/** `options.region`: whose endpoints are called; the install's own is us-east-1. */
export async function deployStarter(
  options: Partial<AwsOptions> = {},
  recover: 'automatic' | 'approval' = 'automatic',
): Promise<Deployed> {
  const world = await startWorld(options);
  const place = { install: 'acme-prod', environment: 'acme-prod', region: 'us-east-1', partition: 'aws' } as const;
  const install = { ...place, recover };
  const trust = {
    audience: CLAIMS.aud,
    repository: 'acme/playbooks',
    repositoryId: CLAIMS.repository_id,
    ref: CLAIMS.ref,
    subjects: [SUBJECT],
    workflowRef: REF,
  } as const;
  const stack = await deployStack(world.aws, stackInput({ install, roles: [starterRole()] }, trust, registry), {
    enabled: ['load-balancer'],
    plan: true,
    parameters: { [PARAMETERS.existingProvider]: PROVIDER_ARN },
  });
  // What IAM was told is in force by then.
  world.clock.advance(options.propagationMs ?? 0);
  return {
    ...world,
    stack,
    enter: async (role, claims, session = {}) =>
      world.assume({ RoleArn: roleArn(role), WebIdentityToken: await world.token({ ...claims }), ...session }),
  };
}

export function starterRole(): Role {
  const path = 'playbooks/roles/load-balancer.yml';
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  return parseRole({ path, text, blob: '' }, registry);
}
