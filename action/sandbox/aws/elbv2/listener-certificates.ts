import type {
  AddListenerCertificatesInput,
  AddListenerCertificatesOutput,
  Certificate,
  DescribeListenerCertificatesInput,
  DescribeListenerCertificatesOutput,
  RemoveListenerCertificatesInput,
  RemoveListenerCertificatesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  AddListenerCertificates$,
  DescribeListenerCertificates$,
  RemoveListenerCertificates$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import { onAnything, onResource } from './authorization.ts';
import { readCertificateArn } from './certificate-arn.ts';
import { requiredList } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { findListener } from './find.ts';
import { LIMITS } from './limits.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import { page } from './paging.ts';
import type { ListenerRecord } from './records.ts';

/** Adding a certificate that is in the list already succeeds and changes nothing. */
function add(elb: Elbv2, input: AddListenerCertificatesInput): AddListenerCertificatesOutput {
  const listener = findSecureListener(elb, input.ListenerArn);
  const arn = readOne(input.Certificates);
  if (!listener.extraCertificates.includes(arn)) {
    const { world } = elb;
    const siblings = world.listenersOf(listener.loadBalancerArn);
    const count = siblings.reduce((sum, sibling) => sum + sibling.extraCertificates.length, 0);
    if (count >= LIMITS.certificatesPerLoadBalancer) {
      throw fault(
        'TooManyCertificates',
        `a load balancer can have at most ${LIMITS.certificatesPerLoadBalancer} certificates beside the default ones`,
      );
    }
    world.listeners.set(listener.arn, { ...listener, extraCertificates: [...listener.extraCertificates, arn] });
  }
  return { Certificates: [{ CertificateArn: arn, IsDefault: false }] };
}

/** Only the list can be shortened: the default certificate is replaced by ModifyListener, never removed. */
function remove(elb: Elbv2, input: RemoveListenerCertificatesInput): RemoveListenerCertificatesOutput {
  const listener = findSecureListener(elb, input.ListenerArn);
  const arn = readOne(input.Certificates);
  if (!listener.extraCertificates.includes(arn)) {
    if (listener.certificateArn === arn) throw fault('OperationNotPermitted', 'Default certificate cannot be removed');
    throw fault('CertificateNotFound', `Certificate '${arn}' not found`);
  }
  const extraCertificates = listener.extraCertificates.filter((other) => other !== arn);
  elb.world.listeners.set(listener.arn, { ...listener, extraCertificates });
  return {};
}

function findSecureListener(elb: Elbv2, arn: string | undefined): ListenerRecord {
  const listener = findListener(elb, arn);
  if (listener.protocol === 'HTTPS') return listener;
  throw validationError(`Certificates cannot be specified for ${listener.protocol} listeners`);
}

/** One certificate a call. */
function readOne(certificates: readonly Certificate[] | undefined): string {
  const [certificate, ...more] = requiredList(certificates, 'certificates');
  if (more.length > 0) throw fault('TooManyCertificates', 'exactly one certificate can be specified');
  return readCertificateArn(certificate);
}

/** The default certificate first; it comes a second time if it is in the list too. */
function describe(elb: Elbv2, input: DescribeListenerCertificatesInput): DescribeListenerCertificatesOutput {
  const listener = findListener(elb, input.ListenerArn);
  const first = listener.certificateArn === undefined ? [] : [{ arn: listener.certificateArn, isDefault: true }];
  const all = [...first, ...listener.extraCertificates.map((arn) => ({ arn, isDefault: false }))];
  const { items, NextMarker } = page(all, ({ arn, isDefault }) => `${arn} ${isDefault}`, input);
  return {
    Certificates: items.map(({ arn, isDefault }) => ({ CertificateArn: arn, IsDefault: isDefault })),
    NextMarker,
  };
}

export function listenerCertificateOperations(elb: Elbv2): readonly NamedOperation[] {
  const { world } = elb;
  return [
    operation<AddListenerCertificatesInput, AddListenerCertificatesOutput>('AddListenerCertificates', {
      schema: AddListenerCertificates$,
      authorize: (input) => [onResource(world, 'AddListenerCertificates', requireArn(input.ListenerArn, 'listener'))],
      handle: (input) => add(elb, input),
    }),
    operation<RemoveListenerCertificatesInput, RemoveListenerCertificatesOutput>('RemoveListenerCertificates', {
      schema: RemoveListenerCertificates$,
      authorize: (input) => [
        onResource(world, 'RemoveListenerCertificates', requireArn(input.ListenerArn, 'listener')),
      ],
      handle: (input) => remove(elb, input),
    }),
    operation<DescribeListenerCertificatesInput, DescribeListenerCertificatesOutput>('DescribeListenerCertificates', {
      schema: DescribeListenerCertificates$,
      authorize: () => onAnything('DescribeListenerCertificates'),
      handle: (input) => describe(elb, input),
    }),
  ];
}
