import type {
  DescribeListenerAttributesInput,
  DescribeListenerAttributesOutput,
  ModifyListenerAttributesInput,
  ModifyListenerAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeListenerAttributes$, ModifyListenerAttributes$ } from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import type { AttributeCheck, AttributeTable } from './attributes.ts';
import {
  answeredAttributes,
  booleanAttribute,
  changedAttributes,
  choiceAttribute,
  defaultsOf,
  rangeAttribute,
} from './attributes.ts';
import { onAnything, onResource } from './authorization.ts';
import { requireLength } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { findListener } from './find.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import type { ListenerRecord, Pairs } from './records.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', '*'];

/** Printable ASCII: a header's value must not break out of its line. */
const headerValue: AttributeCheck = (value, key) => {
  requireLength(value, key, 1024);
  if (!/^[\x20-\x7e]*$/.test(value))
    throw validationError(`The value of '${key}' holds characters that are not allowed`);
};

const headerName: AttributeCheck = (value, key) => {
  if (!/^[A-Za-z0-9_-]{0,128}$/.test(value))
    throw validationError(`'${value}' is not a valid header name for '${key}'`);
};

const methodList: AttributeCheck = (value, key) => {
  const unknown = value.split(',').find((method) => !METHODS.includes(method.trim()));
  if (value !== '' && unknown !== undefined) throw validationError(`'${unknown}' is not a valid method for '${key}'`);
};

const frameOptions: AttributeCheck = (value, key) => {
  if (!/^(?:|DENY|SAMEORIGIN|ALLOW-FROM https?:\/\/[\x21-\x7e]+)$/.test(value)) {
    throw validationError(`'${value}' is not a valid value of '${key}'`);
  }
};

/**
 * Attributes of listeners of Application Load Balancers that HTTPS and HTTP have. An empty value adds no header.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html
 */
const RESPONSE_ATTRIBUTES: AttributeTable = {
  'routing.http.response.access_control_allow_credentials.header_value': ['', choiceAttribute('', 'true')],
  'routing.http.response.access_control_allow_headers.header_value': ['', headerValue],
  'routing.http.response.access_control_allow_methods.header_value': ['', methodList],
  'routing.http.response.access_control_allow_origin.header_value': ['', headerValue],
  'routing.http.response.access_control_expose_headers.header_value': ['', headerValue],
  'routing.http.response.access_control_max_age.header_value': ['', rangeAttribute(0, 86_400, '')],
  'routing.http.response.content_security_policy.header_value': ['', headerValue],
  'routing.http.response.server.enabled': ['true', booleanAttribute],
  'routing.http.response.strict_transport_security.header_value': ['', headerValue],
  'routing.http.response.x_content_type_options.header_value': ['', choiceAttribute('', 'nosniff')],
  'routing.http.response.x_frame_options.header_value': ['', frameOptions],
};

/** Those of HTTPS listeners alone. */
const REQUEST_ATTRIBUTES: AttributeTable = Object.fromEntries(
  [
    'x_amzn_mtls_clientcert',
    'x_amzn_mtls_clientcert_issuer',
    'x_amzn_mtls_clientcert_leaf',
    'x_amzn_mtls_clientcert_serial_number',
    'x_amzn_mtls_clientcert_subject',
    'x_amzn_mtls_clientcert_validity',
    'x_amzn_tls_cipher_suite',
    'x_amzn_tls_version',
  ].map((header) => [`routing.http.request.${header}.header_name`, ['', headerName] as const]),
);

const TABLES = {
  HTTP: RESPONSE_ATTRIBUTES,
  HTTPS: { ...REQUEST_ATTRIBUTES, ...RESPONSE_ATTRIBUTES },
} as const;

/** A listener's attributes under this protocol: those that it has and that the protocol knows stay, others are the defaults. */
export function attributesUnder(protocol: ListenerRecord['protocol'], before: Pairs = new Map()): Pairs {
  return new Map([...defaultsOf(TABLES[protocol])].map(([key, value]) => [key, before.get(key) ?? value]));
}

function modify(elb: Elbv2, input: ModifyListenerAttributesInput): ModifyListenerAttributesOutput {
  const record = findListener(elb, input.ListenerArn);
  const secureOnly = (input.Attributes ?? []).find(({ Key = '' }) => Object.hasOwn(REQUEST_ATTRIBUTES, Key));
  if (record.protocol === 'HTTP' && secureOnly !== undefined) {
    throw fault(
      'InvalidConfigurationRequest',
      `the attribute '${secureOnly.Key}' is supported only for HTTPS listeners`,
    );
  }
  const attributes = changedAttributes(TABLES[record.protocol], record.attributes, input.Attributes);
  elb.world.listeners.set(record.arn, { ...record, attributes });
  return { Attributes: answeredAttributes(attributes) };
}

export function listenerAttributeOperations(elb: Elbv2): readonly NamedOperation[] {
  return [
    operation<DescribeListenerAttributesInput, DescribeListenerAttributesOutput>('DescribeListenerAttributes', {
      schema: DescribeListenerAttributes$,
      authorize: () => onAnything('DescribeListenerAttributes'),
      handle: (input) => ({ Attributes: answeredAttributes(findListener(elb, input.ListenerArn).attributes) }),
    }),
    operation<ModifyListenerAttributesInput, ModifyListenerAttributesOutput>('ModifyListenerAttributes', {
      schema: ModifyListenerAttributes$,
      authorize: (input) => [
        onResource(elb.world, 'ModifyListenerAttributes', requireArn(input.ListenerArn, 'listener')),
      ],
      handle: (input) => modify(elb, input),
    }),
  ];
}
