import { BreakglassError } from '../domain/error.ts';

/** Environment variables as data: everything below takes them as an argument. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What GitHub's runner tells a job about itself. */
export interface RunnerEnvironment {
  readonly owner: string;
  readonly name: string;
  readonly repositoryId: string;
  readonly runId: string;
  readonly runAttempt: number;
  readonly sha: string;
  /** Fully qualified, for example `refs/heads/main`. */
  readonly ref: string;
  readonly eventName: string;
  readonly actor: string;
  readonly actorId: string;
  readonly triggeringActor: string;
  readonly workflowRef: string;
  readonly job: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly serverUrl: string;
  /** Where to ask for an OIDC token; undefined when the job has no `id-token: write`. */
  readonly oidc: { readonly url: string; readonly token: string } | undefined;
}

/** The process's environment: read here and nowhere else. */
export function processVariables(): Variables {
  return process.env;
}

/**
 * Keeps the AWS SDK from telling people at a terminal which Node it will want next year: the sandbox uses it as a test
 * client. The action runs on the Node that its `runs.using` names.
 */
export function silenceSdkNotices(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}

/**
 * The runner's variables, checked for presence and form.
 *
 * @throws BreakglassError `not-in-actions` naming the variable
 */
export function readRunnerEnvironment(variables: Variables): RunnerEnvironment {
  const [owner, name] = matching(variables, 'GITHUB_REPOSITORY', /^[\w.-]+\/[\w.-]+$/).split('/');
  return {
    owner: owner ?? '',
    name: name ?? '',
    repositoryId: matching(variables, 'GITHUB_REPOSITORY_ID', /^\d+$/),
    runId: matching(variables, 'GITHUB_RUN_ID', /^\d+$/),
    runAttempt: Number(matching(variables, 'GITHUB_RUN_ATTEMPT', /^\d+$/)),
    sha: matching(variables, 'GITHUB_SHA', /^[0-9a-f]{40}$/),
    ref: matching(variables, 'GITHUB_REF', /^refs\//),
    eventName: matching(variables, 'GITHUB_EVENT_NAME', /^[a-z_]+$/),
    actor: present(variables, 'GITHUB_ACTOR'),
    actorId: variables['GITHUB_ACTOR_ID'] ?? '',
    triggeringActor: present(variables, 'GITHUB_TRIGGERING_ACTOR'),
    workflowRef: variables['GITHUB_WORKFLOW_REF'] ?? '',
    job: variables['GITHUB_JOB'] ?? '',
    apiUrl: present(variables, 'GITHUB_API_URL'),
    graphqlUrl: present(variables, 'GITHUB_GRAPHQL_URL'),
    serverUrl: present(variables, 'GITHUB_SERVER_URL'),
    oidc: readOidc(variables),
  };
}

/** Page of this run for people. */
export function runUrl(runner: Pick<RunnerEnvironment, 'serverUrl' | 'owner' | 'name' | 'runId'>): string {
  return `${runner.serverUrl}/${runner.owner}/${runner.name}/actions/runs/${runner.runId}`;
}

/** Without `id-token: write` GitHub sets neither variable. */
function readOidc(variables: Variables): RunnerEnvironment['oidc'] {
  const url = variables['ACTIONS_ID_TOKEN_REQUEST_URL'];
  const token = variables['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
  return url && token ? { url, token } : undefined;
}

function present(variables: Variables, name: string): string {
  const value = variables[name];
  if (value) return value;
  throw new BreakglassError('not-in-actions', `${name} is not set`, {
    hint: 'this command runs inside GitHub Actions; use the breakglass CLI elsewhere',
  });
}

function matching(variables: Variables, name: string, form: RegExp): string {
  const value = present(variables, name);
  if (form.test(value)) return value;
  throw new BreakglassError('not-in-actions', `${name} is "${value.slice(0, 100)}", which GitHub Actions never sets`, {
    hint: `do not set ${name} yourself`,
  });
}
