import type { Action, TargetGroupStickinessConfig } from '@aws-sdk/client-elastic-load-balancing-v2';
import { BreakglassError } from '../../domain/error.ts';
import { hide, isHidden, type Secret } from '../../domain/hidden.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';

/** A target group's share of a forward action. Weight 0 to 999; its share is its weight over the sum. */
export interface WeightedTargetGroup extends JsonObject {
  readonly arn: string;
  readonly weight: number;
}

export interface ForwardAction extends JsonObject {
  readonly type: 'forward';
  /** Sorted by ARN. */
  readonly targetGroups: readonly WeightedTargetGroup[];
  /** Null where there is none. */
  readonly stickiness: Stickiness | null;
}

/** Whether a client stays with its target group, and for how long; AWS keeps the seconds while it is off. */
export interface Stickiness extends JsonObject {
  readonly enabled: boolean;
  readonly seconds: number | null;
}

/** What every client is sent as the answer is no secret: it is kept as it is. */
export interface FixedResponseAction extends JsonObject {
  readonly type: 'fixed-response';
  readonly status: number;
  /** Null where AWS answers none. */
  readonly contentType: string | null;
  readonly body: string | null;
}

/** Each part as AWS answers it, `#{host}` and its like where it stays as it was asked for. Of the query see `queryOf`. */
export interface RedirectAction extends JsonObject {
  readonly type: 'redirect';
  readonly status: 'HTTP_301' | 'HTTP_302';
  readonly protocol: string;
  readonly port: string;
  readonly host: string;
  readonly path: string;
  readonly query: string | Secret;
}

/**
 * An action that authenticates, by the name of its member in the API. AWS never returns an OIDC client secret: it can be kept
 * (`UseExistingClientSecret`) where the action stays, and is lost where it goes.
 */
export interface AuthenticateAction extends JsonObject {
  readonly type: 'authenticate-oidc' | 'authenticate-cognito' | 'jwt-validation';
  /** Its settings in the API's own terms, but for the client secret and the extra parameters. */
  readonly config: JsonObject;
  /** Extra parameters of the request to log in: they may be secrets. Null where there are none. */
  readonly extraParams: Secret | null;
}

/** A type of action that this version does not know: only that it changed can be seen, and it cannot be put back. */
export interface UnknownAction extends JsonObject {
  readonly type: string;
  readonly unknown: Secret;
}

export type ListenerAction = ForwardAction | FixedResponseAction | RedirectAction | AuthenticateAction | UnknownAction;

const AUTHENTICATE = {
  'authenticate-oidc': 'AuthenticateOidcConfig',
  'authenticate-cognito': 'AuthenticateCognitoConfig',
  'jwt-validation': 'JwtValidationConfig',
} as const;

export function isForward(action: ListenerAction): action is ForwardAction {
  return action.type === 'forward';
}

export function isAuthenticate(action: ListenerAction): action is AuthenticateAction {
  return Object.hasOwn(AUTHENTICATE, action.type) && 'config' in action;
}

/** AWS's actions, normalised: in order, each in one form only, target groups sorted. */
export function fromAws(actions: readonly Action[]): readonly ListenerAction[] {
  return actions.toSorted((a, b) => (a.Order ?? 0) - (b.Order ?? 0)).map(actionFromAws);
}

function actionFromAws(action: Action): ListenerAction {
  switch (action.Type) {
    case 'forward':
      return forwardFromAws(action);
    case 'fixed-response':
      return {
        type: 'fixed-response',
        status: Number(action.FixedResponseConfig?.StatusCode),
        contentType: action.FixedResponseConfig?.ContentType ?? null,
        body: action.FixedResponseConfig?.MessageBody ?? null,
      };
    case 'redirect':
      return redirectFromAws(action);
    case 'authenticate-oidc':
    case 'authenticate-cognito':
    case 'jwt-validation':
      return authenticateFromAws(action, action.Type);
    case undefined:
    default: {
      const { Type, Order: _order, ...config } = action;
      return { type: Type ?? 'unknown', unknown: hide(JSON.parse(JSON.stringify(config))) };
    }
  }
}

function forwardFromAws(action: Action): ForwardAction {
  const groups = action.ForwardConfig?.TargetGroups ?? [{ TargetGroupArn: action.TargetGroupArn, Weight: 1 }];
  return {
    type: 'forward',
    targetGroups: groups
      .map((group) => ({ arn: group.TargetGroupArn ?? '', weight: group.Weight ?? 1 }))
      .toSorted((a, b) => (a.arn < b.arn ? -1 : 1)),
    stickiness: stickinessFromAws(action.ForwardConfig?.TargetGroupStickinessConfig),
  };
}

/** None, and off without a duration, are the same: AWS answers the one where the other was sent. */
function stickinessFromAws(config: TargetGroupStickinessConfig | undefined): Stickiness | null {
  const { Enabled: enabled = false, DurationSeconds: seconds = null } = config ?? {};
  return enabled || seconds !== null ? { enabled, seconds } : null;
}

function redirectFromAws({ RedirectConfig: config }: Action): RedirectAction {
  return {
    type: 'redirect',
    status: config?.StatusCode === 'HTTP_301' ? 'HTTP_301' : 'HTTP_302',
    protocol: config?.Protocol ?? '#{protocol}',
    port: config?.Port ?? '#{port}',
    host: config?.Host ?? '#{host}',
    path: config?.Path ?? '/#{path}',
    query: queryOf(config?.Query ?? '#{query}'),
  };
}

/** Nothing but parts of what the client asked for, as by default, or nothing at all. */
const OF_THE_CLIENT = /^(#\{(protocol|host|port|path|query)\})*$/;

/** What a redirect adds to the query may be a secret, such as a token of where it leads to. */
export function queryOf(query: string): RedirectAction['query'] {
  return OF_THE_CLIENT.test(query) ? query : hide(query);
}

function authenticateFromAws(action: Action, type: AuthenticateAction['type']): AuthenticateAction {
  const read: JsonObject = JSON.parse(JSON.stringify(action[AUTHENTICATE[type]] ?? {}));
  const {
    AuthenticationRequestExtraParams: extra = null,
    ClientSecret: _secret,
    UseExistingClientSecret: _use,
    ...config
  } = read;
  const none = extra === null || (typeof extra === 'object' && Object.keys(extra).length === 0);
  return { type, config, extraParams: none ? null : hide(extra) };
}

/** The actions as `ModifyListener`, `ModifyRule` and `CreateRule` take them. `Order` is for several actions only. */
export function toAws(actions: readonly ListenerAction[]): Action[] {
  requireRestorable(actions);
  return actions.map((action, index) => ({
    ...actionToAws(action),
    ...(actions.length > 1 ? { Order: index + 1 } : {}),
  }));
}

/**
 * Refuses actions of a type that this version does not know, and which therefore could not be written again.
 *
 * @throws BreakglassError `sensitive-state`
 */
export function requireRestorable(actions: readonly ListenerAction[]): void {
  const strange = actions.find((action) => 'unknown' in action);
  if (strange === undefined) return;
  throw new BreakglassError('sensitive-state', `an action of type "${strange.type}" is not known here`, {
    hint: 'its settings could not be written again: change it by hand, or use a newer version',
  });
}

function actionToAws(action: ListenerAction): Action {
  if (isAuthenticate(action)) {
    const kept = action.type === 'authenticate-oidc' ? { UseExistingClientSecret: true } : {};
    const extra = action.extraParams === null ? {} : { AuthenticationRequestExtraParams: extraOf(action) };
    return { Type: action.type, [AUTHENTICATE[action.type]]: { ...action.config, ...extra, ...kept } };
  }
  if (isForward(action)) return forwardToAws(action);
  if (isFixedResponse(action)) {
    return {
      Type: 'fixed-response',
      FixedResponseConfig: {
        StatusCode: String(action.status),
        ...(action.contentType === null ? {} : { ContentType: action.contentType }),
        ...(action.body === null ? {} : { MessageBody: action.body }),
      },
    };
  }
  if (isRedirect(action)) {
    const { status, protocol, port, host, path } = action;
    const config = {
      StatusCode: status,
      Protocol: protocol,
      Port: port,
      Host: host,
      Path: path,
      Query: queryIn(action),
    };
    return { Type: 'redirect', RedirectConfig: config };
  }
  throw new BreakglassError('internal', `an action of type "${action.type}" cannot be written`);
}

function queryIn({ query }: RedirectAction): string {
  if (typeof query === 'string') return query;
  if (isHidden(query) && typeof query.$hidden === 'string') return query.$hidden;
  throw new BreakglassError('sensitive-state', 'the query of a redirect is not known', {
    hint: 'it is not in the record in clear, and without it the action cannot be written again: change it by hand',
  });
}

function extraOf({ type, extraParams }: AuthenticateAction): JsonObject {
  if (isHidden(extraParams ?? undefined) && isJsonObject(extraParams?.['$hidden'])) return extraParams['$hidden'];
  throw new BreakglassError('sensitive-state', `the extra parameters of an action of type "${type}" are not known`, {
    hint: `they are not in the record in clear, and without them the action cannot be written again: change it by hand`,
  });
}

function forwardToAws({ targetGroups, stickiness }: ForwardAction): Action {
  return {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: targetGroups.map((group) => ({ TargetGroupArn: group.arn, Weight: group.weight })),
      ...(stickiness === null
        ? {}
        : {
            TargetGroupStickinessConfig: {
              Enabled: stickiness.enabled,
              ...(stickiness.seconds === null ? {} : { DurationSeconds: stickiness.seconds }),
            },
          }),
    },
  };
}

export function isFixedResponse(action: ListenerAction): action is FixedResponseAction {
  return action.type === 'fixed-response';
}

export function isRedirect(action: ListenerAction): action is RedirectAction {
  return action.type === 'redirect';
}
