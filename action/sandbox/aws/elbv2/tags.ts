import type {
  AddTagsInput,
  AddTagsOutput,
  DescribeTagsInput,
  DescribeTagsOutput,
  RemoveTagsInput,
  RemoveTagsOutput,
  Tag,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AddTags$, DescribeTags$, RemoveTags$ } from '@aws-sdk/client-elastic-load-balancing-v2';
import { resourceTypeOf } from './arns.ts';
import { onAnything, onResource, requestTags } from './authorization.ts';
import { required, requiredList, requireLength } from './constraints.ts';
import { fault, validationError } from './faults.ts';
import { LIMITS } from './limits.ts';
import type { Elbv2, NamedOperation } from './operation.ts';
import { operation } from './operation.ts';
import type { Pairs } from './records.ts';
import type { World } from './world.ts';

const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Tags of a create or AddTags request, checked as AWS checks them; an absent list is none. */
export function readTags(tags: readonly Tag[] | undefined): Pairs {
  const pairs = new Map<string, string>();
  for (const tag of tags ?? []) {
    const key = required(tag.Key, 'tags.member.key');
    const value = tag.Value ?? '';
    requireLength(key, 'tags.member.key', 128, 1);
    requireLength(value, 'tags.member.value', 256);
    if (!TAG_TEXT.test(key) || !TAG_TEXT.test(value))
      throw validationError(`tag '${key}' holds characters that are not allowed`);
    if (key.toLowerCase().startsWith('aws:')) throw validationError(`tag key '${key}' must not begin with 'aws:'`);
    if (pairs.has(key)) throw fault('DuplicateTagKeys', `The tag key '${key}' was specified more than once`);
    pairs.set(key, value);
  }
  if (pairs.size > LIMITS.tagsPerResource) {
    throw fault('TooManyTags', `A resource can have at most ${LIMITS.tagsPerResource} tags`);
  }
  return pairs;
}

const NOT_FOUND = {
  'load balancer': 'LoadBalancerNotFound',
  listener: 'ListenerNotFound',
  rule: 'RuleNotFound',
  'target group': 'TargetGroupNotFound',
  'trust store': 'TrustStoreNotFound',
} as const;

/** Refuses ARNs that name nothing, with the code that belongs to their type. */
function requireResources(world: World, arns: readonly string[] | undefined): readonly string[] {
  const list = requiredList(arns, 'resourceArns');
  for (const arn of list) {
    const type = resourceTypeOf(arn);
    if (type === undefined) throw validationError(`'${arn}' is not a valid ARN`);
    if (!exists(world, arn)) throw fault(NOT_FOUND[type], `The ${type} '${arn}' was not found`);
  }
  return list;
}

function exists(world: World, arn: string): boolean {
  const maps = [world.loadBalancers, world.targetGroups, world.listeners, world.rules, world.trustStores];
  return maps.some((map) => map.has(arn)) || world.listenerOfDefaultRule(arn) !== undefined;
}

function addTags({ world }: Elbv2, input: AddTagsInput): AddTagsOutput {
  const added = readTags(requiredList(input.Tags, 'tags'));
  const merged = requireResources(world, input.ResourceArns).map((arn) => {
    const tags = new Map([...(world.tags.get(arn) ?? []), ...added]);
    if (tags.size > LIMITS.tagsPerResource) {
      throw fault('TooManyTags', `'${arn}' would have more than ${LIMITS.tagsPerResource} tags`);
    }
    return [arn, tags] as const;
  });
  for (const [arn, tags] of merged) world.tags.set(arn, tags);
  return {};
}

function removeTags({ world }: Elbv2, input: RemoveTagsInput): RemoveTagsOutput {
  const keys = new Set(requiredList(input.TagKeys, 'tagKeys'));
  for (const arn of requireResources(world, input.ResourceArns)) {
    const kept = [...(world.tags.get(arn) ?? [])].filter(([key]) => !keys.has(key));
    world.tags.set(arn, new Map(kept));
  }
  return {};
}

function describeTags({ world }: Elbv2, input: DescribeTagsInput): DescribeTagsOutput {
  if ((input.ResourceArns?.length ?? 0) > LIMITS.resourcesPerTagRequest) {
    throw validationError(`you can specify at most ${LIMITS.resourcesPerTagRequest} resources`);
  }
  return {
    TagDescriptions: requireResources(world, input.ResourceArns).map((arn) => ({
      ResourceArn: arn,
      Tags: [...(world.tags.get(arn) ?? [])].map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}

export function tagOperations(elb: Elbv2): readonly NamedOperation[] {
  return [
    operation<AddTagsInput, AddTagsOutput>('AddTags', {
      schema: AddTags$,
      authorize: (input) =>
        requiredList(input.ResourceArns, 'resourceArns').map((arn) =>
          onResource(elb.world, 'AddTags', arn, requestTags(input.Tags)),
        ),
      handle: (input) => addTags(elb, input),
    }),
    operation<RemoveTagsInput, RemoveTagsOutput>('RemoveTags', {
      schema: RemoveTags$,
      authorize: (input) =>
        requiredList(input.ResourceArns, 'resourceArns').map((arn) =>
          onResource(elb.world, 'RemoveTags', arn, { 'aws:TagKeys': input.TagKeys ?? [] }),
        ),
      handle: (input) => removeTags(elb, input),
    }),
    operation<DescribeTagsInput, DescribeTagsOutput>('DescribeTags', {
      schema: DescribeTags$,
      authorize: () => onAnything('DescribeTags'),
      handle: (input) => describeTags(elb, input),
    }),
  ];
}
