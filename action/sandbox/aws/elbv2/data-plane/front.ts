import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Action, RuleTransform } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ListenerRecord } from '../records.ts';
import { rewriteOf } from '../transforms.ts';
import type { World } from '../world.ts';
import type { Exchange } from './exchange.ts';
import { routedRequest, sendErrorPage, sendOwn } from './exchange.ts';
import type { Proxy } from './proxy.ts';
import { redirectLocation } from './redirect.ts';
import type { RoutedRequest } from './rule-matching.ts';
import { meetsConditions } from './rule-matching.ts';
import type { TargetChooser } from './target-choice.ts';

/** Answers what arrives at a listener: evaluates its rules against the world as it is now, and acts. */
export class Front {
  readonly #world: World;
  readonly #chooser: TargetChooser;
  readonly #proxy: Proxy;

  constructor(world: World, chooser: TargetChooser, proxy: Proxy) {
    this.#world = world;
    this.#chooser = chooser;
    this.#proxy = proxy;
  }

  /** Never throws: what goes wrong here is answered as AWS answers its own failures, with a 500. */
  serve(listenerArn: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
    try {
      this.#serve(listenerArn, incoming, outgoing);
    } catch (error) {
      sendErrorPage(
        { outgoing, listener: this.#world.listeners.get(listenerArn) },
        500,
        error instanceof Error ? error.name : 'error',
      );
    }
  }

  #serve(listenerArn: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const listener = this.#world.listeners.get(listenerArn);
    const loadBalancer = this.#world.loadBalancers.get(listener?.loadBalancerArn ?? '');
    if (listener === undefined || loadBalancer === undefined) {
      outgoing.destroy();
      return;
    }
    const original = routedRequest(incoming);
    const { actions, transforms } = this.#route(listener, original);
    const request = transforms.reduce(rewrite, original);
    const exchange = { incoming, outgoing, listener, loadBalancer, request };
    for (const action of actions.toSorted((a, b) => (a.Order ?? 0) - (b.Order ?? 0))) {
      if (this.#act(action, exchange)) return;
    }
  }

  #route(listener: ListenerRecord, request: RoutedRequest) {
    const rule = this.#world.rulesOf(listener.arn).find((candidate) => meetsConditions(candidate.conditions, request));
    return rule ?? { actions: listener.defaultActions, transforms: [] };
  }

  /** True when the action answered the request; false when the next one has its turn. */
  #act(action: Action, exchange: Exchange): boolean {
    switch (action.Type) {
      case 'fixed-response':
        sendFixedResponse(action, exchange);
        return true;
      case 'redirect':
        sendRedirect(action, exchange);
        return true;
      case 'forward':
        this.#forward(action, exchange);
        return true;
      case 'authenticate-oidc':
      case 'authenticate-cognito':
      case 'jwt-validation':
      case undefined:
      default:
        return refuseUnauthenticated(action, exchange);
    }
  }

  #forward(action: Action, exchange: Exchange): void {
    const chosen = this.#chooser.next(action, exchange.incoming);
    if (chosen === undefined) sendErrorPage(exchange, 503, 'no registered target, or every weight is 0');
    else if (this.#world.isLetIn(chosen.target, [exchange.loadBalancer.arn])) this.#proxy.forward(exchange, chosen);
    else this.#proxy.drop(exchange);
  }
}

function sendFixedResponse(action: Action, exchange: Exchange): void {
  const { StatusCode, ContentType = 'text/plain', MessageBody = '' } = action.FixedResponseConfig ?? {};
  sendOwn(exchange, Number(StatusCode), { 'content-type': `${ContentType}; charset=utf-8` }, MessageBody);
}

function sendRedirect(action: Action, exchange: Exchange): void {
  const config = action.RedirectConfig ?? { StatusCode: undefined };
  const location = redirectLocation(config, exchange.listener, exchange.request);
  sendOwn(exchange, config.StatusCode === 'HTTP_301' ? 301 : 302, { location }, '');
}

/** No identity provider exists in the sandbox, so that every request is unauthenticated: allowed on, or 401. */
function refuseUnauthenticated(action: Action, exchange: Exchange): boolean {
  const config = action.AuthenticateOidcConfig ?? action.AuthenticateCognitoConfig;
  if (config?.OnUnauthenticatedRequest === 'allow') return false;
  sendErrorPage(exchange, 401, 'the sandbox has no identity provider to log in with');
  return true;
}

function rewrite(request: RoutedRequest, transform: RuleTransform): RoutedRequest {
  const [config] = rewriteOf(transform) ?? [];
  const replace = (text: string) => text.replace(new RegExp(config?.Regex ?? ''), config?.Replace ?? '');
  if (transform.Type === 'host-header-rewrite') return { ...request, host: replace(request.host) };
  const url = replace(request.query === '' ? request.path : `${request.path}?${request.query}`);
  const [path = '/', query = ''] = url.split(/\?(.*)/s);
  return { ...request, path, query };
}
