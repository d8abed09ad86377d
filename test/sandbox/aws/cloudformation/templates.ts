/** Resources of a template in YAML, each of one line or of several; a part of what a customer's stack is made of. */
export function template(resources: string, rest = ''): string {
  return `AWSTemplateFormatVersion: 2010-09-09\n${rest}\nResources:\n${indented(resources)}\n`;
}

/** A topic whose name is the value under test: inert, so that any text will do. */
export function valueTemplate(value: string, rest = ''): string {
  return template(
    `Topic:
  Type: AWS::SNS::Topic
  Properties: { TopicName: topic }`,
    `${rest}
Outputs:
  Value:
    Value: ${value}`,
  );
}

const TRUST = `AssumeRolePolicyDocument:
  Version: 2012-10-17
  Statement:
    - Effect: !If [Switched, Deny, Allow]
      Principal: { Federated: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com' }
      Action: sts:AssumeRoleWithWebIdentity
      Condition:
        StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:acme/playbooks:environment:acme-prod' }`;

/** A role with one policy, which is its boundary too, and a switch that denies everything. */
export const SWITCHED = template(
  `Policy:
  Type: AWS::IAM::ManagedPolicy
  Properties:
    ManagedPolicyName: load-balancer
    Path: /breakglass/
    PolicyDocument:
      Version: 2012-10-17
      Statement: [{ Effect: Allow, Action: !Ref Actions, Resource: '*' }]
DenyAll:
  Type: AWS::IAM::ManagedPolicy
  Condition: Switched
  Properties:
    PolicyDocument:
      Version: 2012-10-17
      Statement: [{ Effect: Deny, Action: '*', Resource: '*' }]
Role:
  Type: AWS::IAM::Role
  Condition: Enabled
  Properties:
    RoleName: load-balancer
    Path: /breakglass/
    MaxSessionDuration: !Ref Seconds
    PermissionsBoundary: !Ref Policy
    ManagedPolicyArns: [!Ref Policy, !If [Switched, !Ref DenyAll, !Ref AWS::NoValue]]
${indented(TRUST, 4)}
    Tags: [{ Key: team, Value: sre }]`,
  `Parameters:
  Enable: { Type: String, Default: 'true', AllowedValues: ['true', 'false'] }
  KillSwitch: { Type: String, Default: 'off', AllowedValues: ['off', 'on'] }
  Seconds: { Type: String, Default: '7200' }
  Actions: { Type: CommaDelimitedList, Default: 'elasticloadbalancing:*' }
Conditions:
  Enabled: !Equals [!Ref Enable, 'true']
  Switched: !Equals [!Ref KillSwitch, 'on']
Outputs:
  RoleArn: { Value: !GetAtt Role.Arn, Condition: Enabled }`,
);

function indented(text: string, spaces = 2): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(spaces)}${line}`)
    .join('\n');
}
