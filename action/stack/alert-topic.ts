import { PARAMETERS } from '../domain/stack-names.ts';
import type { StackInput } from './input.ts';
import { type Fields, ref } from './intrinsic.ts';
import { CONDITIONS, RESOURCES } from './names.ts';
import type { Resource } from './resource.ts';

/**
 * The topic that the stack makes where the customer gives an address. It is not encrypted by a key: AWS's own key for SNS does
 * not let EventBridge in, and the messages hold names alone.
 */
export function topicResources({ install }: StackInput): readonly Resource[] {
  const made = (id: string, comment: string, type: string, properties: Fields): Resource => ({
    id,
    comment,
    fields: { Type: type, Condition: CONDITIONS.makesTopic, Properties: properties },
  });
  return [
    made(RESOURCES.topic, 'Made only where an address is given, and no topic.', 'AWS::SNS::Topic', {
      TopicName: `breakglass-${install.name}-alerts`,
      DisplayName: `Breakglass ${install.name}`,
      Tags: [{ Key: 'breakglass:install', Value: install.name }],
    }),
    made(RESOURCES.topicAccess, WITHOUT_CONDITION, 'AWS::SNS::TopicPolicy', {
      Topics: [ref(RESOURCES.topic)],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'RulesMayPublish',
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: ref(RESOURCES.topic),
          },
        ],
      },
    }),
    made(
      RESOURCES.subscription,
      'AWS asks the address to confirm before it sends anything.',
      'AWS::SNS::Subscription',
      {
        TopicArn: ref(RESOURCES.topic),
        Protocol: 'email',
        Endpoint: ref(PARAMETERS.alertEmail),
      },
    ),
  ];
}

/** "You can't use Condition blocks in Amazon SNS topic policies for EventBridge", says its user guide: nothing would arrive. */
const WITHOUT_CONDITION =
  'Lets EventBridge publish. AWS documents that this policy takes no Condition: with aws:SourceArn or aws:SourceAccount no alert would arrive. So a rule of another account that knows the name could send a false alert; it could hide none.';
