import { ACCOUNT_ENDPOINTS } from './accounts.ts';
import { ACTIONS_SETTINGS_ENDPOINTS } from './actions-settings.ts';
import { BRANCH_PROTECTION_ENDPOINTS } from './branch-protection.ts';
import type { Endpoint } from './call.ts';
import { COLLABORATOR_ENDPOINTS } from './collaborators.ts';
import { COMMENT_ENDPOINTS } from './comments.ts';
import { COMMIT_ENDPOINTS } from './commits.ts';
import { CONTENT_ENDPOINTS } from './contents.ts';
import { DEPLOYMENT_BRANCH_ENDPOINTS } from './deployment-branches.ts';
import { ENVIRONMENT_ENDPOINTS } from './environments.ts';
import { GIT_DATA_ENDPOINTS } from './git-data.ts';
import { ISSUE_ENDPOINTS } from './issues.ts';
import { PULL_ENDPOINTS } from './pulls.ts';
import { REF_ENDPOINTS } from './refs.ts';
import { RULESET_ENDPOINTS } from './rulesets.ts';
import { RUN_ENDPOINTS } from './runs.ts';
import { SECRET_ENDPOINTS } from './secrets.ts';
import { WORKFLOW_ENDPOINTS } from './workflows.ts';

/** Every REST endpoint of the sandbox; where two patterns match, the first stands. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...ACCOUNT_ENDPOINTS,
  ...CONTENT_ENDPOINTS,
  ...ENVIRONMENT_ENDPOINTS,
  ...DEPLOYMENT_BRANCH_ENDPOINTS,
  ...RULESET_ENDPOINTS,
  ...BRANCH_PROTECTION_ENDPOINTS,
  ...ACTIONS_SETTINGS_ENDPOINTS,
  ...SECRET_ENDPOINTS,
  ...COLLABORATOR_ENDPOINTS,
  ...WORKFLOW_ENDPOINTS,
  ...RUN_ENDPOINTS,
  ...COMMIT_ENDPOINTS,
  ...PULL_ENDPOINTS,
  ...GIT_DATA_ENDPOINTS,
  ...REF_ENDPOINTS,
  ...COMMENT_ENDPOINTS,
  ...ISSUE_ENDPOINTS,
];

interface Route {
  readonly endpoint: Endpoint;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

const ROUTES: readonly Route[] = ENDPOINTS.map((endpoint) => {
  const names: string[] = [];
  const source = endpoint.path.replace(/\{(\+?)([a-z_]+)\}/g, (_, slashes: string, name: string) => {
    names.push(name);
    return slashes === '' ? '([^/]+)' : '(.+)';
  });
  return { endpoint, pattern: new RegExp(`^${source}$`), names };
});

export interface Routed {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

/** The endpoint of a request and its path's parameters; undefined for what the sandbox does not emulate. */
export function route(method: string, pathname: string): Routed | undefined {
  for (const { endpoint, pattern, names } of ROUTES) {
    const match = endpoint.method === method ? pattern.exec(pathname) : null;
    if (match === null) continue;
    const params = names.map((name, index) => [name, decode(match[index + 1] ?? '')]);
    return { endpoint, params: Object.fromEntries(params) };
  }
  return undefined;
}

/** Percent-decoded, or as it stands where that is no UTF-8. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
