import type { JsonObject } from '../../../action/domain/json.ts';
import type { DiffLine, Model, StepKind } from '../../../action/domain/step-kind.ts';
import type { ListenerAction } from '../../../action/services/elbv2/actions.ts';
import { GROUP, IDS } from './rules.ts';

export const FORWARD: ListenerAction = { type: 'forward', targetGroups: [{ arn: GROUP, weight: 1 }], stickiness: null };
export const PAGE: ListenerAction = { type: 'fixed-response', status: 503, contentType: 'text/plain', body: 'soon' };
export const OIDC: ListenerAction = { type: 'authenticate-oidc', config: { ClientId: 'shop' }, extraParams: null };
export const COGNITO: ListenerAction = {
  type: 'authenticate-cognito',
  config: { UserPoolDomain: 'shop' },
  extraParams: null,
};
export const JWT: ListenerAction = {
  type: 'jwt-validation',
  config: { Issuer: 'https://a.example.com' },
  extraParams: null,
};
export const LAX: ListenerAction = { ...OIDC, config: { ...OIDC.config, OnUnauthenticatedRequest: 'allow' } };
export const NEW: ListenerAction = { type: 'authenticate-new', unknown: { $hidden: {} } };

export const UPGRADE: ListenerAction = {
  type: 'redirect',
  status: 'HTTP_301',
  protocol: 'HTTPS',
  port: '443',
  host: '#{host}',
  path: '/#{path}',
  query: '#{query}',
};

/** What the approver reads of a step that is the first one of its session, if it is not refused. */
export function judged(kind: StepKind, before: Model, params: JsonObject): { readonly diff: readonly DiffLine[] } {
  const { after, diff } = kind.change(before, params, IDS);
  return { diff: [...diff, ...kind.opens({ origin: before, before, after }, params)] };
}
