import { TLS_VERSIONS } from '../../domain/drill.ts';

const send = {
  type: 'object',
  description: 'What a customer asks; GET / over http unless given',
  additionalProperties: false,
  properties: {
    method: { type: 'string', pattern: '^[A-Z]{1,20}$', default: 'GET' },
    path: { type: 'string', pattern: '^/[!-~]*$', maxLength: 1024, default: '/' },
    host: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$', default: 'shop.example' },
    scheme: { enum: ['http', 'https'], default: 'http', description: 'http: listener web-http; https: web-https' },
    headers: {
      type: 'object',
      maxProperties: 20,
      propertyNames: { pattern: '^[A-Za-z0-9-]{1,40}$' },
      additionalProperties: { type: 'string', pattern: '^[ -~]*$', maxLength: 1024 },
    },
    from: {
      type: 'string',
      pattern: '^127(\\.[0-9]{1,3}){3}$',
      default: '127.0.0.1',
      description: "The client's address: the sandbox is on loopback, so one of 127.0.0.0/8",
    },
    tls: { enum: TLS_VERSIONS, description: 'The newest version that this client can speak; over https' },
  },
} as const;

/** `40-60%` or `100%`. */
export const SHARE = '^(100|[0-9]{1,2})(-(100|[0-9]{1,2}))?%$';

const answer = {
  type: 'object',
  description: 'What is looked at of the answer; what is not named may be anything',
  minProperties: 1,
  additionalProperties: false,
  properties: {
    status: { type: 'integer', minimum: 100, maximum: 599 },
    by: {
      // A name, or shares of many requests.
      type: ['string', 'object'],
      pattern: '^[a-z0-9-]{1,40}$',
      minProperties: 1,
      maxProperties: 10,
      additionalProperties: { type: 'string', pattern: SHARE },
      description:
        'Whose server answers: a target group (blue) or one of its targets (blue-1); or shares of many requests, such as { blue: 40-60%, green: 40-60% }',
    },
    body: { type: 'string', minLength: 1, maxLength: 1024, description: 'Text that the body contains' },
    location: { type: 'string', maxLength: 2048, description: 'Where a redirect leads' },
    headers: {
      type: 'object',
      maxProperties: 20,
      propertyNames: { pattern: '^[a-z0-9-]{1,40}$' },
      additionalProperties: { type: 'string', maxLength: 1024 },
    },
    tls: { enum: TLS_VERSIONS, description: 'The version that is spoken' },
    certificate: { type: 'string', maxLength: 253, description: 'The name in the certificate that is shown' },
    refused: { const: true, description: 'There is no connection, or TLS is refused' },
  },
} as const;

/** One request of customers, and its answers at the three moments. */
export const trafficProbe = {
  type: 'object',
  required: ['before', 'during'],
  additionalProperties: false,
  properties: {
    send,
    before: { ...answer, description: 'Before the session' },
    during: { ...answer, description: 'While its change is in force' },
    after: {
      ...answer,
      description: 'After its end; unless given as during where the change stays, and as before where it is undone',
    },
  },
} as const;
