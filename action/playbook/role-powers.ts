/** A reason why no break-glass role may hold what matches: services by their IAM prefix, or whole actions. */
interface Power {
  readonly of: RegExp;
  /** Completes "with it …". */
  readonly why: string;
}

const POWERS: readonly Power[] = [
  {
    of: /^(account|cognito-identity|controltower|ds|identity-sync|identitystore(-auth)?|iam|lakeformation|organizations|ram|rolesanywhere|signin|sso(-directory|-oauth)?|sts):/,
    why: 'a session could give itself or somebody else access',
  },
  {
    of: /^(cloud9|cloudformation|cloudshell|codebuild|codepipeline|datapipeline|ec2-instance-connect|ec2messages|elasticmapreduce|glue|lambda|sagemaker|ssm(messages|-guiconnect)?|states):/,
    why: 'a session could run code, or reach a machine, as somebody else',
  },
  {
    of: /^(ecs:ExecuteCommand|eks:AccessKubernetesApi|ec2:EnableSerialConsoleAccess|rds-db:connect)$/,
    why: 'a session could run code, or reach a machine, as somebody else',
  },
  { of: /^(events|pipes|scheduler):/, why: 'a session could leave something that acts after its end' },
  {
    of: /^(access-analyzer|cloudtrail|config|guardduty|securityhub):/,
    why: 'a session could hide what it does from those who watch',
  },
  {
    of: /(AccessDetails|(Auth|Authorization|Access|Bearer|Connection|Session|Federation|Security)Token|Credential|Decrypt|KeyPair|LoginUrl|Password|PresignedU|PrivateKey|SecretValue|SharedSecret|TokensFrom)/,
    why: 'a session could take away a secret or a credential that outlives it',
  },
];

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

/** Why no break-glass role may hold `action`, to complete "with it …"; undefined where it may. */
export function powerOf(action: string, access: 'read' | 'write'): string | undefined {
  const power = POWERS.find(({ of }) => of.test(action));
  if (power !== undefined) return power.why;
  return access === 'write' && LASTING.of.test(action) && !BEHAVIOUR.test(action) ? LASTING.why : undefined;
}

/**
 * Whether an action only reads. A `read` statement is held by the plan role too, which nobody has to approve: what its author
 * calls reading is not enough, and what AWS calls so is not known here, so the name has to say it.
 */
export function onlyReads(action: string): boolean {
  return /^[a-z0-9-]+:(Describe|Get|List|BatchGet|Lookup)(?![a-z])/.test(action) && !MISNAMED.has(action);
}

/** Actions that tag: by them a session could bring anything into a scope that is told by tags. */
export function tags(action: string): boolean {
  return /:.*(Tag|Un[Tt]ag)/.test(action);
}
