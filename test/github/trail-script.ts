import { createHash } from 'node:crypto';
import { sha256Hex } from '../../action/audit/canonical.ts';
import {
  buildLink,
  type Link,
  linkAudience,
  linkDigest,
  serializeLink,
  type UnprovenLink,
} from '../../action/audit/link.ts';
import { parseProofKeys } from '../../action/audit/proof.ts';
import { linkPath, sessionFolder } from '../../action/audit/trail-path.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import type { SessionState } from '../../action/domain/session.ts';
import { SOURCE_REPOSITORY } from '../../action/domain/trusted-names.ts';
import type { GitHub } from '../../action/github/api.ts';
import { findTrailHead, type TrailHead } from '../../action/github/audit-trail.ts';
import { commitFiles } from '../../action/github/create-commit.ts';
import type { SessionTrust } from '../../action/github/proven-session.ts';
import type { LinkAttachment } from '../../action/ports/journal.ts';
import { ATTACHMENTS, openingOf } from '../audit/trail-fixture.ts';
import { START } from '../sandbox/github/world.ts';
import { BRANCH, type World } from './world.ts';

/** A job that writes links: what GitHub says of it in every token. */
export interface Author {
  /** Undefined: that of the session. */
  readonly runId?: string;
  readonly runAttempt?: number;
  readonly environment: string | null;
  readonly workflow: string;
  readonly ref: string;
}

export const BREAK_GLASS: Author = {
  environment: 'acme-prod',
  workflow: `${SOURCE_REPOSITORY}/.github/workflows/break-glass.yml@refs/tags/v1`,
  ref: 'refs/heads/main',
};
export const RECOVER: Author = {
  runId: '900001',
  environment: null,
  workflow: `${SOURCE_REPOSITORY}/.github/workflows/recover.yml@refs/tags/v1`,
  ref: 'refs/heads/main',
};

/** One commit of a link: what is not said is as an honest job does it. */
export interface Written {
  readonly by: Author;
  readonly state: SessionState;
  /** What is otherwise in the link; GitHub signs the link as it then is. */
  readonly link?: Partial<UnprovenLink>;
  readonly opening?: JsonObject;
  /** What is otherwise in the token; null: the claim is not there. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signed?: 'by-github' | 'by-another-key' | 'by-nobody' | 'not-at-all';
  /** Changes the file once it is signed. */
  readonly edit?: (text: string) => string;
  /** Changes the path. */
  readonly at?: (path: string) => string;
  /** Milliseconds from the link's time to its commit. */
  readonly lateMs?: number;
  readonly attachments?: readonly LinkAttachment[];
}

export interface Script {
  readonly links: readonly Written[];
  readonly trust?: Partial<SessionTrust>;
}

export interface WrittenSession {
  readonly session: string;
  readonly folder: string;
  readonly paths: readonly string[];
  readonly links: readonly Link[];
}

export const opened = (change: Partial<Written> = {}): Written => ({ by: BREAK_GLASS, state: 'opened', ...change });
export const next = (state: SessionState, by: Author = BREAK_GLASS, change: Partial<Written> = {}): Written => ({
  by,
  state,
  ...(state === 'closed' ? { attachments: ATTACHMENTS } : {}),
  ...change,
});

/** Writes the links of one session, each a commit by GitHub's API, in this order. */
export async function play(
  world: World,
  github: GitHub,
  runId: string,
  links: readonly Written[],
): Promise<WrittenSession> {
  const session = `inc-${runId}`;
  const written: { link: Link; path: string }[] = [];
  let head = (await findTrailHead(github, BRANCH)) ?? expectHead();
  for (const [index, entry] of links.entries()) {
    const one = await writeOne(world, github, { session, runId, sequence: index + 1, head }, entry);
    written.push(one);
    head = one.head;
  }
  const folder = written[0]?.path.replace(/\/[^/]*$/, '') ?? '';
  return {
    session: folder.replace(/^.*\//, ''),
    folder,
    paths: written.map(({ path }) => path),
    links: written.map(({ link }) => link),
  };
}

interface Numbered {
  readonly session: string;
  readonly runId: string;
  readonly sequence: number;
  readonly head: TrailHead;
}

async function writeOne(world: World, github: GitHub, { session, runId, sequence, head }: Numbered, entry: Written) {
  const { by, state, lateMs = 0, attachments = [] } = entry;
  const at = new Date(world.now()).toISOString();
  const place = {
    repository: 'acme/playbooks',
    repositoryId: world.repositoryId,
    runId: by.runId ?? runId,
    runAttempt: by.runAttempt ?? 1,
    environment: by.environment,
    drill: true,
    at,
  };
  const opening =
    entry.opening ?? (state === 'opened' ? openingOf({ install: { environment: by.environment } }) : undefined);
  const body = { session, sequence, state, events: [{ type: 'planned', digest: 'd', at }] as const };
  const honest = buildLink(opening === undefined ? body : { ...body, opening }, place, head.previous, attachments);
  const unproven: UnprovenLink = { ...honest, ...entry.link };
  const link: Link = { ...unproven, proof: await proofOf(world, unproven, entry) };
  const folder = sessionFolder(link.session, link.drill, new Date(START).toISOString());
  const path = entry.at?.(linkPath(folder, link)) ?? linkPath(folder, link);
  const text = entry.edit?.(serializeLink(link)) ?? serializeLink(link);
  world.acme.advance(lateMs);
  const beside = attachments.map(({ name, content }) => ({
    path: `${path.slice(0, path.lastIndexOf('/'))}/${name}`,
    content,
  }));
  const commit = await commitFiles(github, BRANCH, head.commit, `${state}: ${session}`, [
    { path, content: text },
    ...beside,
  ]);
  return { link, path, head: { commit: commit ?? expectHead(), previous: sha256Hex(text) } };
}

/** GitHub's token for the link, or one of those that somebody without GitHub's key can make. */
async function proofOf(world: World, link: UnprovenLink, { by, claims = {}, signed = 'by-github' }: Written) {
  if (signed === 'not-at-all') return null;
  const { control } = world.acme.github;
  const all: Record<string, unknown> = {
    aud: linkAudience(linkDigest(link)),
    repository: link.repository,
    repository_id: String(link.repositoryId),
    run_id: link.runId,
    run_attempt: String(link.runAttempt),
    ...(by.environment === null ? {} : { environment: by.environment }),
    job_workflow_ref: by.workflow,
    ref: by.ref,
    sha: createHash('sha1').update('files').digest('hex'),
    iat: Math.floor(Date.parse(link.at) / 1000),
    ...claims,
  };
  const payload = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
  if (signed === 'by-another-key') return control.foreignKeyToken(payload);
  const token = await control.signToken(payload);
  if (signed === 'by-github') return token;
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  return `${header}.${token.split('.')[1] ?? ''}.AA`;
}

function expectHead(): never {
  throw new Error('the world has no audit branch');
}

/** What the reader knows from elsewhere than the branch. */
export async function trustOf(world: World): Promise<SessionTrust> {
  const answer = await fetch(`${world.acme.github.oidc}/.well-known/jwks`);
  return {
    keys: parseProofKeys(await answer.text()),
    repository: 'acme/playbooks',
    repositoryId: world.repositoryId,
    drill: true,
    ref: 'refs/heads/main',
    sourceRepository: SOURCE_REPOSITORY,
  };
}
