import type { FromSchema } from 'json-schema-to-ts';
import { defineCheck } from '../../../domain/define.ts';
import type { Observation } from '../../../domain/step-kind.ts';
import type { HttpClient, Seen } from '../client.ts';
import { NoAnswer } from '../no-answer.ts';

const MOST_REDIRECTS = 5;

const shape = {
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  properties: {
    url: {
      type: 'string',
      maxLength: 2048,
      // No user name or password before the host; no backslash, which some readers take for a slash.
      pattern: '^https?://[^\\s/?#@\\\\]+([/?#][^\\s\\\\]*)?$',
      description:
        'Where to look: http or https. Each address, also after DNS and redirects, has to be public, or in private-networks of the install',
    },
    method: { type: 'string', enum: ['GET', 'HEAD'], default: 'GET' },
    status: {
      anyOf: [
        { type: 'integer', minimum: 200, maximum: 599 },
        { type: 'string', pattern: '^[2-5]xx$' },
      ],
      default: '2xx',
      description: 'The status that is wanted (503), or its class (2xx)',
    },
    'body-contains': {
      type: 'string',
      minLength: 1,
      maxLength: 1024,
      description: 'Text that has to be in the first 64 KiB of the body, as it stands',
    },
    'body-pattern': {
      type: 'string',
      pattern: '[^*]',
      maxLength: 256,
      description:
        'Text that has to be in the first 64 KiB of the body, with * for any text and ? for any character; no regular expression',
    },
    within: {
      type: 'string',
      pattern: '^([1-9][0-9]{1,3}ms|([1-9]|[1-5][0-9]|60)s)$',
      default: '5s',
      description: 'How long all of it may take: 10ms to 60s',
    },
    'follow-redirects': {
      type: 'boolean',
      default: false,
      description: `Follows up to ${MOST_REDIRECTS} redirects, each to where the check may look`,
    },
  },
} as const;

const params = {
  ...shape,
  not: {
    anyOf: [
      { required: ['body-contains', 'body-pattern'] },
      { required: ['body-contains', 'method'], properties: { method: { const: 'HEAD' } } },
      { required: ['body-pattern', 'method'], properties: { method: { const: 'HEAD' } } },
    ],
  },
} as const;

type Params = FromSchema<typeof shape, { keepDefaultedPropertiesOptional: true }>;

export const expect = defineCheck<Params, HttpClient>({
  kind: 'http/expect',
  summary: 'Holds when a URL answers as clients expect: status, text, time',
  params,
  examples: [
    { url: 'https://shop.example.com/health', status: 200, 'body-contains': 'ok', within: '2s' },
    { url: 'https://shop.example.com/version', 'body-pattern': '"version":"2.?.*"' },
    { url: 'http://shop.example.com/', status: 301 },
  ],
  grants: () => [],
  observe: async ({ client, signal }, input) => {
    const { url, method = 'GET', within = '5s', 'body-contains': contains, 'body-pattern': like } = input;
    const redirects = input['follow-redirects'] === true ? MOST_REDIRECTS : 0;
    try {
      const asked = { url, method, contains, like, redirects, withinMs: msOf(within) };
      return judge(await client.look(asked, signal), input);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return { ok: false, observed: `no answer: ${error.message}` };
    }
  },
});

function judge(seen: Seen, { status: wanted = '2xx' }: Params): Observation {
  const { status, contains, from, ms } = seen;
  const isWanted = typeof wanted === 'number' ? status === wanted : `${Math.floor(status / 100)}xx` === wanted;
  const body = contains === undefined ? '' : `, ${contains ? 'with' : 'without'} the text in its first 64 KiB`;
  return {
    ok: isWanted && contains !== false,
    observed: `${from} answered ${status} in ${ms} ms${body}; ${wanted} wanted`,
  };
}

function msOf(text: string): number {
  return text.endsWith('ms') ? Number.parseInt(text, 10) : Number.parseInt(text, 10) * 1_000;
}
