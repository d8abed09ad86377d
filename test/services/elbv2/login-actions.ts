import type { ListenerAction } from '../../../action/services/elbv2/actions.ts';
import { GROUP } from './rules.ts';

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
