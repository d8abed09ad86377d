import { badCredentials, GithubFault, notFound } from './github-fault.ts';
import {
  atLeast,
  findRepository,
  type JobPermissions,
  type Repository,
  type Role,
  type Token,
  type World,
} from './world.ts';

/** What a run token's permission has to be. `administration` is never given to one; `metadata` always is. */
export type Scope = Exclude<keyof JobPermissions, 'id-token'> | 'metadata' | 'administration';
export type Level = 'read' | 'write';

/** The token that a request's `authorization` carries, or undefined. A token that is not known, or no longer, is a 401. */
export function authenticate(world: World, header: string | undefined): Token | undefined {
  if (header === undefined) return undefined;
  const [scheme = '', credentials = ''] = header.split(' ');
  const value = scheme.toLowerCase() === 'basic' ? basicPassword(credentials) : credentials;
  const token = world.tokens.get(value);
  if (token === undefined) throw badCredentials();
  return token;
}

function basicPassword(credentials: string): string {
  const [user = '', password = ''] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return password === '' || password === 'x-oauth-basic' ? user : password;
}

/** The token, or the 401 of a call that needs one. */
export function requireToken(token: Token | undefined): Token {
  if (token === undefined) throw new GithubFault(401, 'Requires authentication');
  return token;
}

/** The role that an account has in a repository. */
export function roleOf(repository: Repository, token: Token): Role | undefined {
  const { user } = token;
  if (user.siteAdmin || user.id === repository.owner.id || repository.owner.owners.has(user.id)) return 'admin';
  const role = repository.collaborators.get(user.id);
  return role ?? (repository.visibility === 'public' ? 'read' : undefined);
}

/** True when the token may do this, by any of the scopes (for a run token) or by its account's role. */
export function allows(
  repository: Repository,
  token: Token | undefined,
  scopes: readonly Scope[],
  level: Level,
): boolean {
  if (level === 'read' && repository.visibility === 'public' && !scopes.includes('administration')) return true;
  if (token === undefined) return false;
  if (token.kind === 'run') return runTokenAllows(repository, token, scopes, level);
  const needed: Role = scopes.includes('administration') ? 'admin' : level;
  const role = roleOf(repository, token);
  return role !== undefined && atLeast(role, needed);
}

function runTokenAllows(
  repository: Repository,
  token: Extract<Token, { kind: 'run' }>,
  scopes: readonly Scope[],
  level: Level,
): boolean {
  if (token.repositoryId !== repository.id) return false;
  return scopes.some((scope) => {
    if (scope === 'metadata') return level === 'read';
    if (scope === 'administration') return false;
    const granted = token.permissions[scope] ?? 'none';
    return granted === 'write' || granted === level;
  });
}

/** True when the token may know that the repository exists. */
export function canSee(repository: Repository, token: Token | undefined): boolean {
  if (repository.visibility === 'public') return true;
  if (token === undefined) return false;
  return token.kind === 'run' ? token.repositoryId === repository.id : roleOf(repository, token) !== undefined;
}

/**
 * The repository, when the token may do this in it. GitHub hides what a token may not see (404) and refuses by name what
 * it may see but not do (403).
 */
export function requireAccess(
  world: World,
  token: Token | undefined,
  name: { readonly owner: string; readonly repo: string },
  scopes: readonly Scope[],
  level: Level,
): Repository {
  const repository = findRepository(world, name.owner, name.repo);
  if (repository === undefined || !canSee(repository, token)) throw notFound();
  if (!allows(repository, token, scopes, level)) throw refusal(requireToken(token), scopes);
  return repository;
}

function refusal(token: Token, scopes: readonly Scope[]): GithubFault {
  if (token.kind === 'run') return new GithubFault(403, 'Resource not accessible by integration');
  const needs = scopes.includes('administration')
    ? 'Must have admin rights to Repository.'
    : 'Must have push access to repository.';
  return new GithubFault(403, needs);
}
