import type { Variables } from '../../action/runtime/environment.ts';

/** The variables of a job on GitHub's own runners. */
export const HOSTED: Variables = {
  GITHUB_REPOSITORY: 'acme/break-glass',
  GITHUB_REPOSITORY_ID: '99',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_REF: 'refs/heads/main',
  GITHUB_EVENT_NAME: 'workflow_dispatch',
  GITHUB_ACTOR: 'alice',
  GITHUB_ACTOR_ID: '1',
  GITHUB_TRIGGERING_ACTOR: 'alice',
  GITHUB_WORKFLOW_REF: 'acme/break-glass/.github/workflows/break-glass.yml@refs/heads/main',
  GITHUB_JOB: 'run',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
  GITHUB_SERVER_URL: 'https://github.com',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.actions.githubusercontent.com/x/idtoken?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
};

/** The same job in a drill. */
export const DRILL: Variables = {
  ...HOSTED,
  GITHUB_API_URL: 'http://127.0.0.1:4001',
  GITHUB_GRAPHQL_URL: 'http://127.0.0.1:4001/graphql',
  GITHUB_SERVER_URL: 'http://127.0.0.1:4001',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:4001/idtoken?api-version=2.0',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:4002',
};
