import { GraphQLError } from 'graphql';
import { allows, canSee } from '../access.ts';
import type { Repository, Token, World } from '../world.ts';

export interface GraphqlContext {
  readonly world: World;
  readonly token: Token;
}

/** An error with GitHub's `type`, for example `STALE_DATA`. */
export function typedError(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** The repository, when this token may know of it. */
export function visibleRepository(context: GraphqlContext, name: string): Repository {
  const repository = context.world.repositories.get(name.toLowerCase());
  if (repository === undefined || !canSee(repository, context.token)) {
    throw typedError('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
  }
  return repository;
}

/** Refuses a token without `contents` at this level. */
export function requireContents(context: GraphqlContext, repository: Repository, level: 'read' | 'write'): void {
  if (allows(repository, context.token, ['contents'], level)) return;
  const kind = context.token.kind === 'run' ? 'integration' : 'personal access token';
  throw typedError('FORBIDDEN', `Resource not accessible by ${kind}`);
}
