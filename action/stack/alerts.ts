import { PARAMETERS, ROLE_PATH } from '../domain/stack-names.ts';
import { GITHUB_ISSUER } from '../domain/trusted-names.ts';
import type { StackInput } from './input.ts';
import { ACCOUNT, choose, type Fields, PARTITION, ref, sub, type Value } from './intrinsic.ts';
import { CONDITIONS, RESOURCES, roleArn } from './names.ts';
import type { Resource } from './resource.ts';

interface Alert {
  readonly id: string;
  readonly name: string;
  readonly comment: string;
  readonly description: string;
  readonly state: 'ENABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  readonly pattern: Fields;
  /** Name in the message → path in the event. */
  readonly paths: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * Somebody assumed one of the roles, or tried to.
 *
 * Documented: EventBridge gets read-only management events only in this state, with AssumeRole of STS as its example; a call is
 * told of in the Region whose endpoint it went to. The trust policies let in only by the endpoint of the install's Region, so that
 * no entry is missed; a refused attempt elsewhere is. Assumed: AssumeRoleWithWebIdentity counts as AssumeRole does. Were it
 * counted as a change, this state would tell of it all the same.
 */
export function onEntry(input: StackInput, region = input.install.region): Resource {
  const { name } = input.install;
  return rule({
    id: RESOURCES.onEntry,
    name: `breakglass-${name}-entry`,
    comment: `Somebody assumes one of the roles, or tries to, at the STS endpoint of ${region}. The roles can be assumed at the one of ${input.install.region} alone. AWS counts that as a read, and only in this State does a rule hear of reads.`,
    description: `Breakglass: somebody assumes a role of install ${name}, or tries to`,
    state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    pattern: {
      source: ['aws.sts'],
      'detail-type': API_CALL,
      detail: {
        eventName: ['AssumeRoleWithWebIdentity'],
        requestParameters: { roleArn: [{ prefix: sub(roleArn(`${name}-`)) }] },
      },
    },
    paths: {
      role: '$.detail.requestParameters.roleArn',
      session: '$.detail.requestParameters.roleSessionName',
      subject: '$.detail.userIdentity.userName',
      from: '$.detail.sourceIPAddress',
      time: '$.detail.eventTime',
      error: '$.detail.errorCode',
    },
    message: `Breakglass ${name}: at <time> the role <role> was asked for by <subject> from <from>, as session <session>. Error, if it was refused: <error>`,
  });
}

/**
 * One of the roles changed something. Its reads are not told of: a session that watches health makes hundreds. Changes of data are
 * not told of either: CloudTrail calls them data events, and no such rule hears of them.
 */
export function onUse(input: StackInput): Resource {
  const { name, region } = input.install;
  return rule({
    id: RESOURCES.onUse,
    name: `breakglass-${name}-use`,
    comment: `One of the roles makes a call that changes something, or tries to. Their policies hold for ${region} alone, so no such call is missed elsewhere. It hears of management events alone: not of writes of data, such as s3:DeleteObject or dynamodb:PutItem, where a role has them.`,
    description: `Breakglass: a role of install ${name} changes something, or tries to`,
    state: 'ENABLED',
    pattern: {
      'detail-type': API_CALL,
      detail: { userIdentity: { sessionContext: { sessionIssuer: { arn: [{ prefix: sub(roleArn(`${name}-`)) }] } } } },
    },
    paths: {
      call: '$.detail.eventName',
      service: '$.detail.eventSource',
      session: '$.detail.userIdentity.arn',
      time: '$.detail.eventTime',
      error: '$.detail.errorCode',
    },
    message: `Breakglass ${name}: at <time> <session> called <call> of <service>. Error, if it was refused: <error>`,
  });
}

/** Somebody changed the roles, their policies, or GitHub's provider. No list of calls: every call that is not a read and names one. */
export function onChange(input: StackInput): Resource {
  const { name } = input.install;
  return rule({
    id: RESOURCES.onChange,
    name: `breakglass-${name}-change`,
    comment:
      'Somebody changes these roles, their policies or the provider, or tries to. The deny that ends a session is such a change as well.',
    description: `Breakglass: somebody changes the roles of install ${name}, or tries to`,
    state: 'ENABLED',
    pattern: {
      source: ['aws.iam'],
      'detail-type': API_CALL,
      detail: {
        $or: [
          { requestParameters: { roleName: [{ prefix: `${name}-` }] } },
          { requestParameters: { policyName: [{ prefix: `${name}-` }] } },
          {
            requestParameters: {
              policyArn: [{ prefix: sub(`arn:${PARTITION}:iam::${ACCOUNT}:policy${ROLE_PATH}${name}-`) }],
            },
          },
          {
            requestParameters: {
              openIDConnectProviderArn: [sub(`arn:${PARTITION}:iam::${ACCOUNT}:oidc-provider/${GITHUB_ISSUER}`)],
            },
          },
        ],
      },
    },
    paths: {
      call: '$.detail.eventName',
      who: '$.detail.userIdentity.arn',
      role: '$.detail.requestParameters.roleName',
      policy: '$.detail.requestParameters.policyArn',
      time: '$.detail.eventTime',
      error: '$.detail.errorCode',
    },
    message: `Breakglass ${name}: at <time> <who> called <call> in IAM, on role <role>, policy <policy>. Error, if it was refused: <error>`,
  });
}

/** China's documentation writes "Amazon API Call via CloudTrail". */
const API_CALL: Value = [{ suffix: 'API Call via CloudTrail' }];

function rule(alert: Alert): Resource {
  return {
    id: alert.id,
    comment: alert.comment,
    fields: {
      Type: 'AWS::Events::Rule',
      Condition: CONDITIONS.alerts,
      Properties: {
        Name: alert.name,
        Description: alert.description,
        State: alert.state,
        EventPattern: alert.pattern,
        Targets: [
          {
            Id: 'topic',
            Arn: choose(CONDITIONS.makesTopic, ref(RESOURCES.topic), ref(PARAMETERS.alertTopic)),
            InputTransformer: { InputPathsMap: alert.paths, InputTemplate: JSON.stringify(alert.message) },
          },
        ],
      },
    },
  };
}
