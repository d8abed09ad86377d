import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate, requireToken } from './access.ts';
import { ConnectionCut, type FaultGate } from './fault-gate.ts';
import { authorizeGit, serveGit } from './git-http.ts';
import { GithubFault, notFound } from './github-fault.ts';
import { answerGraphql, queryText, rootField } from './graphql/execute.ts';
import { caller } from './happenings.ts';
import { answerJson, type Handler, parseObject, readBody } from './http.ts';
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
  readonly api: Handler;
  readonly git: Handler;
  readonly oidc: Handler;
  calls(): readonly LoggedCall[];
}

/** The three front doors: REST and GraphQL, git, and the OIDC issuer. */
export function createGateway(world: World, keys: OidcKeys, faults: FaultGate): Gateway {
  const log: LoggedCall[] = [];

  /** Logs the call, whatever it comes to. */
  async function logged(
    request: IncomingMessage,
    response: ServerResponse,
    operation: string,
    token: Token | undefined,
    work: (call: LoggedCall) => Promise<void>,
  ): Promise<void> {
    const method = request.method ?? 'GET';
    const call: LoggedCall = {
      at: world.clock.now(),
      operation,
      method,
      path: request.url ?? '/',
      login: token?.user.login ?? null,
      run: token?.kind === 'run' ? String(world.jobs.get(token.jobId)?.run.id ?? '') : null,
      requestId: String(response.getHeader('x-github-request-id')),
      effective: false,
      status: 0,
    };
    log.push(call);
    try {
      await work(call);
      call.status = response.statusCode;
    } catch (error) {
      if (error instanceof ConnectionCut) return;
      call.status = error instanceof GithubFault ? error.status : 500;
      throw error;
    }
  }

  async function rest(request: IncomingMessage, response: ServerResponse, url: URL, token: Token | undefined) {
    const found = route(request.method ?? 'GET', url.pathname);
    await logged(request, response, found?.endpoint.operation ?? 'unknown', token, async (logCall) => {
      // GitHub answers 404 to what it does not know; so does the sandbox to what it does not emulate.
      if (found === undefined) throw notFound();
      const { endpoint, params } = found;
      const body = parseObject(await readBody(request));
      const call = { world, token, params, query: url.searchParams, body };
      const handle = () => caller.run(token, async () => took(logCall, await endpoint.handle(call)));
      const answer = await faults.pass(endpoint.operation, response, handle);
      answerJson(response, answer.status, answer.body);
    });
  }

  async function graphql(request: IncomingMessage, response: ServerResponse, given: Token | undefined) {
    const token = requireToken(given);
    const body = parseObject(await readBody(request));
    const operation = rootField(queryText(body));
    await logged(request, response, `graphql/${operation}`, token, async (logCall) => {
      const effect = () =>
        caller.run(token, async () =>
          took(logCall, { status: 200, body: await answerGraphql({ world, token }, body) }),
        );
      const answer = await faults.pass(operation, response, effect);
      answerJson(response, answer.status, answer.body);
    });
  }

  async function oidc(request: IncomingMessage, response: ServerResponse, url: URL) {
    const operation = oidcOperation(url);
    await logged(request, response, operation, undefined, async () => {
      const effect = async () => ({ status: 200, body: await answerOidc(world, keys, request, url) });
      const answer = await faults.pass(operation, response, effect);
      answerJson(response, answer.status, answer.body);
    });
  }

  return {
    calls: () => log,
    api: async (request, response, url) => {
      // The keys are public: here too, for a drill's jobs and people that know of no issuer.
      if (url.pathname === KEYS_PATH) return oidc(request, response, url);
      const token = authenticate(world, request.headers);
      if (url.pathname === '/graphql' && request.method === 'POST') return graphql(request, response, token);
      return rest(request, response, url, token);
    },
    git: async (request, response, url) => {
      const call = authorizeGit(world, request, url);
      await logged(request, response, `git/${call.service}`, call.token, async () => {
        const serve = async () => {
          await caller.run(call.token, () => serveGit(world, call, request, response, url));
          return { status: response.statusCode };
        };
        await faults.pass(call.service, response, serve);
      });
    },
    oidc,
  };
}

/** Notes whether a call did what it was asked for: GraphQL answers 200 with its errors inside. */
function took<T extends { readonly status: number; readonly body?: unknown }>(call: LoggedCall, answer: T): T {
  const { status, body } = answer;
  call.effective = status < 400 && !(typeof body === 'object' && body !== null && 'errors' in body);
  return answer;
}
