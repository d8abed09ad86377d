import { BreakglassError } from '../domain/error.ts';
import { THIS_SESSION } from '../domain/grant.ts';
import { SESSION_ID_LIMIT } from '../domain/session.ts';
import { type Allow, type Conditions, policyText } from './statement.ts';

/** STS counts the characters of the session policy as it is sent. */
export const SESSION_POLICY_LIMIT = 2048;

/** Stands for the end in time until the role is assumed. */
const THE_END = '{end}';

const FROM_THE_END = { DateGreaterThanEqualsIfExists: { 'aws:CurrentTime': THE_END } };

/** What is known of a session policy only when the role is assumed. */
export interface Binding {
  /** Id of the session: 2 to 47 of `[A-Za-z0-9_+=,.@-]`, as it stands in the role session's name. */
  readonly session: string;
  /** Milliseconds since 1970; rounded down to a second. */
  readonly notAfter: number;
}

/** What every call of a session has to meet. */
export interface EveryCall {
  readonly region: string;
  /** CIDR blocks that calls have to come from; empty: any. */
  readonly networks: readonly string[];
}

/** Every statement says itself where, from where and until when. `allows` hold the first two already. */
export function inEveryStatement(allows: readonly Allow[]): string {
  const end = { DateLessThan: { 'aws:CurrentTime': THE_END } };
  return policyText(allows.map((allow) => ({ ...allow, conditions: { ...allow.conditions, ...end } })));
}

/**
 * The same permissions in fewer characters: what every call has to meet is said once, by denying whatever does not. These tests hold
 * for a request without the key as well, so that it is denied here as it is not allowed there.
 */
export function saidOnce(allows: readonly Allow[], { region, networks }: EveryCall): string {
  const { Version, Statement }: Policy = JSON.parse(
    policyText(allows.map((allow) => ({ ...allow, conditions: ownConditions(allow.conditions) }))),
  );
  const unless: readonly Conditions[] = [
    { StringNotEquals: { 'aws:RequestedRegion': region } },
    FROM_THE_END,
    ...(networks.length === 0 ? [] : [{ NotIpAddress: { 'aws:SourceIp': networks } }]),
  ];
  return JSON.stringify({ Version, Statement: [...Statement, ...unless.map(denial)] });
}

function denial(Condition: Conditions): Statement & { readonly Action: '*'; readonly Resource: '*' } {
  return { Effect: 'Deny', Action: '*', Resource: '*', Condition };
}

/** `policy` as it is sent: it ends in time, and what only this session's own resources carry is its id. */
export function bindPolicy(policy: string, { session, notAfter }: Binding): string {
  if (!/^[\w+=,.@-]{2,}$/.test(session) || session.length > SESSION_ID_LIMIT) {
    throw new BreakglassError('invalid-value', `"${session}" is not the id of a session`, {
      hint: `give the request's file a shorter name: ids have 2 to ${SESSION_ID_LIMIT} letters, digits and hyphens`,
    });
  }
  const { Version, Statement }: Policy = JSON.parse(policy);
  if (!ends(Statement)) throw new BreakglassError('internal', 'the session policy has no end in time');
  const values = new Map([
    [THIS_SESSION, session],
    [THE_END, `${new Date(notAfter).toISOString().slice(0, 19)}Z`],
  ]);
  const bound = Statement.map(({ Condition, ...rest }) =>
    Condition === undefined ? rest : { ...rest, Condition: filled(Condition, values) },
  );
  return JSON.stringify({ Version, Statement: bound });
}

/** Characters of `policy` as it is sent, with the longest session id that there can be. */
export function sizeAsSent(policy: string): number {
  return bindPolicy(policy, { session: 'x'.repeat(SESSION_ID_LIMIT), notAfter: 0 }).length;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Condition?: Conditions;
}

interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** A statement's conditions without those that every call has to meet. */
function ownConditions({ StringEquals: { 'aws:RequestedRegion': _region, ...equal } = {} }: Conditions): Conditions {
  return Object.keys(equal).length === 0 ? {} : { StringEquals: equal };
}

/** Either whatever is allowed ends, or everything is denied from then on, on no further condition. */
function ends(statements: readonly Statement[]): boolean {
  const every = statements.filter(({ Effect }) => Effect === 'Allow');
  return (
    every.every(({ Condition }) => Condition?.['DateLessThan']?.['aws:CurrentTime'] === THE_END) ||
    statements.some((statement) => JSON.stringify(statement) === JSON.stringify(denial(FROM_THE_END)))
  );
}

function filled(conditions: Conditions, values: ReadonlyMap<string, string>): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => {
      const entries = Object.entries(keys).map(([key, value]) => [
        key,
        typeof value === 'string' ? (values.get(value) ?? value) : value,
      ]);
      return [operator, Object.fromEntries(entries)];
    }),
  );
}
