import { BreakglassError } from '../domain/error.ts';
import { type RequestContext, requestContext } from './context.ts';
import type { PolicyDocument, Selector, Statement } from './document.ts';
import { matches } from './pattern.ts';

/** Which policy an explicit deny stands in. */
export type PolicyPlace = 'identity' | 'boundary' | 'session' | 'trust';

export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** The explicit deny, or else the first layer that does not allow it. */
      readonly by: 'explicit-deny' | PolicyPlace;
      /** Where the explicit deny stands. */
      readonly in?: PolicyPlace;
    };

/** The policies that decide about a call of one principal. Absent: that layer restricts nothing. */
export interface PolicySet {
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  readonly session?: PolicyDocument;
}

export interface AccessRequest {
  /** For example `elasticloadbalancing:ModifyListener`. */
  readonly action: string;
  /** An ARN, or `*` for an action without resource types. */
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export interface TrustRequest {
  /** `sts:AssumeRoleWithWebIdentity`. */
  readonly action: string;
  /** ARN of the OIDC provider that issued the token. */
  readonly federated: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * May this call be made? An explicit deny anywhere wins; otherwise the identity policies, the permissions boundary and
 * the session policy must each allow it (same account, no resource policies, no organization policies).
 */
export function evaluate(policies: PolicySet, request: AccessRequest): Decision {
  const context = requestContext(request.context);
  const layers: readonly (readonly [PolicyPlace, readonly PolicyDocument[] | undefined])[] = [
    ['identity', policies.identity],
    ['boundary', policies.boundary && [policies.boundary]],
    ['session', policies.session && [policies.session]],
  ];
  return decide(layers, (statement) => {
    if (statement.resource === undefined) {
      throw new BreakglassError('invalid-value', 'a trust policy stands where a permissions policy belongs');
    }
    // The action first: it is the shortest to compare, and most statements are about others.
    return (
      selects(statement.action, request.action.toLowerCase(), context) &&
      selects(statement.resource, request.resource, context) &&
      holds(statement, context)
    );
  });
}

/** May a web identity assume the role that has this trust policy? */
export function evaluateTrust(policy: PolicyDocument, request: TrustRequest): Decision {
  const context = requestContext(request.context);
  return decide([['trust', [policy]]], (statement) => {
    if (statement.federated === undefined) {
      throw new BreakglassError('invalid-value', 'a permissions policy stands where a trust policy belongs');
    }
    return (
      statement.federated.includes(request.federated) &&
      selects(statement.action, request.action.toLowerCase(), context) &&
      holds(statement, context)
    );
  });
}

function decide(
  layers: readonly (readonly [PolicyPlace, readonly PolicyDocument[] | undefined])[],
  match: (statement: Statement) => boolean,
): Decision {
  let missing: PolicyPlace | undefined;
  let deniedIn: PolicyPlace | undefined;
  for (const [place, documents] of layers) {
    if (documents === undefined) continue;
    const effects = documents
      .flatMap((document) => document.statements)
      .filter(match)
      .map(({ effect }) => effect);
    if (effects.includes('Deny')) deniedIn ??= place;
    if (!effects.includes('Allow')) missing ??= place;
  }
  if (deniedIn !== undefined) return { allowed: false, by: 'explicit-deny', in: deniedIn };
  return missing === undefined ? { allowed: true } : { allowed: false, by: missing };
}

function holds(statement: Statement, context: RequestContext): boolean {
  return statement.conditions.every((condition) => condition.holds(context));
}

function selects(selector: Selector, text: string, context: RequestContext): boolean {
  return selector.patterns.some((pattern) => matches(pattern, text, context)) !== selector.except;
}
