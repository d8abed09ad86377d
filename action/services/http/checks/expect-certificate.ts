import type { FromSchema } from 'json-schema-to-ts';
import { defineCheck } from '../../../domain/define.ts';
import { parseDuration } from '../../../domain/duration.ts';
import type { Observation } from '../../../domain/step-kind.ts';
import type { ShownCertificate } from '../certificate.ts';
import type { HttpClient } from '../client.ts';
import { NoAnswer } from '../no-answer.ts';

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['host', 'days-left'],
  properties: {
    host: {
      type: 'string',
      maxLength: 253,
      pattern: '^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])$',
      description: 'Where to connect: a public name or address',
    },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: 443 },
    'server-name': {
      type: 'string',
      maxLength: 253,
      pattern: '^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]*$',
      description: 'The name that the server is asked for, where it is not the host: one load balancer serves many',
    },
    'days-left': {
      type: 'integer',
      minimum: 1,
      maximum: 825,
      description: 'For how many days the certificate has to be good still',
    },
    within: {
      type: 'string',
      pattern: '^([1-9]|[1-5][0-9]|60)s$',
      default: '5s',
      description: 'How long connecting may take: 1s to 60s',
    },
  },
} as const;

type Params = FromSchema<typeof params, { keepDefaultedPropertiesOptional: true }>;

const DAY_MS = 86_400_000;

/**
 * By a TLS handshake: it shows what clients are shown. The API of load balancers answers names of certificates alone, and neither when
 * they end nor which one is chosen for a name.
 */
export const expectCertificate = defineCheck<Params, HttpClient>({
  kind: 'http/expect-certificate',
  summary: 'Holds when a server shows clients a certificate that they trust, for its name, and for days to come',
  params,
  examples: [
    { host: 'shop.example.com', 'days-left': 14 },
    {
      host: 'web-1234567890.us-east-1.elb.amazonaws.com',
      'server-name': 'shop.example.com',
      'days-left': 14,
    },
  ],
  grants: () => [],
  observe: async ({ client, signal }, { host, port = 443, within = '5s', ...input }) => {
    const asked = { host, port, serverName: input['server-name'], withinMs: parseDuration(within) };
    try {
      return judge(await client.certificate(asked, signal), { at: `${host}:${port}`, wanted: input['days-left'] });
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return { ok: false, observed: `no certificate that clients trust: ${error.message}` };
    }
  },
});

function judge(
  { notBefore, notAfter, isForName }: ShownCertificate,
  { at, wanted }: { readonly at: string; readonly wanted: number },
): Observation {
  const now = Date.now();
  const days = Math.floor((notAfter - now) / DAY_MS);
  const date = new Date(notAfter).toISOString().slice(0, 10);
  const end = notAfter < now ? `ended on ${date}` : `ends on ${date}, in ${days} days`;
  const other = isForName ? '' : ', and is not for the name that was asked for';
  return {
    ok: isForName && notBefore <= now && days >= wanted,
    observed: `the certificate at ${at} ${end}${other}; ${wanted} days wanted`,
  };
}
