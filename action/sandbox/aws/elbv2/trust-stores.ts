import type {
  CreateTrustStoreInput,
  CreateTrustStoreOutput,
  DeleteTrustStoreInput,
  DeleteTrustStoreOutput,
  DescribeTrustStoreAssociationsInput,
  DescribeTrustStoreAssociationsOutput,
  DescribeTrustStoresInput,
  DescribeTrustStoresOutput,
  ModifyTrustStoreInput,
  ModifyTrustStoreOutput,
  TrustStore,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateTrustStore$,
  DeleteTrustStore$,
  DescribeTrustStoreAssociations$,
  DescribeTrustStores$,
  ModifyTrustStore$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireArn } from './arns.ts';
import { onAnything, onResource, requestTags, tagOnCreate } from './authorization.ts';
import { required, requireLength } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { findTrustStore } from './find.ts';
import { LIMITS } from './limits.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import { page } from './paging.ts';
import type { TrustStoreRecord } from './records.ts';
import { readTags } from './tags.ts';
import type { World } from './world.ts';

/** Names one object of S3. The sandbox has no S3: the bundle is taken as it comes. */
function readBundle(input: CreateTrustStoreInput | ModifyTrustStoreInput): TrustStoreRecord['bundle'] {
  const bucket = required(input.CaCertificatesBundleS3Bucket, 'caCertificatesBundleS3Bucket');
  const key = required(input.CaCertificatesBundleS3Key, 'caCertificatesBundleS3Key');
  return { bucket, key, version: input.CaCertificatesBundleS3ObjectVersion };
}

function create(elb: Elbv2, input: CreateTrustStoreInput): CreateTrustStoreOutput {
  const { world } = elb;
  const name = required(input.Name, 'name');
  requireLength(name, 'name', 32, 1);
  if (!/^(?:[a-zA-Z0-9]+-)*[a-zA-Z0-9]+$/.test(name))
    throw validationError(`'${name}' is not a valid trust store name`);
  const bundle = readBundle(input);
  const tags = readTags(input.Tags);
  if ([...world.trustStores.values()].some((other) => other.name === name)) {
    throw fault('DuplicateTrustStoreName', `A trust store with the name '${name}' already exists`);
  }
  if (world.trustStores.size >= LIMITS.trustStoresPerRegion) {
    throw fault('TooManyTrustStores', `at most ${LIMITS.trustStoresPerRegion} trust stores are allowed`);
  }
  const record = { arn: elb.arns.trustStore(name), name, bundle };
  world.trustStores.set(record.arn, record);
  if (tags.size > 0) world.tags.set(record.arn, tags);
  return { TrustStores: [{ ...answered(world, record), Status: 'CREATING' }] };
}

function answered(world: World, { arn, name, bundle }: TrustStoreRecord): TrustStore {
  const known = world.caBundles.get(`${bundle.bucket}/${bundle.key}`);
  const count = known?.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 1;
  return {
    Name: name,
    TrustStoreArn: arn,
    Status: 'ACTIVE',
    NumberOfCaCertificates: count,
    TotalRevokedEntries: 0,
  };
}

function describe({ world }: Elbv2, input: DescribeTrustStoresInput): DescribeTrustStoresOutput {
  const { TrustStoreArns = [], Names = [] } = input;
  if (TrustStoreArns.length > 0 && Names.length > 0) throw validationError('specify names or ARNs, not both');
  const all = [...world.trustStores.values()];
  const named = Names.map((name) => {
    const record = all.find((candidate) => candidate.name === name);
    if (record === undefined) throw fault('TrustStoreNotFound', `Trust store '${name}' not found`);
    return record;
  });
  const asked = [...TrustStoreArns.map((arn) => findTrustStore({ world }, arn)), ...named];
  const { items, NextMarker } = page(asked.length > 0 ? asked : all, (record) => record.arn, input);
  return { TrustStores: items.map((record) => answered(world, record)), NextMarker };
}

function modify({ world }: Elbv2, input: ModifyTrustStoreInput): ModifyTrustStoreOutput {
  const after = { ...findTrustStore({ world }, input.TrustStoreArn), bundle: readBundle(input) };
  world.trustStores.set(after.arn, after);
  return { TrustStores: [answered(world, after)] };
}

function remove({ world }: Elbv2, input: DeleteTrustStoreInput): DeleteTrustStoreOutput {
  const { arn } = findTrustStore({ world }, input.TrustStoreArn);
  if (world.listenersTrusting(arn).length > 0) {
    throw fault('TrustStoreInUse', `Trust store '${arn}' is currently in use by a listener`);
  }
  world.trustStores.delete(arn);
  world.tags.delete(arn);
  return {};
}

function describeAssociations(
  { world }: Elbv2,
  input: DescribeTrustStoreAssociationsInput,
): DescribeTrustStoreAssociationsOutput {
  const { arn } = findTrustStore({ world }, input.TrustStoreArn);
  const { items, NextMarker } = page(world.listenersTrusting(arn), (listener) => listener.arn, input);
  return { TrustStoreAssociations: items.map((listener) => ({ ResourceArn: listener.arn })), NextMarker };
}

/** Trust stores, as far as a listener in mode `verify` needs them: without revocation lists and sharing. */
export function trustStoreOperations(elb: Elbv2): readonly NamedOperation[] {
  const { world } = elb;
  const onStore = (action: string, arn: string | undefined) => [
    onResource(world, action, requireArn(arn, 'trust store')),
  ];
  return [
    operation<CreateTrustStoreInput, CreateTrustStoreOutput>('CreateTrustStore', {
      schema: CreateTrustStore$,
      authorize: (input) => {
        const resource = elb.arns.pattern(`truststore/${input.Name ?? ''}/*`);
        const context = requestTags(input.Tags);
        const tagging = tagOnCreate('CreateTrustStore', resource, input.Tags);
        return [{ action: 'elasticloadbalancing:CreateTrustStore', resource, context }, ...tagging];
      },
      handle: (input) => create(elb, input),
    }),
    operation<DescribeTrustStoresInput, DescribeTrustStoresOutput>('DescribeTrustStores', {
      schema: DescribeTrustStores$,
      authorize: () => onAnything('DescribeTrustStores'),
      handle: (input) => describe(elb, input),
    }),
    operation<ModifyTrustStoreInput, ModifyTrustStoreOutput>('ModifyTrustStore', {
      schema: ModifyTrustStore$,
      authorize: (input) => onStore('ModifyTrustStore', input.TrustStoreArn),
      handle: (input) => modify(elb, input),
    }),
    operation<DeleteTrustStoreInput, DeleteTrustStoreOutput>('DeleteTrustStore', {
      schema: DeleteTrustStore$,
      authorize: (input) => onStore('DeleteTrustStore', input.TrustStoreArn),
      handle: (input) => remove(elb, input),
    }),
    operation<DescribeTrustStoreAssociationsInput, DescribeTrustStoreAssociationsOutput>(
      'DescribeTrustStoreAssociations',
      {
        schema: DescribeTrustStoreAssociations$,
        authorize: () => onAnything('DescribeTrustStoreAssociations'),
        handle: (input) => describeAssociations(elb, input),
      },
    ),
  ];
}
