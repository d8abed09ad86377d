/** Where an AWS account answers, and its key. */
export interface Account {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The environment of a tool that is to see this account, and no configuration of whoever runs the tests. */
export function accountEnvironment(account: Account): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ENDPOINT_URL: account.endpoint,
    AWS_DEFAULT_REGION: account.region,
    AWS_ACCESS_KEY_ID: account.accessKeyId,
    AWS_SECRET_ACCESS_KEY: account.secretAccessKey,
    AWS_DEFAULT_OUTPUT: 'json',
    PYTHONDONTWRITEBYTECODE: '1',
  };
}
