import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { RolePoliciesOptions } from './seal-iam.ts';
import { CLIENT_SETTINGS } from './settings.ts';

/** The account that credentials are of. AWS tells it whatever they may do. */
export async function accountOf({
  credentials,
  region,
  endpoint,
}: Pick<RolePoliciesOptions, 'credentials' | 'region' | 'endpoint'>): Promise<string> {
  const at = endpoint({ prefix: 'sts', variable: 'STS', region });
  const client = new STSClient({ ...CLIENT_SETTINGS, region, endpoint: at, credentials });
  const { Account = '' } = await client.send(new GetCallerIdentityCommand({}));
  return Account;
}
