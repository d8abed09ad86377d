/** A reason why no break-glass role may hold what matches: services by their IAM prefix, or whole actions. */
interface Power {
  readonly of: RegExp;
  /** Completes "with it …". */
  readonly why: string;
}

const ELSEWHERE = 'a session could run code, or reach a machine, as somebody else';
const TAKEN_AWAY = 'a session could take away a secret or a credential that outlives it';
const HIDDEN = 'a session could hide what it does from those who watch';
const UNKNOWN =
  'a session could do what nobody has thought through: what a file may hold beside reads is listed in docs/roles.md';

const POWERS: readonly Power[] = [
  {
    of: /^(account|cognito-identity|controltower|ds|identity-sync|identitystore(-auth)?|iam|lakeformation|organizations|ram|rolesanywhere|signin|sso(-directory|-oauth)?|sts):/,
    why: 'a session could give itself or somebody else access',
  },
  {
    of: /^(cloud9|cloudformation|cloudshell|codebuild|codepipeline|datapipeline|ec2-instance-connect|ec2messages|elasticmapreduce|glue|lambda|sagemaker|ssm(messages|-guiconnect)?|states):/,
    why: ELSEWHERE,
  },
  {
    of: /^(ecs:ExecuteCommand|eks:AccessKubernetesApi|ec2:EnableSerialConsoleAccess|rds-db:connect)$/,
    why: ELSEWHERE,
  },
  { of: /^(events|pipes|scheduler):/, why: 'a session could leave something that acts after its end' },
  {
    of: /^(access-analyzer|cloudtrail|config|guardduty|securityhub):/,
    why: HIDDEN,
  },
  {
    of: /(AccessDetails|(Auth|Authorization|Access|Bearer|Connection|Session|Federation|Security)Token|Credential|Decrypt|KeyPair|LoginUrl|Password|PresignedU|PrivateKey|SecretValue|SharedSecret|TokensFrom)/,
    why: TAKEN_AWAY,
  },
  {
    of: /^bedrock-agentcore:|^cognito-idp:|:(Batch)?(Create|Generate|Get|Issue|List)\w*(ApiKeys?|ClientSecrets?|Tokens?|(Compute|Data|Instance)Access)$|^(s3express:CreateSession|acm:ExportCertificate)$/,
    why: TAKEN_AWAY,
  },
  {
    of: /^(cloudwatch|logs|xray):.*(Delete|Disable|Mute|Put|Stop)|:\w*(Delete|Disable|Disassociate|Put|Update)\w*(FlowLog|(Access|Audit|Query|Vended|Realtime)?Log(ging|Delivery|Config)|Trail|Alarm)|^sns:(DeleteTopic|Unsubscribe)$/,
    why: HIDDEN,
  },
  {
    of: /^(airflow|apprunner|batch|codedeploy|elasticbeanstalk|emr-(containers|serverless)|fis|gamelift(streams)?|greengrass|imagebuilder|synthetics|transfer):|^ecs:(Create|Register|Run|Start)|^ec2:(RunInstances|ModifyInstanceAttribute)$|^ec2:.*(IamInstanceProfile|LaunchTemplate|SpotFleet|SpotInstances|CreateFleet)/,
    why: ELSEWHERE,
  },
];

/**
 * Writes that a role's file may hold, by service: those that playbooks are written for, each looked at for what else a session could
 * do with it. A new service, and a new action of an old one, is refused until somebody has looked.
 */
const WRITES: ReadonlyMap<string, RegExp> = new Map([
  ['application-autoscaling', /^(Put|Delete)ScalingPolicy$/],
  ['arc-zonal-shift', /^(Start|Cancel|Update)(ZonalShift|PracticeRun)$|^UpdateZonalAutoshiftConfiguration$/],
  [
    'autoscaling',
    /^Set(DesiredCapacity|InstanceHealth|InstanceProtection)$|^TerminateInstanceInAutoScalingGroup$|^(Suspend|Resume)Processes$|^(Attach|Detach)(Instances|LoadBalancers|LoadBalancerTargetGroups|TrafficSources)$|^(Enter|Exit)Standby$|^(PutScaling|Delete|Execute)Policy$|^(Cancel|Rollback)InstanceRefresh$/,
  ],
  ['cloudfront', /^(CreateInvalidation|UpdateDistribution)$/],
  ['dynamodb', /^(UpdateTable|PutItem|UpdateItem|DeleteItem|BatchWriteItem|Query|Scan)$/],
  [
    'ec2',
    /^(Start|Stop|Reboot|Terminate)Instances$|^(Associate|Disassociate)Address$|^(Create|Replace|Delete)(Route|NetworkAclEntry)$|^ReplaceNetworkAclAssociation$|^(Authorize|Revoke)SecurityGroup(In|E)gress$|^(Create|Delete)Tags$/,
  ],
  ['ecs', /^(UpdateService|UpdateServicePrimaryTaskSet|UpdateTaskSet|StopTask|UpdateContainerInstancesState)$/],
  ['eks', /^UpdateNodegroupConfig$/],
  [
    'elasticache',
    /^(TestFailover|RebootCacheCluster|(Increase|Decrease)ReplicaCount|FailoverGlobalReplicationGroup|ModifyReplicationGroupShardConfiguration)$/,
  ],
  ['elasticloadbalancing', /^/],
  ['globalaccelerator', /^Update(Accelerator|Listener|EndpointGroup)$|^(Add|Remove)Endpoints$/],
  ['kinesis', /^Update(ShardCount|StreamMode)$/],
  ['logs', /^(FilterLogEvents|StartQuery|StopQuery)$/],
  ['rds', /^((Reboot|Start|Stop)DB(Instance|Cluster)|Failover(DB|Global)Cluster|SwitchoverGlobalCluster)$/],
  ['route53', /^(ChangeResourceRecordSets|UpdateHealthCheck)$/],
  ['route53-recovery-cluster', /^UpdateRoutingControlStates?$/],
  ['s3', /^(Put|Delete)Object$/],
  ['servicediscovery', /^((Register|Deregister)Instance|UpdateInstanceCustomHealthStatus)$/],
  ['sns', /^Publish$/],
  ['sqs', /^(PurgeQueue|(Send|Receive|Delete)Message|ChangeMessageVisibility|(Start|Cancel)MessageMoveTask)$/],
  ['wafv2', /^(Create|Update)IPSet$|^Update(RegexPatternSet|RuleGroup|WebACL)$|^(Associate|Disassociate)WebACL$/],
]);

/** Services of which a role's file may hold writes. */
export const WRITTEN_SERVICES: readonly string[] = [...WRITES.keys()];

/** Reading these is harmless; changing them gives access to a resource that lasts. */
const LASTING: Power = {
  of: /^sns:SetTopicAttributes$|^sqs:SetQueueAttributes$|:.*(Permission|Grant|AccessEntr|(Object|Version|Bucket)Acl$|AllowVendedLog|(Snapshot|Image)Attribute$|PublicAccess|BucketOwnership|BypassGovernance|ObjectOwner|Authorize(DB|Data|Endpoint|Snapshot)|AbacStatus|ClusterIamRoles|ClusterUser|AccessAssociation|AccessProfile|Polic(y|ies))/,
  why: 'a session could let somebody in for good',
};

/** Policies that say how something behaves, not who may use it. */
const BEHAVIOUR =
  /(Scaling|Stickiness|Lifecycle|Retention|Traffic|Cache|Deployment|Request|Headers|Index|Tier|LoadBalancer)Polic|^autoscaling:(Delete|Execute)Policy$/;

/** Named as if they only read, and told as writing, tagging or sharing in AWS's service authorisation data. */
const MISNAMED: ReadonlySet<string> = new Set(
  `aidevops:DescribeSupportLevel appfabric:BatchGetUserAccessTasks arc-region-switch:GetResourcePolicy athena:GetSessionEndpoint
  backup:ListIndexedRecoveryPointsForSearch backup-storage:DescribeBackupJob backup-storage:GetBaseBackup backup-storage:GetChunk
  backup-storage:GetIncrementalBaseBackup backup-storage:GetObjectMetadata backup-storage:ListChunks backup-storage:ListObjects
  bcm-pricing-calculator:ListTagsForResource billing:GetResourcePolicy fsx:GetResourcePolicy honeycode:ListTagsForResource
  iot:GetConnection iot:ListSubscriptions monitron:ListProjectAdminUsers quicksight:DescribeKnowledgeBasePermissions
  quicksight:DescribeSpacePermissions quicksight:DescribeTopicPermissions route53globalresolver:ListTagsForResource
  security-ir:GetCaseAttachmentUploadUrl social-messaging:GetWhatsAppMessageMedia ssm-sap:GetResourcePermission`.split(
    /\s+/,
  ),
);

/** Why no file of a role may hold `action`, to complete "with it …"; undefined where it may. Grants of step kinds are not asked. */
export function powerOf(action: string, access: 'read' | 'write'): string | undefined {
  const power = POWERS.find(({ of }) => of.test(action));
  if (power !== undefined) return power.why;
  if (access === 'read' || onlyReads(action)) return undefined;
  if (LASTING.of.test(action) && !BEHAVIOUR.test(action)) return LASTING.why;
  const [service = '', name = ''] = action.split(':');
  return WRITES.get(service)?.test(name) === true ? undefined : UNKNOWN;
}

/**
 * Whether an action only reads: what its author calls reading is not enough, and what AWS calls so is not known here, so the name
 * has to say it.
 */
export function onlyReads(action: string): boolean {
  return /^[a-z0-9-]+:(Describe|Get|List|BatchGet|Lookup)(?![a-z])/.test(action) && !MISNAMED.has(action);
}

/** Actions that tag: by them a session could bring anything into a scope that is told by tags. */
export function tags(action: string): boolean {
  return /:.*(Tag|Un[Tt]ag)/.test(action);
}
