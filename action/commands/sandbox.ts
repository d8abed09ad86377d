import { createHosting, OWNER, REPOSITORY } from '../drill/hosting.ts';
import { startSandbox } from '../sandbox/start.ts';

/** Starts the sandbox with one repository that holds nothing yet, prints where it is in one line of JSON, and runs until SIGTERM or SIGINT. */
export async function sandboxCommand(write: (line: string) => void): Promise<void> {
  const sandbox = await startSandbox();
  await createHosting(sandbox.github);
  const { endpoint, region, account, accessKeyId, secretAccessKey } = sandbox.aws;
  const { api, graphql, oidc, adminToken } = sandbox.github;
  write(
    JSON.stringify({
      aws: { endpoint, region, account, accessKeyId, secretAccessKey },
      github: { api, graphql, oidc, token: adminToken },
      git: { url: sandbox.github.gitUrl(OWNER, REPOSITORY) },
    }),
  );
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await sandbox.close();
}
