import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate, requireToken } from './access.ts';
import { ConnectionCut, type FaultGate } from './fault-gate.ts';
import { authorizeGit, serveGit } from './git-http.ts';
import { GithubFault, notFound } from './github-fault.ts';
import { answerGraphql, queryText, rootField } from './graphql/execute.ts';
import { caller } from './happenings.ts';
import { answerJson, type Handler, parseObject, readBody } from './http.ts';
import { answerOidc, oidcOperation } from './oidc-endpoint.ts';
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
    login: string | null,
    work: () => Promise<void>,
  ): Promise<void> {
    const method = request.method ?? 'GET';
    const call: LoggedCall = { at: world.clock.now(), operation, method, path: request.url ?? '/', login, status: 0 };
    log.push(call);
    try {
      await work();
      call.status = response.statusCode;
    } catch (error) {
      if (error instanceof ConnectionCut) return;
      call.status = error instanceof GithubFault ? error.status : 500;
      throw error;
    }
  }

  async function rest(request: IncomingMessage, response: ServerResponse, url: URL, token: Token | undefined) {
    const found = route(request.method ?? 'GET', url.pathname);
    await logged(request, response, found?.endpoint.operation ?? 'unknown', token?.user.login ?? null, async () => {
      // GitHub answers 404 to what it does not know; so does the sandbox to what it does not emulate.
      if (found === undefined) throw notFound();
      const { endpoint, params } = found;
      const body = parseObject(await readBody(request));
      const call = { world, token, params, query: url.searchParams, body };
      const handle = () => caller.run(token, async () => endpoint.handle(call));
      const answer = await faults.pass(endpoint.operation, response, handle);
      answerJson(response, answer.status, answer.body);
    });
  }

  async function graphql(request: IncomingMessage, response: ServerResponse, given: Token | undefined) {
    const token = requireToken(given);
    const body = parseObject(await readBody(request));
    const operation = rootField(queryText(body));
    await logged(request, response, `graphql/${operation}`, token.user.login, async () => {
      const effect = () =>
        caller.run(token, async () => ({ status: 200, body: await answerGraphql({ world, token }, body) }));
      const answer = await faults.pass(operation, response, effect);
      answerJson(response, answer.status, answer.body);
    });
  }

  return {
    calls: () => log,
    api: async (request, response, url) => {
      const token = authenticate(world, request.headers);
      if (url.pathname === '/graphql' && request.method === 'POST') return graphql(request, response, token);
      return rest(request, response, url, token);
    },
    git: async (request, response, url) => {
      const call = authorizeGit(world, request, url);
      await logged(request, response, `git/${call.service}`, call.token?.user.login ?? null, async () => {
        const serve = async () => {
          await caller.run(call.token, () => serveGit(world, call, request, response, url));
          return { status: response.statusCode };
        };
        await faults.pass(call.service, response, serve);
      });
    },
    oidc: async (request, response, url) => {
      const operation = oidcOperation(url);
      await logged(request, response, operation, null, async () => {
        const effect = async () => ({ status: 200, body: await answerOidc(world, keys, request, url) });
        const answer = await faults.pass(operation, response, effect);
        answerJson(response, answer.status, answer.body);
      });
    },
  };
}
