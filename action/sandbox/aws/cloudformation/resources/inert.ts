import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../../domain/json.ts';
import { generatedName } from './names.ts';
import { type PropertyRule, stringOf } from './properties.ts';
import type { Made, Provisioning, ResourceType } from './resource-type.ts';

/** A type that the sandbox keeps as data: it has a name and attributes, and does nothing. */
interface InertType {
  readonly properties: Readonly<Record<string, PropertyRule>>;
  readonly nameProperty: string | undefined;
  /** What the caller has to be allowed, on the resource's ARN. */
  readonly actions: { readonly create: string; readonly update: string; readonly remove: string };
  readonly arn: (made: Made) => string;
  readonly make: (place: Provisioning, properties: JsonObject) => Made;
  readonly attributes: readonly string[];
}

/** SNS and EventBridge, where the stack's alerts would go: nothing is delivered. */
export const INERT_TYPES: ReadonlyMap<string, ResourceType> = new Map(
  Object.entries({
    'AWS::SNS::Topic': inert({
      properties: {
        DisplayName: { shape: 'string' },
        KmsMasterKeyId: { shape: 'string' },
        Tags: { shape: 'tags' },
        TopicName: { shape: 'string', replaces: true },
      },
      nameProperty: 'TopicName',
      actions: { create: 'sns:CreateTopic', update: 'sns:SetTopicAttributes', remove: 'sns:DeleteTopic' },
      attributes: ['TopicArn', 'TopicName'],
      arn: ({ physicalId }) => physicalId,
      make: (place, properties) => {
        const name = stringOf(properties, 'TopicName') ?? generatedName(place, 256);
        const arn = arnOf(place, 'sns', name);
        return { physicalId: arn, ref: arn, attributes: { TopicArn: arn, TopicName: name } };
      },
    }),
    'AWS::SNS::TopicPolicy': inert({
      properties: { PolicyDocument: { shape: 'json', required: true }, Topics: { shape: 'strings', required: true } },
      nameProperty: undefined,
      actions: {
        create: 'sns:SetTopicAttributes',
        update: 'sns:SetTopicAttributes',
        remove: 'sns:SetTopicAttributes',
      },
      attributes: ['Id'],
      arn: () => '*',
      make: (place) => {
        const id = generatedName(place, 128);
        return { physicalId: id, ref: id, attributes: { Id: id } };
      },
    }),
    'AWS::SNS::Subscription': inert({
      properties: {
        Endpoint: { shape: 'string', replaces: true },
        FilterPolicy: { shape: 'json' },
        Protocol: { shape: 'string', required: true, replaces: true },
        RawMessageDelivery: { shape: 'boolean' },
        TopicArn: { shape: 'string', required: true, replaces: true },
      },
      nameProperty: undefined,
      actions: { create: 'sns:Subscribe', update: 'sns:SetSubscriptionAttributes', remove: 'sns:Unsubscribe' },
      attributes: ['Arn'],
      // Permissions on a subscription are those on its topic.
      arn: ({ physicalId }) => physicalId.slice(0, physicalId.lastIndexOf(':')),
      make: (_place, properties) => {
        const topic = stringOf(properties, 'TopicArn') ?? '';
        const arn = `${topic}:${randomUUID()}`;
        return { physicalId: arn, ref: arn, attributes: { Arn: arn } };
      },
    }),
    'AWS::Events::Rule': inert({
      properties: {
        Description: { shape: 'string' },
        EventBusName: { shape: 'string', replaces: true },
        EventPattern: { shape: 'json' },
        Name: { shape: 'string', replaces: true },
        State: { shape: 'string' },
        Tags: { shape: 'tags' },
        Targets: { shape: 'objects' },
      },
      nameProperty: 'Name',
      actions: { create: 'events:PutRule', update: 'events:PutRule', remove: 'events:DeleteRule' },
      attributes: ['Arn'],
      arn: ({ attributes }) => attributes['Arn'] ?? '*',
      make: (place, properties) => {
        const name = stringOf(properties, 'Name') ?? generatedName(place, 64);
        const arn = arnOf(place, 'events', `rule/${name}`);
        return { physicalId: name, ref: name, attributes: { Arn: arn } };
      },
    }),
  }),
);

function inert({ properties, nameProperty, actions, attributes, make, arn }: InertType): ResourceType {
  return {
    properties,
    attributes,
    nameProperty,
    needsCapability: false,
    create: async (place, given) => {
      const made = make(place, given);
      place.permit(actions.create, arn(made));
      return made;
    },
    update: async (place, current) => {
      place.permit(actions.update, arn(current));
      return current;
    },
    remove: async (place, current) => place.permit(actions.remove, arn(current)),
  };
}

function arnOf({ around }: Provisioning, service: string, resource: string): string {
  return `arn:${around.partition}:${service}:${around.region}:${around.account}:${resource}`;
}
