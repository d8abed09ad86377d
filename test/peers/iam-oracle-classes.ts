import { conditionKey } from '../../action/policy/condition-keys.ts';
import type { Call, Document } from './iam-oracle.ts';
import { block, type Line } from './iam-oracle-conditions.ts';

/**
 * A rule that IAM documents and the oracle does not follow. `reword` says the same call in words for which, by that rule, the
 * answer cannot change, and for which the oracle needs the rule no more: only a disagreement that is gone then is explained.
 */
export interface Explained {
  readonly rule: string;
  /** Page of the IAM User Guide. */
  readonly page: string;
  readonly reword: (call: Call) => Call;
}

type Statement = Document['Statement'][number];

const everyDocument = (call: Call, change: (document: Document) => Document): Call => ({
  ...call,
  identity: call.identity.map(change),
  boundary: call.boundary && change(call.boundary),
  session: call.session && change(call.session),
});

const everyStatement = (call: Call, change: (statement: Statement) => Statement): Call =>
  everyDocument(call, (document) => ({ ...document, Statement: document.Statement.map(change) }));

/** Changes the strings of an element and of its opposite, `Action` and `NotAction` or `Resource` and `NotResource`. */
const everyString = (call: Call, element: string, change: (text: string) => string | readonly string[]): Call =>
  everyStatement(call, (statement) =>
    Object.fromEntries(
      Object.entries(statement).map(([name, value]) =>
        name.endsWith(element) && Array.isArray(value)
          ? [name, value.flatMap((text) => change(String(text)))]
          : [name, value],
      ),
    ),
  );

const everyLine = (call: Call, change: (line: Line) => Line): Call =>
  everyStatement(call, ({ Condition, ...rest }) => {
    if (Condition === undefined) return rest;
    const lines = Object.entries(Condition as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>)
      .flatMap(([operator, keys]) => Object.entries(keys).map(([key, values]) => ({ operator, key, values })))
      .map(change);
    return { ...rest, Condition: block(lines) };
  });

/** Two keys that no request here holds: one line that always holds, one that never does. */
const ALWAYS: Line = { operator: 'Null', key: 'aws:SourceOwner', values: ['true'] };
const NEVER: Line = { operator: 'Null', key: 'aws:SourceAccount', values: ['false'] };

const SECONDS = /^\d{10}$/;
const asIso = (text: string): string => (SECONDS.test(text) ? new Date(Number(text) * 1000).toISOString() : text);
const asSeconds = (text: string): string => (SECONDS.test(text) ? text : String(Date.parse(text) / 1000));

const VARIABLE = /\$\{([^*?$,}]+)\}/g;

function unresolved(text: string, { context }: Call): boolean {
  return [...text.matchAll(VARIABLE)].some(([, name = '']) => (context[name]?.[0] ?? '') === '');
}

/** In the order in which they are tried; a call may need several of them. */
export const EXPLAINED: readonly Explained[] = [
  {
    rule: 'dates may be in seconds since 1970, and compare with those in ISO 8601',
    page: 'reference_policies_elements_condition_operators#Conditions_Date',
    reword: (call) => {
      const lines = everyLine(call, (line) => {
        if (!line.operator.includes('Date')) return line;
        return { ...line, values: line.values.map(line.key === 'aws:EpochTime' ? asSeconds : asIso) };
      });
      const entries = Object.entries(lines.context).map(([key, values]) =>
        conditionKey(key).type === 'Date' ? [key, values.map(asIso)] : [key, values],
      );
      return { ...lines, context: Object.fromEntries(entries) };
    },
  },
  {
    rule: 'BinaryEquals compares the bytes of which the policy holds the base64',
    page: 'reference_policies_elements_condition_operators#Conditions_BinaryEquals',
    reword: (call) =>
      everyLine(call, (line) =>
        line.operator.includes('BinaryEquals')
          ? {
              ...line,
              operator: line.operator.replace('BinaryEquals', 'StringEquals'),
              values: line.values.map((value) => Buffer.from(value, 'base64').toString()),
            }
          : line,
      ),
  },
  {
    rule: 'for set operators, an empty list and empty strings are a null data set, and an empty list is null',
    page: 'reference_policies_condition-single-vs-multi-valued-context-keys',
    reword: (call) => {
      const isEmpty = (key: string): boolean => call.context[key]?.every((value) => value === '') === true;
      const lines = everyLine(call, (line) => {
        if (!line.operator.includes(':') || !isEmpty(line.key)) return line;
        return line.operator.startsWith('ForAllValues') ? ALWAYS : NEVER;
      });
      const held = Object.entries(lines.context).filter(([, values]) => values.length > 0);
      return { ...lines, context: Object.fromEntries(held) };
    },
  },
  {
    rule: 'a variable without a value is equal to nothing, so that negated operators hold',
    page: 'reference_policies_variables#policy-vars-no-value',
    reword: (call) =>
      everyLine(call, (line) => {
        if (!line.operator.includes('Not')) return line;
        const nothing = line.operator.includes('Arn') ? 'arn:none:none:none:none:none' : 'equal to nothing';
        return { ...line, values: line.values.map((value) => (unresolved(value, call) ? nothing : value)) };
      }),
  },
  {
    rule: 'an asterisk at the end of an ARN segment expands beyond the colon',
    page: 'reference_policies_elements_resource',
    reword: (call) =>
      everyString(call, 'Resource', (arn) =>
        arn.startsWith('arn:aws:logs:*:log-group:') ? arn.replace(':*:', ':*:*:') : arn,
      ),
  },
  {
    rule: 'wildcards stand anywhere within a segment, the type of a resource included',
    page: 'reference_policies_elements_resource',
    reword: (call) => everyString(call, 'Resource', byType),
  },
  {
    rule: 'an address without a prefix length is a block of one, and blocks hold no address of the other family',
    page: 'reference_policies_elements_condition_operators#Conditions_IPAddress',
    reword: (call) =>
      everyLine(call, (line) =>
        line.operator.includes('IpAddress') ? { ...line, values: line.values.flatMap(asBlocks) } : line,
      ),
  },
];

/** The types of resources that a pattern with a wildcard in its type stands for, among those of the calls. */
function byType(arn: string): readonly string[] {
  const types: Readonly<Record<string, readonly string[]>> = {
    ':r*/': [':role/'],
    ':listener*/': [':listener/', ':listener-rule/'],
  };
  for (const [wild, exact] of Object.entries(types)) {
    if (arn.includes(wild)) return exact.map((type) => arn.replace(wild, type));
  }
  return [arn];
}

function asBlocks(address: string): readonly string[] {
  if (address === '0.0.0.0/0') return ['0.0.0.0/1', '128.0.0.0/1'];
  if (address.includes('/')) return [address];
  return [`${address}/${address.includes(':') ? 128 : 32}`];
}
