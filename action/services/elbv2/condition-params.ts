import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FromSchema } from 'json-schema-to-ts';
import type { ParamProblem } from '../../domain/step-kind.ts';

/**
 * AWS's limits of one rule's condition values, and of the `*` and `?` in them. Its table of quotas says 6 of these, its page on conditions
 * and its answers of account limits 5: what is refused here costs a step more, and what AWS refuses costs a rollback.
 */
const MAX_VALUES = 5;
const MAX_WILDCARDS = 5;

const patterns = {
  type: 'array',
  minItems: 1,
  maxItems: MAX_VALUES,
  items: { type: 'string', minLength: 1, maxLength: 128 },
} as const;

/** What a header and a query can hold: AWS takes no more of it than can be printed. */
const printable = { type: 'string', minLength: 1, maxLength: 128, pattern: '^[ -~]+$' } as const;

/** Members of a kind's params that say which requests a rule is for; all of those given have to hold. */
export const conditionProperties = {
  hosts: {
    ...patterns,
    items: { ...patterns.items, pattern: '^[A-Za-z0-9_.*?-]*\\.[A-Za-z]+$' },
    description: 'Host names, with * and ?',
  },
  paths: {
    ...patterns,
    items: { ...patterns.items, pattern: '^[A-Za-z0-9_\\-.$/~"\'@:+&*?]+$' },
    description: 'Paths, with * and ?; case matters',
  },
  methods: {
    ...patterns,
    items: { type: 'string', pattern: '^[A-Z_-]{1,40}$' },
    description: 'HTTP methods in capitals',
  },
  headers: {
    type: 'array',
    minItems: 1,
    maxItems: MAX_VALUES,
    description: 'Header fields, each with one of its values, with * and ?',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'values'],
      properties: {
        name: { type: 'string', pattern: "^[!#$%&'*+\\-.^_`|~0-9A-Za-z]{1,40}$" },
        values: { ...patterns, items: printable },
      },
    },
  },
  query: {
    type: 'array',
    minItems: 1,
    maxItems: MAX_VALUES,
    description: 'Parameters of the query, one of which has to match; without a key any parameter',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['value'],
      properties: {
        key: printable,
        value: printable,
      },
    },
  },
  'source-ips': {
    ...patterns,
    items: { type: 'string', pattern: '^[0-9a-fA-F.:]{2,39}/[0-9]{1,3}$' },
    description: 'Address blocks of clients, in CIDR form',
  },
} as const;

/** At least one of them is needed: for the `anyOf` of a kind's params. */
export const anyCondition = Object.keys(conditionProperties).map((name) => ({ required: [name] }));

const shape = { type: 'object', properties: conditionProperties } as const;
export type ConditionParams = Pick<FromSchema<typeof shape>, keyof typeof conditionProperties>;

/** The conditions that params ask for, as AWS takes them. */
export function conditionsOf(params: ConditionParams): RuleCondition[] {
  const { hosts, paths, methods, headers, query, 'source-ips': sources } = params;
  return [
    ...(hosts === undefined ? [] : [{ Field: 'host-header', HostHeaderConfig: { Values: [...hosts] } }]),
    ...(paths === undefined ? [] : [{ Field: 'path-pattern', PathPatternConfig: { Values: [...paths] } }]),
    ...(methods === undefined
      ? []
      : [{ Field: 'http-request-method', HttpRequestMethodConfig: { Values: [...methods] } }]),
    ...(headers ?? []).map(({ name, values }) => ({
      Field: 'http-header',
      HttpHeaderConfig: { HttpHeaderName: name, Values: [...values] },
    })),
    ...(query === undefined
      ? []
      : [
          {
            Field: 'query-string',
            QueryStringConfig: {
              Values: query.map(({ key, value }) =>
                key === undefined ? { Value: value } : { Key: key, Value: value },
              ),
            },
          },
        ]),
    ...(sources === undefined ? [] : [{ Field: 'source-ip', SourceIpConfig: { Values: [...sources] } }]),
  ];
}

/** Those that are known. */
type Known = { readonly [Name in keyof ConditionParams]?: ConditionParams[Name] | undefined };

/** What AWS would refuse of them only after other rules have been moved; `at` is where they stand in the params. */
export function conditionProblems(params: Known, at: ParamProblem['path'] = []): readonly ParamProblem[] {
  const { headers = [], 'source-ips': sources = [] } = params;
  const hosts = headers.flatMap(({ name }, index) =>
    name.toLowerCase() === 'host'
      ? [
          {
            path: [...at, 'headers', index, 'name'],
            message: 'a condition on the header Host',
            hint: 'use "hosts" for it',
          },
        ]
      : [],
  );
  const blocks = sources.flatMap((block, index) =>
    isCidr(block)
      ? []
      : [
          {
            path: [...at, 'source-ips', index],
            message: `${JSON.stringify(block)} is no address block`,
            hint: 'write it as 203.0.113.0/24 or 2001:db8::/32',
          },
        ],
  );
  return [...hosts, ...blocks, ...limitProblems(params, at)];
}

function isCidr(block: string): boolean {
  const [address = '', bits = ''] = block.split('/');
  if (address.includes(':')) return URL.canParse(`http://[${address}]`) && Number(bits) <= 128;
  const parts = address.split('.');
  return (
    parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255) && Number(bits) <= 32
  );
}

function limitProblems(params: Known, at: ParamProblem['path']): readonly ParamProblem[] {
  const { hosts = [], paths = [], methods = [], headers = [], query = [], 'source-ips': sources = [] } = params;
  const matched = [...hosts, ...paths, ...headers.flatMap(({ values }) => values)];
  const pairs = query.map(({ key = '', value }) => `${key}${value}`);
  const values = matched.length + pairs.length + methods.length + sources.length;
  const wildcards = [...matched, ...pairs].join('').match(/[*?]/g)?.length ?? 0;
  if (values <= MAX_VALUES && wildcards <= MAX_WILDCARDS) return [];
  const first = Object.keys(conditionProperties).find((name) => Object.hasOwn(params, name));
  return [
    {
      path: first === undefined ? at : [...at, first],
      message: `${values} condition values with ${wildcards} of * and ?`,
      hint: `AWS takes at most ${MAX_VALUES} values and ${MAX_WILDCARDS} wildcards in one rule: use two steps`,
    },
  ];
}
