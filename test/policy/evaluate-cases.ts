import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type PolicyDocument, parsePolicy } from '../../action/policy/document.ts';
import { evaluate } from '../../action/policy/evaluate.ts';

/** The rows of one file under `cases/`. */
// eslint-disable-next-line typescript/no-unnecessary-type-parameters -- the file's rows are what the caller says
export const cases = <T>(name: string): readonly T[] =>
  parse(readFileSync(new URL(`cases/${name}.yml`, import.meta.url), 'utf8')) as T[];

/** A policy of these statements. */
export const policy = (statements: unknown): PolicyDocument =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));

export type Context = Readonly<Record<string, readonly string[]>>;

const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };

/** Does the statement with this condition decide: does it allow, or, in a Deny, does it take away? */
export function statementApplies(effect: 'Allow' | 'Deny', condition: unknown, context: Context): boolean {
  const statement = { ...EVERYTHING, Effect: effect, Condition: condition };
  const rows = effect === 'Deny' ? [EVERYTHING, statement] : [statement];
  const { allowed } = evaluate({ identity: [policy(rows)] }, { action: 'a:B', resource: '*', context });
  return allowed === (effect === 'Allow');
}
