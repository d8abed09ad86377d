import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Link } from '../../audit/link.ts';
import { parseLinkFile } from '../../audit/link-commit.ts';
import { parseProofKeys } from '../../audit/proof.ts';
import { parseLinkPath } from '../../audit/trail-path.ts';
import { verifyTrail } from '../../audit/verify.ts';
import { readAwsError } from '../../aws/classify.ts';
import type { GitRepository } from '../../sandbox/github/git/git-repository.ts';
import { AUDIT_BRANCH, ENVIRONMENT, RECOVER_REF, WORKFLOW_REF } from '../hosting.ts';
import type { DrillWorld } from '../world.ts';
import type { SeenCall } from './compare-calls.ts';
import type { Aftermath, CredentialTrial } from './judge.ts';
import { refsOf, trailCommits } from './trail.ts';

/** Where the services' logs ended at some moment. */
export interface LogMark {
  readonly aws: number;
  readonly github: number;
  readonly credentials: number;
}

export function markLogs({ sandbox }: DrillWorld): LogMark {
  const { aws, github } = sandbox;
  return { aws: aws.calls().length, github: github.calls().length, credentials: aws.credentials().length };
}

/** What the trail says to an auditor, and which locks are held. `git` reads the repository without a process for each question. */
export async function readTelling(
  { hosting, sandbox }: DrillWorld,
  session: string,
  git?: GitRepository,
): Promise<Pick<Aftermath, 'links' | 'trail' | 'locks'>> {
  const refs = await refsOf(hosting.directory);
  const commits = await trailCommits(hosting.directory, refs.get(`refs/heads/${AUDIT_BRANCH}`) ?? '', git);
  const keys = parseProofKeys(JSON.stringify(sandbox.github.jwks()));
  const expected = { workflows: [WORKFLOW_REF, RECOVER_REF], environments: [ENVIRONMENT] };
  const trail = await verifyTrail(commits, { keys, expected });
  const links = commits
    .flatMap(({ added }) => added)
    .filter(({ path }) => parseLinkPath(path)?.session === session)
    .flatMap(({ bytes }): Link | readonly Link[] => parseLinkFile(bytes) ?? []);
  return { links, trail, locks: [...refs.keys()].filter((ref) => ref.startsWith(LOCKS)) };
}

const LOCKS = 'refs/heads/break-glass/open/';

/** Calls that change something, from a mark on, of every run alike. */
export function seenCalls({ sandbox }: DrillWorld, from: LogMark): readonly SeenCall[] {
  const aws = sandbox.aws
    .calls()
    .slice(from.aws)
    .filter(({ run, operation }) => run !== null && !AWS_READS.test(operation));
  const github = sandbox.github.calls().slice(from.github).filter(changesGithub);
  return [
    ...aws.map(({ service, operation, requestId, run, outcome, at }) => {
      return { service, operation, requestId, by: run ?? '', accepted: outcome === 'ok', at: Date.parse(at) };
    }),
    ...github.map(({ requestId, run, effective, at, ...call }) => {
      return { service: 'github', operation: githubOperation(call), requestId, by: run ?? '', accepted: effective, at };
    }),
  ];
}

type GithubCall = ReturnType<DrillWorld['sandbox']['github']['calls']>[number];

function changesGithub({ run, method, operation }: GithubCall): boolean {
  return run !== null && method !== 'GET' && operation !== 'graphql/repository';
}

/** As the record has it: assuming a role hands out credentials, and leaves the account as it was. */
const AWS_READS = /^(Describe|Get|List|AssumeRole|Simulate)/;

function githubOperation({ operation, method, path }: Pick<GithubCall, 'operation' | 'method' | 'path'>): string {
  if (operation.startsWith('graphql/')) return operation.slice('graphql/'.length);
  return `${method} ${path.replace(/^\/repos\/[^/]+\/[^/]+/, '').replace(/\?.*$/, '')}`;
}

type Aws = DrillWorld['sandbox']['aws'];

/** Credentials of roles that can change what a session changes, given from a mark on. */
function breakGlassCredentials(aws: Aws, from: LogMark): ReturnType<Aws['credentials']> {
  return aws
    .credentials()
    .slice(from.credentials)
    .filter(({ roleArn }) => !/-(sealer|plan|recover)$/.test(roleArn));
}

/** When the last credential of a mark is over, in milliseconds since the epoch. */
export function lastExpiry({ sandbox }: DrillWorld, from: LogMark): number {
  return Math.max(
    0,
    ...sandbox.aws
      .credentials()
      .slice(from.credentials)
      .map(({ expiresAt }) => expiresAt),
  );
}

/** Tries every credential of a break-glass role by reads that it made itself, or that `allowed` says it could make. */
export async function tryCredentials(
  { sandbox }: DrillWorld,
  from: LogMark,
  allowed: readonly Read[],
): Promise<readonly CredentialTrial[]> {
  const { aws } = sandbox;
  const calls = aws.calls().slice(from.aws);
  const trials = breakGlassCredentials(aws, from).map(async (credentials): Promise<CredentialTrial> => {
    const { principal, accessKeyId, secretAccessKey, sessionToken } = credentials;
    const own = calls.find(
      (call) => call.principal === principal.arn && call.outcome === 'ok' && call.operation in READS,
    );
    const { operation, parameters } = own ?? allowed[0] ?? { operation: 'DescribeLoadBalancers', parameters: {} };
    const client = new ElasticLoadBalancingV2Client({
      endpoint: aws.endpoint,
      region: aws.region,
      credentials: { accessKeyId, secretAccessKey, sessionToken },
      maxAttempts: 1,
    });
    const answer = await READS[operation]?.(client, parameters).then(
      () => 'ok',
      (error: unknown) => readAwsError(error)?.name ?? String(error),
    );
    client.destroy();
    return { principal: principal.arn, operation, answer: answer ?? 'no such read' };
  });
  return Promise.all(trials);
}

/** A read that a session made. */
export interface Read {
  readonly operation: string;
  readonly parameters: ReturnType<Aws['calls']>[number]['parameters'];
}

/** The reads among a session's calls that a credential can be tried by. */
export function readsOf({ sandbox }: DrillWorld, from: LogMark): readonly Read[] {
  return sandbox.aws
    .calls()
    .slice(from.aws)
    .filter(({ operation, outcome }) => operation in READS && outcome === 'ok');
}

const READS: Readonly<
  Record<string, (client: ElasticLoadBalancingV2Client, input: Read['parameters']) => Promise<unknown>>
> = {
  DescribeListeners: (client, input) => client.send(new DescribeListenersCommand(input)),
  DescribeLoadBalancers: (client, input) => client.send(new DescribeLoadBalancersCommand(input)),
  DescribeRules: (client, input) => client.send(new DescribeRulesCommand(input)),
  DescribeTargetGroups: (client, input) => client.send(new DescribeTargetGroupsCommand(input)),
  DescribeTargetHealth: (client, input) =>
    client.send(new DescribeTargetHealthCommand({ TargetGroupArn: undefined, ...input })),
};
