import { join } from 'node:path';
import { GitRepository } from './git/git-repository.ts';
import { invalid } from './github-fault.ts';
import { caller } from './happenings.ts';
import { newSettings } from './settings.ts';
import { findRepository, type Repository, type User, type World } from './world.ts';

/** Repositories created after this day emit the immutable form of the OIDC `sub`. */
const IMMUTABLE_SUBJECT_SINCE = Date.UTC(2026, 6, 15);

export interface NewRepository {
  readonly owner: User;
  readonly name: string;
  readonly visibility: Repository['visibility'];
  readonly description?: string | null;
  readonly defaultBranch?: string;
}

/** Creates an empty repository. An organisation's creator is its administrator. */
export async function createRepository(world: World, options: NewRepository, creator: User): Promise<Repository> {
  const { owner, name } = options;
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name) || name === '.' || name === '..' || name.endsWith('.git')) {
    throw invalid('Repository', 'name', 'custom', 'name is invalid');
  }
  if (findRepository(world, owner.login, name) !== undefined) {
    throw invalid('Repository', 'name', 'custom', 'name already exists on this account');
  }
  const id = world.nextId();
  const defaultBranch = options.defaultBranch ?? 'main';
  const git = await GitRepository.create(join(world.directory, 'repositories', `${id}.git`), defaultBranch);
  const now = world.clock.now();
  const repository: Repository = {
    id,
    owner,
    name,
    createdAt: now,
    defaultBranch,
    git,
    collaborators: new Map(creator.id === owner.id ? [] : [[creator.id, 'admin']]),
    environments: new Map(),
    pulls: [],
    issues: [],
    labels: new Map(),
    comments: new Map(),
    protectedBranches: new Set(),
    settings: newSettings(),
    webCommits: new Set(),
    pushers: new Map(),
    visibility: options.visibility,
    description: options.description ?? null,
    pushedAt: now,
    subject: { useDefault: true, claimKeys: [], immutable: now >= IMMUTABLE_SUBJECT_SINCE },
    nextNumber: 1,
    nextRunNumber: 1,
  };
  git.watch((moves) => {
    const by = caller.getStore();
    for (const move of moves) {
      if (by !== undefined) repository.pushers.set(move.ref, by.user);
      world.happenings.tell({ kind: 'push', repository, by, ...move });
    }
  });
  world.repositories.set(`${owner.login}/${name}`.toLowerCase(), repository);
  return repository;
}
