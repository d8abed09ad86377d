import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import type { Door } from '../exchange.ts';
import type { Faults } from '../faults.ts';
import { createUser, createUserToken } from './accounts.ts';
import { createControl, type GithubControl } from './control.ts';
import { createFaultGate } from './fault-gate.ts';
import { createGateway, type LoggedCall } from './gateway.ts';
import { githubSchema } from './graphql/schema.ts';
import { createHappenings } from './happenings.ts';
import { listen, throughDoor } from './http.ts';
import { ISSUER } from './oidc-claims.ts';
import { createOidcKeys, type Jwks } from './oidc-keys.ts';
import type { User, World } from './world.ts';

export interface GithubOptions {
  readonly clock: Clock;
  /** Where repositories are kept; a temporary folder, removed at the end, unless given. */
  readonly directory?: string;
  /** Rules for the service `github`; operations are REST operation ids, GraphQL root fields, `oidc/token`, git services. */
  readonly faults?: Faults;
}

/** GitHub on loopback. */
export interface GithubSandbox {
  /** What `GITHUB_API_URL` is to a job. */
  readonly api: string;
  readonly graphql: string;
  /** What `GITHUB_SERVER_URL` is to a job. */
  readonly server: string;
  /** Base URL of the OIDC issuer's endpoints. */
  readonly oidc: string;
  readonly issuer: typeof ISSUER;
  /** Token of `sandbox-admin`, who may do everything. */
  readonly adminToken: string;
  readonly control: GithubControl;
  gitUrl(owner: string, name: string): string;
  jwks(): Jwks;
  calls(): readonly LoggedCall[];
  /** What answers behind each URL, for a caller in this process that needs no socket. */
  readonly doors: ReadonlyMap<string, Door>;
  close(): Promise<void>;
}

/** Starts an empty GitHub: one administrator, no repository. */
export async function startGithub(options: GithubOptions): Promise<GithubSandbox> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'breakglass-github-')));
  const keys = await createOidcKeys();
  const world = emptyWorld(options.clock, directory);
  const gateway = createGateway(world, keys, createFaultGate(options.clock, options.faults));
  const handlers = [throughDoor(gateway.api), gateway.git, throughDoor(gateway.oidc)];
  const servers = await Promise.all(handlers.map(listen));
  const [api, git, oidc] = servers;
  if (api === undefined || git === undefined || oidc === undefined) throw new Error('a server did not start');
  Object.assign(world.urls, { api: api.url, graphql: `${api.url}/graphql`, server: git.url, oidc: oidc.url });
  const admin = createUser(world, 'sandbox-admin', { siteAdmin: true });
  // The schema takes a third of a second to build: better now, behind the caller's back, than in the first query.
  setImmediate(() => void githubSchema());
  return {
    ...world.urls,
    issuer: ISSUER,
    adminToken: createUserToken(world, admin).value,
    control: createControl(world, keys),
    gitUrl: (owner, name) => `${git.url}/${owner}/${name}.git`,
    jwks: () => keys.jwks,
    calls: () => gateway.calls(),
    doors: new Map([
      [api.url, gateway.api],
      [oidc.url, gateway.oidc],
    ]),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
      for (const repository of world.repositories.values()) repository.git.close();
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function emptyWorld(clock: Clock, directory: string): World {
  let id = 1_000_000;
  let runId = 30_000_000_000;
  const account = (login: string, accountId: number, type: User['type']): User => {
    return { login, id: accountId, type, siteAdmin: false, owners: new Set(), createdAt: clock.now() };
  };
  // Their ids are the real ones: they stand in commits.
  const bot = account('github-actions[bot]', 41_898_282, 'Bot');
  const webFlow = account('web-flow', 19_864_447, 'User');
  return {
    clock,
    directory,
    urls: { api: '', graphql: '', server: '', oidc: '' },
    users: new Map([bot, webFlow].map((user) => [user.login, user])),
    repositories: new Map(),
    tokens: new Map(),
    runs: new Map(),
    jobs: new Map(),
    happenings: createHappenings(),
    bot,
    webFlow,
    nextId: () => ++id,
    nextRunId: () => {
      runId += 137;
      return runId;
    },
  };
}
