import { PARAMETERS } from '../domain/stack-names.ts';
import { GITHUB_ISSUER, SOURCE_REPOSITORY } from '../domain/trusted-names.ts';
import type { StackInput, TrustFacts } from './input.ts';
import { choose, type Fields, join, ref, type Value } from './intrinsic.ts';
import { CONDITIONS, RESOURCES } from './names.ts';

const WORKFLOWS = `${SOURCE_REPOSITORY}/.github/workflows`;

/** A job that may enter: which of our workflow files it is in, and whether it waits behind the protected environment. */
export interface Entry {
  readonly sid: string;
  readonly workflow: 'break-glass.yml' | 'recover.yml';
  readonly gate: 'environment' | 'branch';
}

export const RUN: Entry = { sid: 'ApprovedRun', workflow: 'break-glass.yml', gate: 'environment' };
export const PLAN: Entry = { sid: 'Plan', workflow: 'break-glass.yml', gate: 'branch' };

/** A recovery begins by itself, or waits for a reviewer: as the install says, and never both ways. */
export function recoverEntry({ install }: StackInput): Entry {
  const gate = install.recover === 'approval' ? 'environment' : 'branch';
  return { sid: 'Recover', workflow: 'recover.yml', gate };
}

/**
 * Who may assume a role: one statement for each job, which tests every claim by equality. With the kill switch on, the same
 * statements deny. `networks`: CIDR blocks that the call has to come from; empty: any.
 *
 * The Region is that of the STS endpoint which is called: an alert hears only of its own Region, so that an entry by the endpoint
 * of another one would be told to nobody. Documented: its key is in the context of every request. Assumed: of this one too, which
 * nobody signs.
 */
export function trustPolicy(input: StackInput, entries: readonly Entry[], networks: readonly string[] = []): Fields {
  return {
    Version: '2012-10-17',
    Statement: entries.map((entry) => statement(input, entry, networks)),
  };
}

function statement({ install, trust }: StackInput, entry: Entry, networks: readonly string[]): Fields {
  return {
    Sid: entry.sid,
    Effect: choose(CONDITIONS.switchedOff, 'Deny', 'Allow'),
    Principal: {
      Federated: choose(CONDITIONS.makesProvider, ref(RESOURCES.provider), ref(PARAMETERS.existingProvider)),
    },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${GITHUB_ISSUER}:aud`]: trust.audience,
        [`${GITHUB_ISSUER}:sub`]: oneOrMany(subjects(trust, entry, install.environment)),
        [`${GITHUB_ISSUER}:repository_id`]: trust.repositoryId,
        [`${GITHUB_ISSUER}:ref`]: trust.ref,
        [`${GITHUB_ISSUER}:job_workflow_ref`]: [first(), second()].map((commit) => workflowAt(entry.workflow, commit)),
        'aws:RequestedRegion': install.region,
      },
      ...(networks.length === 0 ? {} : { IpAddress: { 'aws:SourceIp': networks } }),
    },
  };
}

function subjects(trust: TrustFacts, { gate }: Entry, environment: string): readonly string[] {
  const end = gate === 'environment' ? `environment:${environment}` : `ref:${trust.ref}`;
  return trust.subjects.map((subject) => `${subject}:${end}`).toSorted();
}

function workflowAt(file: string, commit: Value): Value {
  return { 'Fn::Sub': [`${WORKFLOWS}/${file}@\${Commit}`, { Commit: commit }] };
}

function first(): Value {
  return { 'Fn::Select': [0, ref(PARAMETERS.allowedWorkflowRefs)] };
}

/** Selecting the second of a list of one would fail: the list is written twice. */
function second(): Value {
  const twice: Value = { 'Fn::Sub': ['${Refs},${Refs}', { Refs: join(',', ref(PARAMETERS.allowedWorkflowRefs)) }] };
  return { 'Fn::Select': [1, { 'Fn::Split': [',', twice] }] };
}

function oneOrMany(list: readonly string[]): Value {
  const [only, ...more] = list;
  return only !== undefined && more.length === 0 ? only : list;
}
