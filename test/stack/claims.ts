import type { Claim } from '../../action/stack/review/never.ts';

/** A call that a claim of the review page rules out, with a statement's resource that would allow it. */
export interface Forbidden {
  readonly action: string;
  readonly resource: string;
}

const on = (resource: string, ...actions: readonly string[]): readonly Forbidden[] =>
  actions.map((action) => ({ action, resource }));
const arn = (rest: string): string => `arn:aws:${rest}`;
const regional = (service: string, resource: string): string => arn(`${service}:us-east-1:123456789012:${resource}`);

/**
 * What nobody may do who cannot do what a claim says. Written from what AWS documents, without a look at how the page decides, so
 * that the two can disagree.
 */
export const FORBIDDEN: Readonly<Record<Exclude<Claim, 'region'>, readonly Forbidden[]>> = {
  create: [
    ...on(
      regional('elasticloadbalancing', 'loadbalancer/app/web/50dc6c495c0c9188'),
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:DeleteLoadBalancer',
      'elasticloadbalancing:SetSecurityGroups',
      'elasticloadbalancing:SetSubnets',
      'elasticloadbalancing:CreateListener',
      'elasticloadbalancing:AttachLoadBalancerToSubnets',
      'elasticloadbalancing:DetachLoadBalancerFromSubnets',
      'elasticloadbalancing:ApplySecurityGroupsToLoadBalancer',
    ),
    ...on(
      regional('elasticloadbalancing', 'listener/app/web/50dc6c495c0c9188/f2f7'),
      'elasticloadbalancing:DeleteListener',
    ),
    ...on(
      regional('elasticloadbalancing', 'targetgroup/green/73e2d6bc24d8a067'),
      'elasticloadbalancing:CreateTargetGroup',
      'elasticloadbalancing:DeleteTargetGroup',
    ),
    ...on(regional('cloudformation', 'stack/web/b'), 'cloudformation:UpdateStack', 'cloudformation:DeleteStack'),
  ],
  read: [
    ...on(arn('s3:::acme-logs/elb.gz'), 's3:GetObject', 's3:GetObjectVersion'),
    ...on(
      regional('elasticloadbalancing', 'loadbalancer/app/web/50dc6c495c0c9188'),
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
    ),
    ...on(
      regional('elasticloadbalancing', 'truststore/web/1'),
      'elasticloadbalancing:GetTrustStoreCaCertificatesBundle',
    ),
    ...on(regional('logs', 'log-group:web:log-stream:a'), 'logs:GetLogEvents', 'logs:FilterLogEvents'),
    ...on(regional('dynamodb', 'table/orders'), 'dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:Query'),
    ...on(regional('sqs', 'orders'), 'sqs:ReceiveMessage'),
    ...on(regional('kinesis', 'stream/orders'), 'kinesis:GetRecords'),
    ...on(regional('ec2', 'traffic-mirror-session/a'), 'ec2:CreateTrafficMirrorSession'),
    ...on(regional('secretsmanager', 'secret:a'), 'secretsmanager:GetSecretValue'),
  ],
  permissions: [
    ...on(
      arn('iam::123456789012:role/breakglass/any'),
      'iam:PutRolePolicy',
      'iam:DeleteRolePermissionsBoundary',
      'iam:UpdateAssumeRolePolicy',
      'iam:PassRole',
      'sts:AssumeRole',
    ),
    ...on(regional('cloudformation', 'stack/a/b'), 'cloudformation:UpdateStack'),
    ...on(regional('lambda', 'function:a'), 'lambda:InvokeFunction', 'lambda:UpdateFunctionCode'),
    ...on(regional('batch', 'job-definition/a:1'), 'batch:SubmitJob'),
    ...on(regional('ecs', 'task-definition/a:1'), 'ecs:RunTask', 'ecs:RegisterTaskDefinition'),
    ...on(
      regional('ec2', 'instance/i-0'),
      'ec2:ModifyInstanceAttribute',
      'ec2:AssociateIamInstanceProfile',
      'ec2:ReplaceIamInstanceProfileAssociation',
      'ssm:SendCommand',
    ),
    ...on(regional('codedeploy', 'deploymentgroup:a/b'), 'codedeploy:CreateDeployment'),
    ...on(regional('synthetics', 'canary:a'), 'synthetics:UpdateCanary'),
    ...on(regional('s3express', 'bucket/a--use1-az4--x-s3'), 's3express:CreateSession'),
    ...on(regional('airflow', 'environment/a'), 'airflow:CreateCliToken', 'airflow:CreateWebLoginToken'),
    ...on(regional('gamelift', 'fleet/a'), 'gamelift:GetInstanceAccess', 'gamelift:GetComputeAccess'),
    ...on(regional('s3', 'access-grants/default'), 's3:GetDataAccess'),
    ...on(regional('rds-db', 'dbuser:db-A/app'), 'rds-db:connect'),
    ...on(regional('eks', 'cluster/a'), 'eks:AccessKubernetesApi', 'eks:CreateAccessEntry'),
  ],
};
