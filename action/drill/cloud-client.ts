import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SandboxAws } from '../sandbox/start.ts';

/** The customer's own access to their account, which no session has anything to do with. To be destroyed after use. */
export function cloudClient({
  endpoint,
  region,
  accessKeyId,
  secretAccessKey,
}: SandboxAws): ElasticLoadBalancingV2Client {
  return new ElasticLoadBalancingV2Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
}

/** What the sandbox always answers with, although its types do not say so. */
export function required(arn: string | undefined): string {
  if (arn === undefined) throw new Error('the sandbox answered without an ARN');
  return arn;
}
