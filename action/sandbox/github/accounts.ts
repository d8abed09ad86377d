import { randomBytes } from 'node:crypto';
import type { Signature } from './git/objects.ts';
import { invalid } from './github-fault.ts';
import { noreply } from './views/user-view.ts';
import type { Token, User, World } from './world.ts';

/** GitHub's rule for logins: letters, digits and single hyphens, 39 characters at most. */
const LOGIN = /^[a-zA-Z0-9](?:[a-zA-Z0-9]|-(?=[a-zA-Z0-9])){0,38}$/;

const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** `<prefix>_` and 36 random characters, the shape of GitHub's tokens. */
export function randomToken(prefix: string): string {
  return `${prefix}_${[...randomBytes(36)].map((byte) => BASE62[byte % 62]).join('')}`;
}

export interface AccountOptions {
  readonly type?: User['type'];
  readonly siteAdmin?: boolean;
  /** An organisation's owners. */
  readonly owners?: readonly User[];
}

export function createUser(world: World, login: string, options: AccountOptions = {}): User {
  if (!LOGIN.test(login)) throw invalid('User', 'login', 'invalid');
  if (world.users.has(login.toLowerCase())) throw invalid('User', 'login', 'already_exists');
  const user: User = {
    login,
    id: world.nextId(),
    type: options.type ?? 'User',
    siteAdmin: options.siteAdmin ?? false,
    owners: new Set(options.owners?.map(({ id }) => id)),
    createdAt: world.clock.now(),
  };
  world.users.set(login.toLowerCase(), user);
  return user;
}

/** A token with every scope that its account has. */
export function createUserToken(world: World, user: User): Token {
  const token: Token = { kind: 'user', value: randomToken('ghp'), user };
  world.tokens.set(token.value, token);
  return token;
}

/** How a commit that GitHub makes for this account is signed: by the account, committed by GitHub itself. */
export function webCommit(world: World, user: User): { readonly author: Signature; readonly committer: Signature } {
  const at = world.clock.now();
  return {
    author: { name: user.login, email: noreply(user), at },
    committer: { name: 'GitHub', email: 'noreply@github.com', at },
  };
}
