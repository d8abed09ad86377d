import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { required, requiredList, requireLength, requireOneOf, requireRange } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import type { ActionPlace } from './forward-action.ts';
import { readForward } from './forward-action.ts';
import { LIMITS } from './limits.ts';

const TERMINAL = new Set(['forward', 'redirect', 'fixed-response']);
const TYPES = ['forward', 'authenticate-oidc', 'authenticate-cognito', 'redirect', 'fixed-response', 'jwt-validation'];
const CONTENT_TYPES = ['text/plain', 'text/css', 'text/html', 'application/javascript', 'application/json'];

/** Actions as AWS keeps them, defaults filled in, or the error that it answers. */
export function readActions(
  actions: readonly Action[] | undefined,
  place: ActionPlace,
  member: string,
): readonly Action[] {
  const list = requiredList(actions, member);
  if (list.length > LIMITS.actionsPerRule)
    throw fault('TooManyActions', `at most ${LIMITS.actionsPerRule} actions are allowed`);
  for (const action of list) {
    requireOneOf(required(action.Type, `${member}.member.type`), `${member}.member.type`, TYPES);
    requireRange(action.Order, `${member}.member.order`, 1, 50_000);
  }
  requireOneTerminal(list);
  return list.map((action) => withOrder(action, readAction(action, place)));
}

function requireOneTerminal(list: readonly Action[]): void {
  if (list.length > 1) {
    const orders = list.map((action) => action.Order);
    if (orders.includes(undefined) || new Set(orders).size !== orders.length) {
      throw validationError('each of several actions needs an order of its own');
    }
  }
  const ordered = list.toSorted((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
  const terminal = ordered.filter((action) => TERMINAL.has(action.Type ?? ''));
  if (terminal.length !== 1 || !TERMINAL.has(ordered.at(-1)?.Type ?? '')) {
    throw fault(
      'InvalidLoadBalancerAction',
      'exactly one forward, redirect or fixed-response action is needed, as the last one',
    );
  }
}

function withOrder(given: Action, read: Action): Action {
  return given.Order === undefined ? read : { ...read, Order: given.Order };
}

function readAction(action: Action, place: ActionPlace): Action {
  switch (action.Type) {
    case 'forward':
      return readForward(action, place);
    case 'fixed-response':
      return readFixedResponse(action);
    case 'redirect':
      return readRedirect(action, place);
    case 'authenticate-oidc':
      return readOidc(action, place);
    case 'authenticate-cognito':
    case 'jwt-validation':
    case undefined:
    default:
      requireHttps(action, place);
      return { ...action };
  }
}

function readFixedResponse(action: Action): Action {
  const config = required(action.FixedResponseConfig, 'fixedResponseConfig');
  const status = required(config.StatusCode, 'fixedResponseConfig.statusCode');
  if (!/^[245]\d\d$/.test(status)) {
    throw validationError(
      `1 validation error detected: Value '${status}' at 'fixedResponseConfig.statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(2|4|5)\\d\\d$`,
    );
  }
  requireLength(config.MessageBody, 'fixedResponseConfig.messageBody', 1024);
  if (config.ContentType !== undefined && !CONTENT_TYPES.includes(config.ContentType)) {
    throw fault('InvalidLoadBalancerAction', `The ContentType must be one of: ${CONTENT_TYPES.join(', ')}`);
  }
  return { Type: 'fixed-response', FixedResponseConfig: { ...config } };
}

function readRedirect(action: Action, place: ActionPlace): Action {
  const config = required(action.RedirectConfig, 'redirectConfig');
  requireOneOf(required(config.StatusCode, 'redirectConfig.statusCode'), 'redirectConfig.statusCode', [
    'HTTP_301',
    'HTTP_302',
  ]);
  const {
    Protocol = '#{protocol}',
    Port = '#{port}',
    Host = '#{host}',
    Path = '/#{path}',
    Query = '#{query}',
  } = config;
  requireOneOf(Protocol, 'redirectConfig.protocol', ['HTTP', 'HTTPS', '#{protocol}']);
  for (const [member, value] of Object.entries({ Host, Path, Query }))
    requireLength(value, `redirectConfig.${member}`, 128);
  if (!Path.startsWith('/')) throw validationError("the path of a redirect must begin with '/'");
  if (Port !== '#{port}') requireRange(Number(Port), 'redirectConfig.port', 1, 65_535);
  if (Protocol === 'HTTP' && place.protocol === 'HTTPS') {
    throw fault('InvalidLoadBalancerAction', 'you cannot redirect HTTPS to HTTP');
  }
  if (Protocol === '#{protocol}' && Port === '#{port}' && Host === '#{host}' && Path === '/#{path}') {
    throw fault('InvalidLoadBalancerAction', 'a redirect must change the protocol, port, host or path');
  }
  return { Type: 'redirect', RedirectConfig: { Protocol, Port, Host, Path, Query, StatusCode: config.StatusCode } };
}

function readOidc(action: Action, place: ActionPlace): Action {
  requireHttps(action, place);
  const { UseExistingClientSecret, ...config } = required(action.AuthenticateOidcConfig, 'authenticateOidcConfig');
  const secret = UseExistingClientSecret === true ? existingSecret(place.replaced) : config.ClientSecret;
  if (UseExistingClientSecret === true && config.ClientSecret !== undefined) {
    throw validationError("specify either 'ClientSecret' or 'UseExistingClientSecret'");
  }
  if (secret === undefined) throw validationError("'ClientSecret' is required");
  const defaults = {
    SessionCookieName: 'AWSELBAuthSessionCookie',
    Scope: 'openid',
    SessionTimeout: 604_800,
    OnUnauthenticatedRequest: 'authenticate' as const,
  };
  return { Type: 'authenticate-oidc', AuthenticateOidcConfig: { ...defaults, ...config, ClientSecret: secret } };
}

function existingSecret(replaced: readonly Action[]): string | undefined {
  return replaced.find((action) => action.Type === 'authenticate-oidc')?.AuthenticateOidcConfig?.ClientSecret;
}

function requireHttps(action: Action, place: ActionPlace): void {
  if (place.protocol !== 'HTTPS') {
    throw fault('InvalidLoadBalancerAction', `actions of type '${action.Type}' are supported only on HTTPS listeners`);
  }
}

/** Actions as Describe answers them: without the client secret, which AWS never gives back. */
export function answeredActions(actions: readonly Action[]): Action[] {
  return actions.map((action) => {
    if (action.AuthenticateOidcConfig === undefined) return action;
    const { ClientSecret: _, ...config } = action.AuthenticateOidcConfig;
    return { ...action, AuthenticateOidcConfig: config };
  });
}
