import type { FromSchema } from 'json-schema-to-ts';
import { attributeStep } from '../attributes.ts';
import { listenerAttributes } from '../resources/listener-attributes.ts';
import { OTHER_TYPES_UNPROVEN } from '../unproven.ts';

/** Printable ASCII: a value that ends its line would be a header of its own. */
const headerValue = {
  type: 'string',
  maxLength: 1024,
  pattern: '^[\\x20-\\x7e]*$',
  description: 'What clients are sent; empty: no such header from here',
} as const;

const headerName = {
  type: 'string',
  pattern: '^[A-Za-z0-9_-]{0,128}$',
  description: "What targets find it under; empty: AWS's own name",
} as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html */
const properties = {
  'routing.http.request.x_amzn_mtls_clientcert.header_name': headerName,
  'routing.http.request.x_amzn_mtls_clientcert_issuer.header_name': headerName,
  'routing.http.request.x_amzn_mtls_clientcert_leaf.header_name': headerName,
  'routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name': headerName,
  'routing.http.request.x_amzn_mtls_clientcert_subject.header_name': headerName,
  'routing.http.request.x_amzn_mtls_clientcert_validity.header_name': headerName,
  'routing.http.request.x_amzn_tls_cipher_suite.header_name': headerName,
  'routing.http.request.x_amzn_tls_version.header_name': headerName,
  'routing.http.response.access_control_allow_credentials.header_value': { enum: [true, ''] },
  'routing.http.response.access_control_allow_headers.header_value': headerValue,
  'routing.http.response.access_control_allow_methods.header_value': {
    type: 'string',
    pattern: '^((GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|\\*)(, ?(?=[A-Z*])|$))*$',
  },
  'routing.http.response.access_control_allow_origin.header_value': headerValue,
  'routing.http.response.access_control_expose_headers.header_value': headerValue,
  'routing.http.response.access_control_max_age.header_value': {
    anyOf: [{ type: 'integer', minimum: 0, maximum: 86_400 }, { const: '' }],
    description: 'Seconds',
  },
  'routing.http.response.content_security_policy.header_value': headerValue,
  'routing.http.response.server.enabled': { type: 'boolean', description: 'Whether answers name their server' },
  'routing.http.response.strict_transport_security.header_value': headerValue,
  'routing.http.response.x_content_type_options.header_value': { type: 'string', enum: ['nosniff', ''] },
  'routing.http.response.x_frame_options.header_value': {
    type: 'string',
    maxLength: 1024,
    pattern: '^(DENY|SAMEORIGIN|ALLOW-FROM https?://[\\x21-\\x7e]+)?$',
  },
  'tcp.idle_timeout.seconds': {
    type: 'integer',
    minimum: 60,
    maximum: 6000,
    description: 'How long a connection may be silent; of Network and Gateway Load Balancers',
  },
} as const;

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['listener', 'attributes'],
  properties: {
    listener: { type: 'string', description: 'ARN of the listener' },
    attributes: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties,
      description: "What to set, by the API's own keys; the others keep their values",
    },
  },
} as const;

type Params = FromSchema<typeof params>;

const LISTENER =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2';

export const setListenerAttributes = attributeStep<Params>({
  kind: 'elbv2/set-listener-attributes',
  summary: 'Sets attributes of a listener: response headers, names of request headers, the idle timeout of TCP',
  params,
  examples: [
    {
      listener: LISTENER,
      attributes: {
        'routing.http.response.x_frame_options.header_value': 'DENY',
        'routing.http.response.server.enabled': false,
      },
    },
  ],
  caveats: [
    'Browsers keep what `strict_transport_security` and `access_control_max_age` told them for as long as it said, also when the value is put back.',
    'Targets that trust a header of client certificates take it from anybody once it has another name: change the name at the targets first.',
    'The names of request headers come and go with HTTPS: a playbook that turns the listener to or from it cannot set them as well.',
    OTHER_TYPES_UNPROVEN,
  ],
  resourceKind: listenerAttributes,
  resource: ({ listener }) => listener,
  wanted: ({ attributes }) => attributes,
});
