import { BreakglassError } from '../domain/error.ts';
import type { Allow, Conditions } from '../policy/statement.ts';
import { type Fields, plain, sub, type Value } from './intrinsic.ts';

/** The statements of a policy, each with a name that a person can read, and that IAM takes: letters and digits. */
export function allowing(allows: readonly Allow[]): readonly Fields[] {
  const taken = new Map<string, number>();
  return allows.map((allow) => {
    const name = sidOf(allow);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return statement(count === 1 ? name : `${name}${count}`, allow);
  });
}

export function policy(statements: readonly Value[]): Fields {
  return { Version: '2012-10-17', Statement: statements };
}

function statement(sid: string, { actions, resources, conditions }: Allow): Fields {
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources.map((resource) => sub(resource)),
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditionBlock(conditions) }),
  };
}

/** `ModifyListener`, `CreateRuleAndModifyListener`; of more actions what they are to: `ChangeTargetgroup`, `ReadElasticloadbalancing`, `ReadSeveralServices`. */
function sidOf({ access, actions, resources }: Allow): string {
  if (actions.length <= 2) return letters(actions.map((action) => capital(action.split(':')[1] ?? '')).join('And'));
  const verb = access === 'read' ? 'Read' : 'Change';
  const services = new Set(actions.map((action) => action.split(':')[0] ?? ''));
  const types = new Set(resources.map((resource) => typeOf(resource)));
  const [noun = ''] = types.size === 1 && !types.has('') ? types : services;
  return services.size > 1 && (types.size !== 1 || types.has(''))
    ? `${verb}SeveralServices`
    : letters(`${verb}${capital(noun)}`);
}

/** The last parts of an ARN may hold more colons, the first ones CloudFormation's pseudo parameters. */
function typeOf(resource: string): string {
  return /^arn:(?:\$\{[^}]*\}|[^:])*(?::(?:\$\{[^}]*\}|[^:])*){3}:([a-z0-9-]+)[/:]/i.exec(resource)?.[1] ?? '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function letters(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '');
}

const OPERATOR = /^(?:ForAllValues:|ForAnyValue:)?[A-Za-z]+$/;
const KEY = /^[A-Za-z0-9-]+:[^\s{}"\\]+$/;

/** What people wrote into a role's file: no name of a function may stand where CloudFormation would call it. */
function conditionBlock(conditions: Conditions): Fields {
  return sorted(conditions, (operator, block) => {
    if (!OPERATOR.test(operator) || operator === 'Ref' || operator === 'Condition') throw refused('operator', operator);
    return sorted(block, (key, values) => {
      if (!KEY.test(key) || key.startsWith('Fn::')) throw refused('key', key);
      return typeof values === 'string' ? plain(values) : values.map((value) => plain(value));
    });
  });
}

function sorted<T>(object: Readonly<Record<string, T>>, write: (key: string, value: T) => Value): Fields {
  const entries = Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, write(key, value)]));
}

function refused(what: string, name: string): BreakglassError {
  return new BreakglassError('invalid-value', `"${name}" is not a condition ${what} that a template can hold`, {
    hint: 'write it as in an IAM policy: StringEquals: { aws:RequestedRegion: us-east-1 }',
  });
}
