import {
  CreateListenerCommand,
  DescribeListenersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { shiftByHand } from '../../action/drill/cloud.ts';
import { ENVIRONMENT, OWNER, REPOSITORY } from '../../action/drill/hosting.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import type { FaultRule } from '../../action/sandbox/faults.ts';
import { letPass } from '../in-process/world.ts';
import { holdLock } from './hold-lock.ts';
import type { Facts, Platform, Row } from './row.ts';

const READS = { contents: 'read', actions: 'read', 'pull-requests': 'read' } as const;
const ALL = { ...READS, contents: 'write', 'id-token': 'write' } as const;
/** What the role says when it does not trust the token. */
const UNTRUSTED = { code: 'trust-policy-refused', stage: 'assume' } as const;
const UNSEEN = 'listener/app/web/50dc6c495c0c9188/0000000000000000';

/** Refusals that come from where a run runs and what it finds there: the same request succeeds in a world without it. */
export const PLATFORM_ROWS: readonly Row[] = [
  {
    name: 'a runner that says it is another event than GitHub says',
    code: 'not-in-actions',
    stage: 'plan',
    platform: { hooks: { environment: { GITHUB_EVENT_NAME: 'workflow_dispatch' } } },
  },
  {
    name: 'a token that may not read runs',
    code: 'github-forbidden',
    stage: 'plan',
    platform: { job: { permissions: { ...ALL, actions: 'none' } } },
    hint: 'actions: read',
  },
  {
    name: 'a token that may not write',
    code: 'github-forbidden',
    stage: 'gate',
    platform: { job: { permissions: { ...ALL, contents: 'read' } } },
    hint: 'contents: write',
    unwritten: true,
  },
  {
    name: 'a job without id-token',
    code: 'oidc-permission-missing',
    stage: 'gate',
    platform: { job: { permissions: { ...READS, contents: 'write' } } },
    hint: 'id-token: write',
  },
  {
    name: 'a drill without an address for AWS',
    code: 'endpoint-override',
    stage: 'gate',
    platform: { hooks: { environment: { AWS_ENDPOINT_URL: undefined } } },
    hint: 'AWS_ENDPOINT_URL',
  },
  {
    name: 'an install that another session holds',
    code: 'install-locked',
    stage: 'gate',
    platform: { arrange: (world) => holdLock(world, ENVIRONMENT) },
    names: 'inc-1-99',
    lockedByOther: true,
  },
  {
    name: 'a repository without the audit branch',
    code: 'audit-branch-missing',
    stage: 'gate',
    platform: { hooks: { inputs: { 'audit-branch': 'nowhere' } } },
    hint: 'git push origin',
    unwritten: true,
  },
  {
    name: 'an audit branch whose rules forbid the commit',
    code: 'audit-not-writable',
    stage: 'session',
    platform: faulty({ service: 'github', ...graphQl('FORBIDDEN') }),
    hint: 'contents: write',
    unwritten: true,
  },
  {
    name: 'an audit branch that moves at every attempt',
    code: 'audit-contention',
    stage: 'session',
    platform: faulty({ service: 'github', ...graphQl('STALE_DATA') }),
    unwritten: true,
  },
  {
    name: 'a trust policy for another subject',
    ...UNTRUSTED,
    platform: { world: { stack: { environment: 'another' } } },
  },
  {
    name: 'a trust policy for another repository',
    ...UNTRUSTED,
    platform: { world: { stack: { trust: { repositoryId: '1' } } } },
  },
  {
    name: 'a trust policy for another branch',
    ...UNTRUSTED,
    platform: { world: { stack: { trust: { ref: 'refs/heads/release' } } } },
  },
  { name: 'a job in another environment', ...UNTRUSTED, platform: { job: { environment: 'acme-staging' } } },
  {
    name: "a job of the customer's own workflow",
    ...UNTRUSTED,
    platform: { job: { jobWorkflowRef: `${OWNER}/${REPOSITORY}/.github/workflows/own.yml@refs/heads/main` } },
  },
  {
    name: 'a job of our workflow at another ref',
    ...UNTRUSTED,
    platform: {
      job: { jobWorkflowRef: 'breakglass-dev/breakglass/.github/workflows/break-glass.yml@refs/heads/main' },
    },
  },
  {
    name: 'an install with the ARN of another role',
    ...UNTRUSTED,
    facts: { install: { roles: { 'load-balancer': 'arn:aws:iam::123456789012:role/breakglass/another' } } },
  },
  {
    name: 'an STS that throttles',
    code: 'aws-throttled',
    stage: 'assume',
    platform: faulty({ service: 'sts', operation: 'AssumeRoleWithWebIdentity', kind: 'throttle' }),
  },
  {
    name: 'credentials that are not those of the role',
    code: 'identity-mismatch',
    stage: 'assume',
    platform: faulty({
      service: 'sts',
      operation: 'GetCallerIdentity',
      kind: 'error',
      code: 'InvalidClientTokenId',
      status: 403,
    }),
  },
  {
    name: 'a check that does not hold',
    code: 'check-failed',
    stage: 'session',
    platform: { arrange: makeGreenUnhealthy },
    names: '0 of 2 targets healthy',
  },
  {
    name: 'a listener that is gone',
    code: 'resource-missing',
    stage: 'session',
    facts: {
      request: ({ listener }) => ({
        inputs: { listener: listener.replace(/listener\/.*$/, UNSEEN), to: 'green', percent: 100 },
      }),
    },
  },
  {
    name: 'a listener that forwards nothing',
    code: 'not-applicable',
    stage: 'session',
    platform: { before: withFixedListener },
  },
  {
    name: 'live state that is not as the approver saw it',
    code: 'drifted',
    stage: 'session',
    platform: {
      world: { planRole: true },
      arrange: async ({ sandbox, cloud }) => {
        await shiftByHand(sandbox.aws, cloud, 10);
        return () => shiftByHand(sandbox.aws, cloud, 0);
      },
    },
  },
  {
    name: 'a live plan that the run job is not told of',
    code: 'drifted',
    stage: 'gate',
    platform: { world: { planRole: true }, hooks: { inputs: { seen: '' } } },
    hint: 'seen',
  },
  {
    name: 'a live plan of something else',
    code: 'drifted',
    stage: 'gate',
    platform: { world: { planRole: true }, hooks: { inputs: { seen: '{"version":1,"digest":"0","seen":{}}' } } },
    hint: 'seen',
  },
  {
    name: 'a deployed role without the permission',
    code: 'access-denied',
    stage: 'change',
    platform: { world: { stack: { withoutActions: ['elasticloadbalancing:ModifyListener'] } } },
    names: 'ModifyListener',
  },
];

function graphQl(code: string) {
  return { operation: 'createCommitOnBranch', kind: 'error', code, status: 200 } as const;
}

function faulty(rule: FaultRule): Platform {
  return { arrange: async ({ sandbox }) => sandbox.faults.add({ ...rule, times: Number.POSITIVE_INFINITY }) };
}

/** Ten health checks' time: long enough for the thresholds. */
const SETTLED_MS = 50_000;

async function makeGreenUnhealthy(world: DrillWorld): Promise<() => Promise<void>> {
  const set = async (healthy: boolean): Promise<void> => {
    for (const server of world.cloud.servers.green) server.setHealthy(healthy);
    await letPass(world, SETTLED_MS);
  };
  await set(false);
  return () => set(true);
}

async function withFixedListener({ cloud, sandbox: { aws } }: DrillWorld): Promise<Facts> {
  const { endpoint, region, accessKeyId, secretAccessKey } = aws;
  const client = new ElasticLoadBalancingV2Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const found = await client.send(new DescribeListenersCommand({ ListenerArns: [cloud.listener] }));
  const created = await client.send(
    new CreateListenerCommand({
      LoadBalancerArn: found.Listeners?.[0]?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 8080,
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
    }),
  );
  client.destroy();
  return { request: { inputs: { listener: created.Listeners?.[0]?.ListenerArn, to: 'green', percent: 100 } } };
}
