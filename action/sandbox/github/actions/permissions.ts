import type { JobPermissions, Repository } from '../world.ts';
import { isMapping } from './shape.ts';
import { WorkflowProblem } from './workflow-problem.ts';

type Level = 'read' | 'write' | 'none';
export type Permissions = Readonly<Record<string, Level>>;

/** Every scope of GITHUB_TOKEN. The sandbox has an API for some of them only; the others are checked and given to nobody. */
const SCOPES = [
  'actions',
  'artifact-metadata',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'repository-projects',
  'security-events',
  'statuses',
];
const LEVELS: readonly Level[] = ['none', 'read', 'write'];

const RESTRICTED: Permissions = { contents: 'read', packages: 'read' };

/** What a token may do where no workflow says anything: a setting of the repository. */
export function defaultPermissions({ settings }: Repository): Permissions {
  return settings.workflows.permissions === 'write' ? everything('write') : RESTRICTED;
}

/** `read-all` and `write-all`, but for the token for OIDC. */
function everything(level: 'read' | 'write'): Permissions {
  return Object.fromEntries(SCOPES.filter((scope) => scope !== 'id-token').map((scope) => [scope, level]));
}

export function readPermissions(value: unknown, where: string): Permissions | undefined {
  if (value === undefined) return undefined;
  if (value === 'read-all') return everything('read');
  if (value === 'write-all') return { ...everything('write'), 'id-token': 'write' };
  if (!isMapping(value)) throw new WorkflowProblem(`${where}: unexpected value '${String(value)}'`);
  const entries = Object.entries(value).map(([scope, level]) => {
    const known = LEVELS.find((each) => each === level);
    if (!SCOPES.includes(scope)) throw new WorkflowProblem(`${where}: unexpected value '${scope}'`);
    if (known === undefined || (scope === 'id-token' && known === 'read')) {
      throw new WorkflowProblem(`${where}.${scope}: unexpected value '${String(level)}'`);
    }
    return [scope, known] as const;
  });
  return Object.fromEntries(entries);
}

/** What is asked for beyond what the caller allows, as GitHub's message lists it; undefined when there is nothing. */
export function excess(
  asked: Permissions,
  allowed: Permissions,
): { readonly asked: string; readonly allowed: string } | undefined {
  const level = (permissions: Permissions, scope: string) => permissions[scope] ?? 'none';
  const over = SCOPES.filter((scope) => LEVELS.indexOf(level(asked, scope)) > LEVELS.indexOf(level(allowed, scope)));
  if (over.length === 0) return undefined;
  const list = (permissions: Permissions) => over.map((scope) => `${scope}: ${level(permissions, scope)}`).join(', ');
  return { asked: list(asked), allowed: list(allowed) };
}

/** The scopes that the sandbox's API knows. */
export function jobPermissions(given: Permissions): JobPermissions {
  const scope = (name: string) => given[name] ?? 'none';
  return {
    actions: scope('actions'),
    contents: scope('contents'),
    deployments: scope('deployments'),
    issues: scope('issues'),
    'pull-requests': scope('pull-requests'),
    'id-token': scope('id-token') === 'write' ? 'write' : 'none',
  };
}
