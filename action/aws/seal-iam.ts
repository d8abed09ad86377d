import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { BreakglassError } from '../domain/error.ts';
import type { CallRecord } from '../domain/event.ts';
import type { RequestHandler } from '../domain/step-kind.ts';
import type { EndpointOf } from './clients.ts';
import { recordCalls } from './recorder.ts';
import { clientSettings } from './settings.ts';
import { iamHome } from './simulate.ts';

/** The inline policies of IAM roles, each call one attempt. Roles are named by ARN; documents are JSON. */
export interface RolePolicies {
  put(roleArn: string, name: string, document: string, signal: AbortSignal): Promise<void>;
  get(roleArn: string, name: string, signal: AbortSignal): Promise<string>;
  remove(roleArn: string, name: string, signal: AbortSignal): Promise<void>;
  list(roleArn: string, signal: AbortSignal): Promise<readonly string[]>;
}

export interface RolePoliciesOptions {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** The install's: it says which partition's IAM is asked. */
  readonly region: string;
  readonly endpoint: EndpointOf;
  /** Milliseconds; only differences are used. */
  readonly now: () => number;
  readonly onCall: (call: CallRecord) => void;
  /** Another way to AWS than the SDK's own. */
  readonly handler?: RequestHandler | undefined;
}

/** A role's inline policies come to 10,240 characters at most, so that they fit into a page or two. */
const MOST_PAGES = 10;

/** Made only where a session is sealed, recovered or looked into: the SDK's IAM client takes long to load. */
export function connectRolePolicies(options: RolePoliciesOptions): RolePolicies {
  const { credentials, region, endpoint, now, onCall, handler } = options;
  const client = new IAMClient({ ...clientSettings(handler), ...iamHome(region, endpoint), credentials });
  recordCalls('iam', now, onCall)(client);
  return {
    put: async (roleArn, PolicyName, PolicyDocument, abortSignal) => {
      const input = { RoleName: nameOf(roleArn), PolicyName, PolicyDocument };
      await client.send(new PutRolePolicyCommand(input), { abortSignal });
    },
    get: async (roleArn, PolicyName, abortSignal) => {
      const command = new GetRolePolicyCommand({ RoleName: nameOf(roleArn), PolicyName });
      const { PolicyDocument = '' } = await client.send(command, { abortSignal });
      return decoded(PolicyDocument);
    },
    remove: async (roleArn, PolicyName, abortSignal) => {
      await client.send(new DeleteRolePolicyCommand({ RoleName: nameOf(roleArn), PolicyName }), { abortSignal });
    },
    list: async (roleArn, signal) => listAll(client, nameOf(roleArn), signal),
  };
}

async function listAll(client: IAMClient, RoleName: string, abortSignal: AbortSignal): Promise<readonly string[]> {
  const names = new Set<string>();
  let marker: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const input = { RoleName, ...(marker === undefined ? {} : { Marker: marker }) };
    const answer = await client.send(new ListRolePoliciesCommand(input), { abortSignal });
    for (const name of answer.PolicyNames ?? []) names.add(name);
    marker = answer.IsTruncated === true ? answer.Marker : undefined;
    if (marker === undefined || marker === '') return [...names];
  }
  throw new BreakglassError('aws-rejected', `IAM lists the inline policies of ${RoleName} without an end`, {
    hint: 'look at them in the console; a role has room for 10,240 characters of them',
  });
}

/** IAM's API takes the name alone: it is unique in an account, whatever the path. */
function nameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}

/** IAM answers documents URL-encoded. What is not is left as it is, and is then no document of ours. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
