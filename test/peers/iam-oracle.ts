import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toolPath } from '../../scripts/peers/tools.ts';
import { ROOT } from '../drill/command-line.ts';

/** A policy document as JSON. */
export interface Document {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

export type Context = Readonly<Record<string, readonly string[]>>;

/** A call, and the policies that decide about it. */
export interface Call {
  readonly identity: readonly Document[];
  readonly boundary: Document | undefined;
  readonly session: Document | undefined;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** A web identity that asks for a role. */
export interface TrustCall {
  readonly trust: Document;
  readonly federated: string;
  readonly context: Context;
}

export type Answer = 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';

interface Simulation {
  readonly request: {
    readonly principal: string;
    readonly action: string;
    readonly resource: { readonly resource: string; readonly accountId: string };
    readonly contextVariables: Readonly<Record<string, string | readonly string[]>>;
  };
  readonly identityPolicies: readonly { readonly name: string; readonly policy: Document }[];
  readonly permissionBoundaryPolicies?: readonly { readonly name: string; readonly policy: Document }[];
  readonly sessionPolicy?: Document;
  readonly resourcePolicy?: Document;
  readonly serviceControlPolicies: readonly never[];
  readonly resourceControlPolicies: readonly never[];
}

type Result =
  | { readonly resultType: 'error'; readonly errors: unknown }
  | {
      readonly resultType: 'single';
      readonly overallResult: Answer;
      readonly result: { readonly ignoredContextKeys: readonly string[] };
    };

/** The part of the independent implementation that is asked. It is installed beside the other tools, and never imported. */
interface Oracle {
  readonly runSimulation: (simulation: Simulation, options: { readonly simulationMode: 'Strict' }) => Promise<Result>;
}

export const ACCOUNT = '123456789012';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/breakglass/load-balancer`;
export const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/load-balancer/bg-1`;

const entry = join(toolPath(process.env['PEERS'] ?? join(ROOT, '.peers'), 'iam-simulate'), 'dist', 'esm', 'index.js');
const oracle = (await import(pathToFileURL(entry).href)) as Oracle;

/** What the oracle says of a call; throws when it does not take the input, or leaves out a key of the context. */
export async function ask(call: Call): Promise<Answer> {
  const simulation: Simulation = {
    request: requestOf(SESSION, call),
    identityPolicies: named(call.identity),
    ...(call.boundary === undefined ? {} : { permissionBoundaryPolicies: named([call.boundary]) }),
    ...(call.session === undefined ? {} : { sessionPolicy: call.session }),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  return await strictly(simulation);
}

/** Claims that the oracle leaves out of the context, and others that stand in for them: the names of keys decide nothing. */
const STAND_INS: readonly (readonly [string, string])[] = [
  ['token.actions.githubusercontent.com:aud', 'token.actions.githubusercontent.com:workflow'],
  ['token.actions.githubusercontent.com:sub', 'token.actions.githubusercontent.com:enterprise_id'],
];

/** What the oracle says of a web identity; throws when it does not take the input, or leaves out a key of the context. */
export async function askTrust(call: TrustCall): Promise<Answer> {
  let text = JSON.stringify(call);
  for (const [claim, other] of STAND_INS) {
    if (text.includes(`"${other}"`)) throw new Error(`${other} already stands in for ${claim}`);
    text = text.replaceAll(`"${claim}"`, `"${other}"`);
  }
  return await strictly(trustSimulation(JSON.parse(text) as TrustCall));
}

/** The keys of the context that the oracle leaves out. */
export async function ignoredKeys(call: TrustCall): Promise<readonly string[]> {
  const result = await oracle.runSimulation(trustSimulation(call), { simulationMode: 'Strict' });
  return result.resultType === 'single' ? result.result.ignoredContextKeys : [];
}

async function strictly(simulation: Simulation): Promise<Answer> {
  const result = await oracle.runSimulation(simulation, { simulationMode: 'Strict' });
  if (result.resultType !== 'single') throw new Error(`the oracle refuses ${JSON.stringify([result, simulation])}`);
  const ignored = result.result.ignoredContextKeys;
  if (ignored.length > 0) throw new Error(`the oracle leaves out ${ignored.join(', ')}`);
  return result.overallResult;
}

function trustSimulation({ trust, federated, context }: TrustCall): Simulation {
  return {
    request: requestOf(federated, { action: 'sts:AssumeRoleWithWebIdentity', resource: ROLE, context }),
    identityPolicies: [],
    resourcePolicy: trust,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}

function requestOf(
  principal: string,
  { action, resource, context }: Pick<Call, 'action' | 'resource' | 'context'>,
): Simulation['request'] {
  return {
    principal,
    action,
    resource: { resource, accountId: ACCOUNT },
    contextVariables: Object.fromEntries(Object.entries(context).map(([key, values]) => [key, oneOrMany(values)])),
  };
}

/** The oracle takes a list for every key that is single-valued as its first value. */
function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only, ...more] = values;
  return only !== undefined && more.length === 0 ? only : values;
}

function named(policies: readonly Document[]): readonly { readonly name: string; readonly policy: Document }[] {
  return policies.map((policy, index) => ({ name: `p${index}`, policy }));
}
