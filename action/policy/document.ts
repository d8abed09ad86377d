import { BreakglassError } from '../domain/error.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import type { Condition } from './condition.ts';
import { parseConditionBlock } from './condition-block.ts';
import { duplicateKey } from './duplicate-key.ts';
import { refusedPolicy, strings } from './element.ts';
import { compileArnPattern, compilePattern, mayHaveNoValue, type Pattern } from './pattern.ts';

/** Action or NotAction, Resource or NotResource. */
export interface Selector {
  /** `true`: everything except what matches. */
  readonly except: boolean;
  readonly patterns: readonly Pattern[];
}

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly action: Selector;
  /** Absent in a trust policy. */
  readonly resource: Selector | undefined;
  /** Principal.Federated; absent in every policy but a trust policy. */
  readonly federated: readonly string[] | undefined;
  readonly conditions: readonly Condition[];
}

export interface PolicyDocument {
  readonly version: '2012-10-17' | '2008-10-17';
  readonly statements: readonly Statement[];
}

const VERSIONS = ['2012-10-17', '2008-10-17'] as const;
const POLICY_KEYS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_KEYS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const ACTION = /^(\*|[a-z0-9-]+:[a-z0-9*?]+)$/i;
const ARN_SEGMENTS = 6;

/**
 * An IAM policy, compiled: identity policies, boundaries, session policies, and trust policies of web identity. Throws
 * `invalid-value` for every element, operator, variable or form that the evaluator does not know: it never guesses.
 */
export function parsePolicy(text: string): PolicyDocument {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch (error) {
    throw new BreakglassError('invalid-value', 'the policy is not JSON', { cause: error });
  }
  const duplicate = duplicateKey(text);
  if (duplicate !== undefined) throw refusedPolicy(`"${duplicate}" stands twice in one object`);
  if (!isJsonObject(document)) throw refusedPolicy('it is not an object');
  requireKeys(document, POLICY_KEYS, 'policy');
  const version = VERSIONS.find((known) => known === document['Version']);
  if (version === undefined) throw refusedPolicy(`Version is ${JSON.stringify(document['Version'])}, not "2012-10-17"`);
  const statements = [document['Statement'] ?? []].flat().map((statement) => parseStatement(statement, version));
  if (statements.length === 0) throw refusedPolicy('it has no Statement');
  const sids = statements.flatMap((statement) => statement.sid ?? []);
  if (new Set(sids).size < sids.length) throw refusedPolicy('a Sid stands twice');
  return { version, statements };
}

function parseStatement(statement: Json, version: PolicyDocument['version']): Statement {
  if (!isJsonObject(statement)) throw refusedPolicy('a statement is not an object');
  requireKeys(statement, STATEMENT_KEYS, 'statement');
  const { Sid: sid, Effect: effect, Principal: principal } = statement;
  if (effect !== 'Allow' && effect !== 'Deny')
    throw refusedPolicy(`Effect is ${JSON.stringify(effect)}, not Allow or Deny`);
  if (sid !== undefined && (typeof sid !== 'string' || !/^[A-Za-z0-9]*$/.test(sid)))
    throw refusedPolicy('Sid is not a name');
  const options = { variables: version === '2012-10-17' };
  const action = parseSelector(statement, 'Action', (text) => {
    if (!ACTION.test(text)) throw refusedPolicy(`"${text}" is not an action`);
    return compilePattern(text, { variables: false, wildcards: true, ignoreCase: true });
  });
  const resource = parseSelector(statement, 'Resource', (text, except) => {
    if (text !== '*' && (!text.startsWith('arn:') || text.split(':').length < ARN_SEGMENTS)) {
      throw refusedPolicy(`"${text}" is neither an ARN nor "*"`);
    }
    const pattern = compileArnPattern(text, options);
    if (except && mayHaveNoValue(pattern)) {
      throw refusedPolicy(
        `NotResource holds "${text}", and IAM documents two things for a variable without a value there`,
      );
    }
    return pattern;
  });
  if (action === undefined) throw refusedPolicy('a statement has neither Action nor NotAction');
  if ((resource === undefined) === (principal === undefined)) {
    throw refusedPolicy('a statement has to have either Resource (or NotResource) or Principal');
  }
  return {
    sid,
    effect,
    action,
    resource,
    federated: principal === undefined ? undefined : parsePrincipal(principal),
    conditions: parseConditionBlock(statement['Condition'], { ...options, effect }),
  };
}

function parseSelector(
  statement: JsonObject,
  name: 'Action' | 'Resource',
  compile: (text: string, except: boolean) => Pattern,
): Selector | undefined {
  const only = statement[name];
  const except = statement[`Not${name}`];
  if (only !== undefined && except !== undefined) throw refusedPolicy(`a statement has both ${name} and Not${name}`);
  const value = only ?? except;
  if (value === undefined) return undefined;
  const not = only === undefined;
  return { except: not, patterns: strings(value, name).map((text) => compile(text, not)) };
}

function parsePrincipal(principal: Json): readonly string[] {
  if (!isJsonObject(principal)) throw refusedPolicy('Principal has to be {"Federated": …}');
  requireKeys(principal, new Set(['Federated']), 'Principal');
  const federated = strings(principal['Federated'], 'Federated');
  const wild = federated.find((text) => /[*?$]/.test(text));
  if (wild !== undefined) throw refusedPolicy(`"${wild}": a principal takes no wildcards`);
  return federated;
}

function requireKeys(object: JsonObject, known: ReadonlySet<string>, what: string): void {
  const unknown = Object.keys(object).find((key) => !known.has(key));
  if (unknown !== undefined) throw refusedPolicy(`unknown element "${unknown}" in a ${what}`);
}
