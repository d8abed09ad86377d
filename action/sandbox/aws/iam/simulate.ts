import {
  type ContextEntry,
  type EvaluationResult,
  SimulatePrincipalPolicy$,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { BreakglassError } from '../../../domain/error.ts';
import { knownConditionKey } from '../../../policy/condition-keys.ts';
import type { PolicyDocument } from '../../../policy/document.ts';
import { type AccessRequest, evaluate, type PolicySet } from '../../../policy/evaluate.ts';
import { AwsFault, type Given, type Operation, operation } from '../service.ts';
import { parsePermissions } from './documents.ts';
import { type IamWorld, noSuchEntity, type Role } from './world.ts';

type Request = Given<SimulatePrincipalPolicyRequest, 'PolicySourceArn' | 'ActionNames'>;

const KNOWN = [
  'PolicySourceArn',
  'PolicyInputList',
  'PermissionsBoundaryPolicyInputList',
  'ActionNames',
  'ResourceArns',
  'ContextEntries',
];
const MAX_RESULTS = 1_000;

/** What is asked: the policies as IAM reads them back, and the context keys that the caller gives. */
interface Simulation {
  readonly policies: PolicySet;
  readonly context: Readonly<Record<string, readonly string[]>>;
  /** Keys that the policies test and the caller did not give. */
  readonly missing: readonly string[];
}

/** IAM's policy simulation for a role, on the evaluator that decides about real calls. */
export function simulatePrincipalPolicy(world: IamWorld): Operation<unknown, unknown> {
  return operation({
    schema: SimulatePrincipalPolicy$,
    signed: true,
    authorize: (input: Request) => [{ action: 'iam:SimulatePrincipalPolicy', resource: input.PolicySourceArn }],
    handle: (input) => {
      const unknown = Object.keys(input).find((name) => !KNOWN.includes(name));
      if (unknown !== undefined) throw invalid(`the sandbox's simulation does not take ${unknown}`);
      const role = [...world.roles.values()].find(({ arn }) => arn === input.PolicySourceArn);
      if (role === undefined) throw noSuchEntity(`The role ${input.PolicySourceArn} cannot be found.`);
      const simulation = simulationOf(role, input);
      const resources =
        input.ResourceArns === undefined || input.ResourceArns.length === 0 ? ['*'] : input.ResourceArns;
      if (input.ActionNames.length * resources.length > MAX_RESULTS) {
        throw invalid(`the sandbox answers ${MAX_RESULTS} results at most`);
      }
      const results = input.ActionNames.flatMap((action) => {
        if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)) throw invalid(`Invalid action: ${action}`);
        return resources.map((resource) => resultOf(simulation, action, resource));
      });
      return { EvaluationResults: results, IsTruncated: false };
    },
  });
}

function simulationOf(role: Role, input: Request): Simulation {
  const { inline, attached, boundary } = role.state.latest();
  const own = [...inline.values(), ...attached.map(({ stored }) => stored.latest())];
  const given = (input.PolicyInputList ?? []).map((text) => readPolicy(text));
  const identity = [...own.map(({ document }) => document), ...given];
  const boundaries = input.PermissionsBoundaryPolicyInputList ?? [];
  if (boundaries.length > 1) throw invalid('PermissionsBoundaryPolicyInputList takes one policy');
  const [instead] = boundaries.map((text) => readPolicy(text));
  const limit = instead ?? boundary?.stored.latest().document;
  const context = contextOf(input.ContextEntries ?? []);
  const asked = [...identity, ...(limit === undefined ? [] : [limit])].flatMap(keysOf);
  const known = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  return {
    policies: { identity, ...(limit === undefined ? {} : { boundary: limit }) },
    context,
    missing: [...new Set(asked)].filter((key) => !known.has(key.toLowerCase())).toSorted(),
  };
}

function readPolicy(text: string): PolicyDocument {
  try {
    return parsePermissions(text).document;
  } catch (error) {
    throw error instanceof AwsFault ? invalid(error.message) : error;
  }
}

function contextOf(entries: readonly ContextEntry[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    entries.map(({ ContextKeyName: key, ContextKeyValues: values = [], ContextKeyType: type }) => {
      if (key === undefined || type === undefined) throw invalid('A context entry has no name or no type');
      return [key, values];
    }),
  );
}

function keysOf({ statements }: PolicyDocument): readonly string[] {
  return statements.flatMap(({ conditions }) => conditions.map(({ key }) => knownConditionKey(key)?.name ?? key));
}

function resultOf({ policies, context, missing }: Simulation, action: string, resource: string): EvaluationResult {
  const request = { action, resource, context };
  const decision = decide(policies, request);
  const { boundary } = policies;
  const detail = boundary && {
    PermissionsBoundaryDecisionDetail: {
      AllowedByPermissionsBoundary: decide({ identity: [boundary] }, request) === 'allowed',
    },
  };
  const common = { MatchedStatements: [], ...detail };
  // IAM names missing keys beside the resource where there is one, and at the top where there is none.
  const specific = resource !== '*' && {
    EvalDecisionDetails: {},
    ResourceSpecificResults: [
      { EvalResourceName: resource, EvalResourceDecision: decision, MissingContextValues: [...missing], ...common },
    ],
  };
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision,
    MissingContextValues: resource === '*' ? [...missing] : [],
    ...common,
    ...specific,
  };
}

function decide(policies: PolicySet, request: AccessRequest): 'allowed' | 'explicitDeny' | 'implicitDeny' {
  try {
    const decision = evaluate(policies, request);
    if (decision.allowed) return 'allowed';
    return decision.by === 'explicit-deny' ? 'explicitDeny' : 'implicitDeny';
  } catch (error) {
    // Values of the caller's that no request can have, such as two for a key that takes one.
    if (error instanceof BreakglassError) throw invalid(error.message);
    throw error;
  }
}

function invalid(message: string): AwsFault {
  return new AwsFault('InvalidInput', message);
}
