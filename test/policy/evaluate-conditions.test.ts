import { describe, expect, it } from 'vitest';
import { conditionKey } from '../../action/policy/condition-keys.ts';
import { OPERATORS } from '../../action/policy/operators.ts';
import { type Context, cases, policy, statementApplies } from './evaluate-cases.ts';

type Effect = 'Allow' | 'Deny';
const EFFECTS: readonly Effect[] = ['Allow', 'Deny'];

describe('conditions', () => {
  interface ConditionCase {
    readonly rule: string;
    readonly condition: unknown;
    readonly context: Context;
    readonly holds?: boolean;
    readonly refused?: true;
    readonly only?: Effect;
  }
  const all = cases<ConditionCase>('conditions');

  it.each(all.filter(({ refused }) => refused !== true))('$rule', ({ condition, context, holds, only }) => {
    for (const effect of only === undefined ? EFFECTS : [only]) {
      expect(statementApplies(effect, condition, context)).toBe(holds);
    }
  });

  it.each(all.filter(({ refused }) => refused === true))('$rule', ({ condition, context }) => {
    for (const effect of EFFECTS) {
      expect(() => statementApplies(effect, condition, context)).toThrow(
        expect.objectContaining({ code: 'invalid-value' }),
      );
    }
  });

  it('refuses a request that holds one key twice', () => {
    const context = { 'aws:userid': ['a'], 'AWS:UserId': ['b'] };
    expect(() => statementApplies('Allow', {}, context)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
  });
});

interface OperatorRows {
  readonly operator: string;
  readonly section: string;
  readonly rows: readonly {
    readonly key: string;
    readonly wanted: readonly string[];
    readonly holds: readonly string[];
    readonly fails: readonly string[];
    readonly missing: boolean;
  }[];
}

interface Check {
  readonly form: 'plain' | 'IfExists' | 'ForAnyValue' | 'ForAllValues';
  readonly values: readonly string[];
  readonly holds: boolean;
}

/** What the pages about IfExists and the set operators make of the plain operator's answers. */
function checksOf({ key, holds, fails, missing }: OperatorRows['rows'][number]): readonly Check[] {
  const { multivalued } = conditionKey(key);
  const each = (form: Check['form']): readonly Check[] => [
    ...holds.map((value) => ({ form, values: [value], holds: true })),
    ...fails.filter((value) => value !== '').map((value) => ({ form, values: [value], holds: false })),
  ];
  const mixed = [...fails, ...holds];
  return [
    // A key of which a request may hold several values is compared by set operators alone.
    ...(multivalued ? [] : [...each('plain'), { form: 'plain' as const, values: [], holds: missing }]),
    ...(multivalued ? [] : [...each('IfExists'), { form: 'IfExists' as const, values: [], holds: true }]),
    ...each('ForAnyValue'),
    { form: 'ForAnyValue', values: [], holds: false },
    ...each('ForAllValues'),
    { form: 'ForAllValues', values: [], holds: true },
    ...(multivalued
      ? ([
          { form: 'ForAnyValue', values: mixed, holds: true },
          { form: 'ForAnyValue', values: fails, holds: false },
          { form: 'ForAllValues', values: mixed, holds: false },
          { form: 'ForAllValues', values: holds, holds: true },
        ] as const)
      : []),
  ];
}

const operators = cases<OperatorRows>('operators');
const nameOf = (operator: string, form: Check['form']): string =>
  form === 'plain' ? operator : form === 'IfExists' ? `${operator}IfExists` : `${form}:${operator}`;

const checks = operators.flatMap(({ operator, rows }) =>
  rows.flatMap((row) =>
    checksOf(row).map((check) => ({ ...check, name: nameOf(operator, check.form), operator, row })),
  ),
);

describe('operators', () => {
  it.each(operators)('$operator ($section)', ({ operator }) => {
    for (const { name, row, values, holds, form } of checks.filter((check) => check.operator === operator)) {
      const condition = { [name]: { [row.key]: row.wanted.length === 1 ? row.wanted[0] : row.wanted } };
      // In an Allow, ForAllValues is refused.
      for (const effect of form === 'ForAllValues' ? (['Deny'] as const) : EFFECTS) {
        const applies = statementApplies(effect, condition, { [row.key.toUpperCase()]: values });
        expect({ name, wanted: row.wanted, values, effect, applies }).toMatchObject({ applies: holds });
      }
    }
  });

  it('each have a value that holds and one that fails, in every form', () => {
    const forms = ['plain', 'IfExists', 'ForAnyValue', 'ForAllValues'] as const;
    const wanted = Object.keys(OPERATORS).flatMap((operator) =>
      forms.flatMap((form) => [true, false].map((holds) => `${nameOf(operator, form)} ${String(holds)}`)),
    );
    const withValue = checks.filter(({ values }) => values.length > 0);
    const seen = new Set(withValue.map(({ name, holds }) => `${name} ${String(holds)}`));
    expect(wanted.filter((name) => !seen.has(name))).toEqual([]);
    expect([...seen].filter((name) => !wanted.includes(name))).toEqual([]);
  });

  it('each take every type of key that they work with, and refuse every other', () => {
    const example = { String: 'aws:username', ARN: 'aws:SourceArn', Numeric: 'sts:DurationSeconds' };
    const others = { Date: 'aws:CurrentTime', Bool: 'aws:SecureTransport', IPAddress: 'aws:SourceIp' };
    const keys = { ...example, ...others, Epoch: 'aws:EpochTime' };
    for (const { operator, rows } of operators) {
      const taken = Object.entries(keys).filter(([, key]) => {
        const Condition = { [operator]: { [key]: rows[0]?.wanted[0] } };
        try {
          return policy({ Effect: 'Deny', Action: '*', Resource: '*', Condition }).statements.length === 1;
        } catch {
          return false;
        }
      });
      expect(taken.map(([type]) => type).toSorted()).toEqual(OPERATORS[operator]?.worksWith.toSorted());
    }
  });
});
