import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { canonicalJson, sha256Hex } from '../../action/audit/canonical.ts';
import type { TrailCommit, TrailFile } from '../../action/audit/chain.ts';
import { genesis } from '../../action/audit/genesis.ts';
import {
  buildLink,
  type Link,
  type LinkPlace,
  linkAudience,
  linkDigest,
  serializeLink,
  type UnprovenLink,
} from '../../action/audit/link.ts';
import { PROOF_ISSUER } from '../../action/audit/proof.ts';
import { linkPath, sessionFolder } from '../../action/audit/trail-path.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import type { LinkAttachment, LinkBody } from '../../action/ports/journal.ts';

export const REPOSITORY = { repository: 'acme/playbooks', repositoryId: 4711 } as const;
export const WORKFLOW = 'breakglass/breakglass/.github/workflows/run.yml@refs/tags/v1';
/** The recovery that belongs to it. */
export const RECOVERY = 'breakglass/breakglass/.github/workflows/recover.yml@refs/tags/v1';
export const START = '2026-11-21T02:13:00.000Z';
/** Where and when a link was written. */
export const PLACE = {
  ...REPOSITORY,
  runId: '101',
  runAttempt: 1,
  environment: 'acme-prod',
  drill: false,
  at: START,
} as const satisfies LinkPlace;
/** The least that an opening link has to hold. */
export const OPENING = openingOf({ install: { environment: 'acme-prod' } });
export const ATTACHMENTS: readonly LinkAttachment[] = [
  { name: 'record.json', content: '{"version":1}\n' },
  { name: 'report.md', content: '# Report\n' },
];

export interface Signer {
  readonly jwks: string;
  sign(link: UnprovenLink, claims?: Readonly<Record<string, unknown>>): Promise<string>;
}

/** An issuer of proofs with its own RSA key. */
export async function newSigner(kid = 'key-1'): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  return { jwks: JSON.stringify({ keys: [jwk] }), sign: (link, claims) => signProof(privateKey, kid, link, claims) };
}

function signProof(
  key: CryptoKey,
  kid: string,
  link: UnprovenLink,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const iat = Math.floor(Date.parse(link.at) / 1000);
  return new SignJWT({
    iss: PROOF_ISSUER,
    aud: linkAudience(linkDigest(link)),
    repository: link.repository,
    repository_id: String(link.repositoryId),
    run_id: link.runId,
    run_attempt: String(link.runAttempt),
    ...(link.environment === null ? {} : { environment: link.environment }),
    job_workflow_ref: WORKFLOW,
    ref: 'refs/heads/main',
    sha: '1'.repeat(40),
    iat,
    exp: iat + 300,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .sign(key);
}

/** One link to be written: what is not said is as it should be. */
export interface Entry {
  readonly body: Partial<LinkBody> & Pick<LinkBody, 'session' | 'state' | 'sequence'>;
  readonly place?: Partial<LinkPlace>;
  readonly attachments?: readonly LinkAttachment[];
  readonly proof?: null;
  /** What is otherwise in the token. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Two sessions whose links alternate on the branch, and a refusal that nobody signed. */
export const TWO_SESSIONS: readonly Entry[] = [
  { body: { session: 'inc-1-101', sequence: 1, state: 'opened', opening: OPENING } },
  { body: { session: 'inc-2-102', sequence: 1, state: 'opened', opening: OPENING } },
  { body: { session: 'inc-1-101', sequence: 2, state: 'applied' } },
  { body: { session: 'inc-2-102', sequence: 2, state: 'rolled-back' } },
  { body: { session: 'inc-3-103', sequence: 1, state: 'refused' }, place: { environment: null }, proof: null },
  { body: { session: 'inc-1-101', sequence: 3, state: 'closed' }, attachments: ATTACHMENTS },
  { body: { session: 'inc-2-102', sequence: 3, state: 'closed' }, attachments: ATTACHMENTS },
];

/** What one commit adds, before it has a place in a history. */
export interface Step {
  readonly link?: Link;
  readonly files: readonly TrailFile[];
}

/** The commits' contents of a trail, one link after the other, all signed by `signer`. */
export async function writeTrail(entries: readonly Entry[], signer: Signer): Promise<readonly Step[]> {
  const root = file('audit.json', genesis(REPOSITORY.repository, REPOSITORY.repositoryId, START));
  const steps: Step[] = [{ files: [root] }];
  let previous = sha256Hex(root.bytes);
  for (const [index, entry] of entries.entries()) {
    const step = await writeLink(entry, previous, signer, Date.parse(START) + (index + 1) * 1000);
    previous = sha256Hex(step.files[0]?.bytes ?? '');
    steps.push(step);
  }
  return steps;
}

export async function writeLink(entry: Entry, previous: string, signer: Signer, atMs: number): Promise<Step> {
  const at = new Date(atMs).toISOString();
  const runId = /\d+$/.exec(entry.body.session)?.[0] ?? '1';
  const place = { ...REPOSITORY, runId, runAttempt: 1, environment: 'acme-prod', drill: false, at, ...entry.place };
  const body = { events: [{ type: 'planned', digest: 'd', at } as const], ...entry.body };
  const unproven = buildLink(body, place, previous, entry.attachments);
  const link: Link = { ...unproven, proof: entry.proof === null ? null : await signer.sign(unproven, entry.claims) };
  return stepOf(link, entry.attachments);
}

/** The commit that adds `link`. Fixtures begin on one day, so every session's folder has that day's date. */
export function stepOf(link: Link, attachments: readonly LinkAttachment[] = []): Step {
  const folder = sessionFolder(link.session, link.drill, START);
  return {
    link,
    files: [
      file(linkPath(folder, link), serializeLink(link)),
      ...attachments.map(({ name, content }) => file(`${folder}/${name}`, content)),
    ],
  };
}

export function openingOf(plan: JsonObject): JsonObject {
  return { plan, digest: sha256Hex(canonicalJson(plan)) };
}

export function file(path: string, content: string): TrailFile {
  return { path, bytes: Buffer.from(content) };
}

/** `steps` as a linear history, as git would tell it. */
export function commitsOf(steps: readonly Step[]): TrailCommit[] {
  return steps.map(({ files }, index) => ({
    oid: oid(index),
    parents: index === 0 ? [] : [oid(index - 1)],
    added: files,
    otherChanges: [],
  }));
}

export function oid(index: number): string {
  return index.toString(16).padStart(40, '0');
}
