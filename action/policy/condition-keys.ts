import { BreakglassError } from '../domain/error.ts';

/** What a condition key's values are; decides which operators it works with. */
export type KeyType = 'String' | 'ARN' | 'Numeric' | 'Date' | 'Bool' | 'IPAddress' | 'Epoch';

/** A condition key that is known. */
export interface ConditionKey {
  /** As AWS writes it; for a key with a tag's name, as the policy writes it. */
  readonly name: string;
  readonly type: KeyType;
  /** A request may hold several values: compared with ForAnyValue or ForAllValues alone. */
  readonly multivalued: boolean;
}

type Catalogue = Readonly<Record<string, KeyType | 'ArrayOfString' | 'ArrayOfARN'>>;

/**
 * The keys that a policy may name, and no others. A name that ends in `/` is followed by a tag's key. Sources: IAM User
 * Guide, "AWS global condition context keys" and "IAM and AWS STS condition context keys"; Service Authorization Reference
 * of iam, sts and elasticloadbalancing, whose `ArrayOf…` means that a request may hold several values.
 */
export const CONDITION_KEYS: Catalogue = {
  'aws:AssumedRoot': 'Bool',
  'aws:CalledVia': 'ArrayOfString',
  'aws:CalledViaAWSMCP': 'String',
  'aws:CalledViaFirst': 'String',
  'aws:CalledViaLast': 'String',
  'aws:ChatbotSourceArn': 'ARN',
  'aws:CurrentTime': 'Date',
  'aws:Ec2InstanceSourcePrivateIPv4': 'IPAddress',
  'aws:Ec2InstanceSourceVpc': 'String',
  'aws:EpochTime': 'Epoch',
  'aws:FederatedProvider': 'String',
  'aws:IsMcpServiceAction': 'Bool',
  'aws:MultiFactorAuthAge': 'Numeric',
  'aws:MultiFactorAuthPresent': 'Bool',
  'aws:PrincipalAccount': 'String',
  'aws:PrincipalArn': 'ARN',
  'aws:PrincipalIsAWSService': 'Bool',
  'aws:PrincipalOrgID': 'String',
  'aws:PrincipalOrgPaths': 'ArrayOfString',
  'aws:PrincipalServiceName': 'String',
  'aws:PrincipalServiceNamesList': 'ArrayOfString',
  'aws:PrincipalTag/': 'String',
  'aws:PrincipalType': 'String',
  'aws:referer': 'String',
  'aws:RequestedRegion': 'String',
  'aws:RequestTag/': 'String',
  'aws:ResourceAccount': 'String',
  'aws:ResourceOrgID': 'String',
  'aws:ResourceOrgPaths': 'ArrayOfString',
  'aws:ResourceTag/': 'String',
  'aws:SecureTransport': 'Bool',
  'aws:SourceAccount': 'String',
  'aws:SourceArn': 'ARN',
  'aws:SourceIdentity': 'String',
  'aws:SourceIp': 'IPAddress',
  'aws:SourceOrgID': 'String',
  'aws:SourceOrgPaths': 'ArrayOfString',
  'aws:SourceOwner': 'String',
  'aws:SourceVpc': 'String',
  'aws:SourceVpcArn': 'ARN',
  'aws:SourceVpce': 'String',
  'aws:TagKeys': 'ArrayOfString',
  'aws:TokenIssueTime': 'Date',
  'aws:UserAgent': 'String',
  'aws:userid': 'String',
  'aws:username': 'String',
  'aws:ViaAWSMCPService': 'Bool',
  'aws:ViaAWSService': 'Bool',
  'aws:VpceAccount': 'String',
  'aws:VpceOrgID': 'String',
  'aws:VpceOrgPaths': 'ArrayOfString',
  'aws:VpcSourceIp': 'IPAddress',
  'elasticloadbalancing:CreateAction': 'String',
  'elasticloadbalancing:ListenerProtocol': 'ArrayOfString',
  'elasticloadbalancing:ResourceTag/': 'String',
  'elasticloadbalancing:Scheme': 'String',
  'elasticloadbalancing:SecurityGroup': 'ArrayOfString',
  'elasticloadbalancing:SecurityPolicy': 'ArrayOfString',
  'elasticloadbalancing:Subnet': 'ArrayOfString',
  'iam:AccountPropertyNamespaces': 'ArrayOfString',
  'iam:AssociatedResourceArn': 'ARN',
  'iam:AWSServiceName': 'String',
  'iam:DelegationDuration': 'String',
  'iam:DelegationRequestOwner': 'ARN',
  'iam:FIDO-certification': 'String',
  'iam:FIDO-FIPS-140-2-certification': 'String',
  'iam:FIDO-FIPS-140-3-certification': 'String',
  'iam:NotificationChannel': 'String',
  'iam:OrganizationsPolicyId': 'String',
  'iam:PassedToService': 'String',
  'iam:PermissionsBoundary': 'ARN',
  'iam:PolicyARN': 'ARN',
  'iam:RegisterSecurityKey': 'String',
  'iam:ResourceTag/': 'String',
  'iam:RoleTemplateARN': 'ARN',
  'iam:ServiceSpecificCredentialAgeDays': 'Numeric',
  'iam:ServiceSpecificCredentialServiceName': 'String',
  'iam:TemplateArn': 'ARN',
  'sts:AWSServiceName': 'String',
  'sts:DurationSeconds': 'Numeric',
  'sts:ExternalId': 'String',
  'sts:IdentityTokenAudience': 'ArrayOfString',
  'sts:RequestContext/': 'String',
  'sts:RequestContextProviders': 'ArrayOfARN',
  'sts:RoleAuthorizedByIdp': 'Bool',
  'sts:RoleSessionName': 'String',
  'sts:SigningAlgorithm': 'String',
  'sts:SourceIdentity': 'String',
  'sts:TaskPolicyArn': 'ARN',
  'sts:TransitiveTagKeys': 'ArrayOfString',
  'token.actions.githubusercontent.com:actor': 'String',
  'token.actions.githubusercontent.com:actor_id': 'String',
  'token.actions.githubusercontent.com:aud': 'String',
  'token.actions.githubusercontent.com:enterprise_id': 'String',
  'token.actions.githubusercontent.com:environment': 'String',
  'token.actions.githubusercontent.com:job_workflow_ref': 'String',
  'token.actions.githubusercontent.com:ref': 'String',
  'token.actions.githubusercontent.com:repository': 'String',
  'token.actions.githubusercontent.com:repository_id': 'String',
  'token.actions.githubusercontent.com:repository_owner_id': 'String',
  'token.actions.githubusercontent.com:sub': 'String',
  'token.actions.githubusercontent.com:workflow': 'String',
};

const BY_LOWER_CASE: ReadonlyMap<string, ConditionKey> = new Map(
  Object.entries(CONDITION_KEYS).map(([name, type]) => {
    const of = type === 'ArrayOfString' ? 'String' : type === 'ArrayOfARN' ? 'ARN' : type;
    return [name.toLowerCase(), { name, type: of, multivalued: of !== type }];
  }),
);

/** The key of that name, in any case, or undefined. */
export function knownConditionKey(name: string): ConditionKey | undefined {
  const lower = name.toLowerCase();
  const slash = lower.indexOf('/') + 1;
  if (slash === 0) return BY_LOWER_CASE.get(lower);
  const family = BY_LOWER_CASE.get(lower.slice(0, slash));
  return family === undefined || slash === lower.length ? undefined : { ...family, name };
}

/** The key of that name, in any case; throws `invalid-value` with what is known for one that is not. */
export function conditionKey(name: string): ConditionKey {
  const key = knownConditionKey(name);
  if (key !== undefined) return key;
  throw new BreakglassError('invalid-value', `unknown condition key "${name}"`, { hint: known(name) });
}

function known(name: string): string {
  const prefix = (text: string): string => text.slice(0, text.indexOf(':') + 1).toLowerCase();
  const names = Object.keys(CONDITION_KEYS).map((key) => (key.endsWith('/') ? `${key}<key>` : key));
  const ofService = names.filter((key) => prefix(key) === prefix(name));
  if (ofService.length > 0) return `known are ${ofService.join(', ')}`;
  return `known are the keys of ${[...new Set(names.map(prefix))].join(', ')}`;
}
