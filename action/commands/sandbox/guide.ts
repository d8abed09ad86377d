import { Octokit } from '@octokit/rest';
import { SOURCE_REPOSITORY } from '../../domain/trusted-names.ts';
import { buildCloud, type Cloud } from '../../drill/cloud.ts';
import { PACKAGE_ROOT } from '../../drill/package-root.ts';
import type { Runner } from '../../sandbox/github/actions/runner.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';

/** What somebody has who begins with docs/deploy.md, on loopback: an organisation, an empty repository, two people, an account. */
export interface GuideWorld {
  readonly sandbox: Sandbox;
  readonly cloud: Cloud;
  readonly runner: Runner;
  /** What their shell holds. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface GuideOptions {
  /** How many times faster than the wall the sandbox's clock runs. */
  readonly scale: number;
  /** The action's bundle; the committed one unless given. */
  readonly bundle?: string;
}

const ORGANISATION = 'acme';
const REPOSITORY = 'break-glass';
const PEOPLE = { you: 'alice', approver: 'dana-at-acme' } as const;

/** Starts it. The runner runs the workflows that are pushed, with this checkout as the action. */
export async function startGuide({ scale, bundle }: GuideOptions): Promise<GuideWorld> {
  const sandbox = await startSandbox({ scale });
  const { github, aws } = sandbox;
  const [cloud, people] = await Promise.all([buildCloud(aws), createRepository(sandbox)]);
  const runner = github.control.startRunner({
    sources: { [SOURCE_REPOSITORY]: PACKAGE_ROOT },
    environment: { AWS_ENDPOINT_URL: aws.endpoint, BREAKGLASS_CLOCK: sandbox.clockVariable },
    ...(bundle === undefined ? {} : { bundle }),
  });
  const login = Buffer.from(`x-access-token:${people.token}`).toString('base64');
  const variables = {
    GITHUB_REPOSITORY: `${ORGANISATION}/${REPOSITORY}`,
    GITHUB_TOKEN: people.token,
    APPROVER_TOKEN: people.approverToken,
    YOU: PEOPLE.you,
    APPROVER: PEOPLE.approver,
    AWS_ACCOUNT: aws.account,
    AWS_REGION: aws.region,
    LISTENER: cloud.listener,
    GITHUB_API_URL: github.api,
    GITHUB_SERVER_URL: github.server,
    AUDIENCE: 'sandbox',
    JWKS_URL: `${github.oidc}/.well-known/jwks`,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
    // What `gh auth setup-git` does for github.com.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${github.server}/.extraheader`,
    GIT_CONFIG_VALUE_0: `authorization: basic ${login}`,
  };
  return {
    sandbox,
    cloud,
    runner,
    variables,
    close: async () => {
      await runner.close();
      await cloud.close();
      await sandbox.close();
    },
  };
}

/** An empty private repository of an organisation that you own, in which the approver may write. */
async function createRepository({
  github,
}: Sandbox): Promise<{ readonly token: string; readonly approverToken: string }> {
  const you = github.control.createUser(PEOPLE.you);
  const approver = github.control.createUser(PEOPLE.approver);
  github.control.createOrganization(ORGANISATION, PEOPLE.you);
  const { rest } = new Octokit({ auth: you.token, baseUrl: github.api });
  await rest.repos.createInOrg({ org: ORGANISATION, name: REPOSITORY, private: true });
  const place = { owner: ORGANISATION, repo: REPOSITORY };
  await rest.repos.addCollaborator({ ...place, username: PEOPLE.approver, permission: 'push' });
  return { token: you.token, approverToken: approver.token };
}
