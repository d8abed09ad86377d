import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Door, SandboxRequest } from '../exchange.ts';
import { authenticate, requireToken } from './access.ts';
import { ConnectionCut, type FaultGate, type GatedAnswer } from './fault-gate.ts';
import { authorizeGit, serveGit } from './git-http.ts';
import { GithubFault, notFound } from './github-fault.ts';
import { answerGraphql, queryText, rootField } from './graphql/execute.ts';
import { caller } from './happenings.ts';
import { answerToError, type Handler, jsonAnswer, parseObject, REQUEST_ID, requestId, targetUrl } from './http.ts';
import { answerOidc, KEYS_PATH, oidcOperation } from './oidc-endpoint.ts';
import type { OidcKeys } from './oidc-keys.ts';
import { route } from './rest/router.ts';
import type { Token, World } from './world.ts';

/** One request that the sandbox answered, in the order of arrival. */
export interface LoggedCall {
  /** Milliseconds since the epoch, by the sandbox's clock. */
  readonly at: number;
  /** `repos/get-content`, `graphql/createCommitOnBranch`, `oidc/token`, `git/git-upload-pack`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** Login of the token's account; null without a token. */
  readonly login: string | null;
  /** The run whose job's token it is; null for a person's. */
  readonly run: string | null;
  readonly requestId: string;
  /** It did what it was asked for, whether or not that was answered. */
  effective: boolean;
  /** 0 while it is under way, and for good when the connection was cut. */
  status: number;
}

export interface Gateway {
  readonly api: Door;
  /** On its socket: git's own processes stream. */
  readonly git: Handler;
  readonly oidc: Door;
  calls(): readonly LoggedCall[];
}

/** A request, and what every answer to it says that it is. */
interface Arrival extends SandboxRequest {
  readonly url: URL;
  readonly id: string;
}

/** The three front doors: REST and GraphQL, git, and the OIDC issuer. */
export function createGateway(world: World, keys: OidcKeys, faults: FaultGate): Gateway {
  const log: LoggedCall[] = [];

  /** Logs the call, whatever it comes to. */
  async function logged<T extends { readonly status: number }>(
    { method, target, id }: Pick<SandboxRequest, 'method' | 'target'> & { readonly id: string },
    operation: string,
    token: Token | undefined,
    work: (call: LoggedCall) => Promise<T>,
  ): Promise<T> {
    const call: LoggedCall = {
      at: world.clock.now(),
      operation,
      method,
      path: target,
      login: token?.user.login ?? null,
      run: token?.kind === 'run' ? String(world.jobs.get(token.jobId)?.run.id ?? '') : null,
      requestId: id,
      effective: false,
      status: 0,
    };
    log.push(call);
    try {
      const answer = await work(call);
      call.status = answer.status;
      return answer;
    } catch (error) {
      if (!(error instanceof ConnectionCut)) call.status = error instanceof GithubFault ? error.status : 500;
      throw error;
    }
  }

  async function rest(arrival: Arrival, token: Token | undefined): Promise<GatedAnswer> {
    const { method, url } = arrival;
    const found = route(method, url.pathname);
    return logged(arrival, found?.endpoint.operation ?? 'unknown', token, async (logCall) => {
      // GitHub answers 404 to what it does not know; so does the sandbox to what it does not emulate.
      if (found === undefined) throw notFound();
      const { endpoint, params } = found;
      const call = { world, token, params, query: url.searchParams, body: parseObject(arrival.body) };
      const handle = () => caller.run(token, async () => took(logCall, await endpoint.handle(call)));
      return faults.pass(endpoint.operation, handle);
    });
  }

  async function graphql(arrival: Arrival, given: Token | undefined): Promise<GatedAnswer> {
    const token = requireToken(given);
    const body = parseObject(arrival.body);
    const operation = rootField(queryText(body));
    return logged(arrival, `graphql/${operation}`, token, async (logCall) => {
      const effect = () =>
        caller.run(token, async () =>
          took(logCall, { status: 200, body: await answerGraphql({ world, token }, body) }),
        );
      return faults.pass(operation, effect);
    });
  }

  async function oidc(arrival: Arrival): Promise<GatedAnswer> {
    const operation = oidcOperation(arrival.url);
    return logged(arrival, operation, undefined, async () => {
      const effect = async () => ({ status: 200, body: await answerOidc(world, keys, arrival, arrival.url) });
      return faults.pass(operation, effect);
    });
  }

  async function api(arrival: Arrival): Promise<GatedAnswer> {
    const { method, url, headers } = arrival;
    // The keys are public: here too, for a drill's jobs and people that know of no issuer.
    if (url.pathname === KEYS_PATH) return oidc(arrival);
    const token = authenticate(world, headers.get('authorization'));
    if (url.pathname === '/graphql' && method === 'POST') return graphql(arrival, token);
    return rest(arrival, token);
  }

  async function git(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: target = '/' } = request;
    const id = requestId();
    response.setHeader(REQUEST_ID, id);
    const url = targetUrl(target);
    const call = authorizeGit(world, request, url);
    await logged({ method, target, id }, `git/${call.service}`, call.token, async () => {
      const serve = async () => {
        await caller.run(call.token, () => serveGit(world, call, request, response, url));
        return { status: response.statusCode };
      };
      return faults.pass(call.service, serve);
    });
  }

  return { calls: () => log, api: door(api), git, oidc: door(oidc) };
}

/** Every answer of a door has the request's id, and every failure is one that GitHub would show. */
function door(answer: (arrival: Arrival) => Promise<GatedAnswer>): Door {
  return async (request) => {
    const id = requestId();
    try {
      const { status, body } = await answer({ ...request, url: targetUrl(request.target), id });
      return jsonAnswer(status, body, id);
    } catch (error) {
      return answerToError(error, id);
    }
  };
}

/** Notes whether a call did what it was asked for: GraphQL answers 200 with its errors inside. */
function took<T extends { readonly status: number; readonly body?: unknown }>(call: LoggedCall, answer: T): T {
  const { status, body } = answer;
  call.effective = status < 400 && !(typeof body === 'object' && body !== null && 'errors' in body);
  return answer;
}
