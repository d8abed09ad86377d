import { execFile, spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { sha256Hex } from '../../action/audit/canonical.ts';
import { genesis } from '../../action/audit/genesis.ts';
import { buildLink, linkAudience, linkDigest, serializeLink, type UnprovenLink } from '../../action/audit/link.ts';
import { PROOF_ISSUER } from '../../action/audit/proof.ts';
import { GENESIS_PATH, linkPath, sessionFolder } from '../../action/audit/trail-path.ts';
import { ENVIRONMENT, longSession } from './long-session.ts';

/** Sessions a day: a day's folder, and so a commit's trees, stays as small as a vendor's with many customers. */
const A_DAY = 10;
const DAY = 86_400_000;
const START = Date.parse('2024-01-01T00:00:00.000Z');
const REPOSITORY = { repository: 'acme/break-glass', repositoryId: 1000007 } as const;
const WORKFLOW = 'breakglass-dev/breakglass/.github/workflows/break-glass.yml@refs/tags/v0.1.0';

export interface LongTrail {
  /** The keys that prove its links, as JSON. */
  readonly jwks: string;
  /** Links of a session. */
  readonly links: number;
}

/** The branch that ends after so many sessions. */
export function branchOf(sessions: number): string {
  return `audit-${sessions}`;
}

/**
 * Makes a bare repository at `repo` with a trail of sessions one after another, all of them proven by one RSA key, and
 * packs it as a clone is packed. `lengths` are numbers of sessions, the largest last: each has a branch, and they are one trail.
 */
export async function makeLongTrail(repo: string, lengths: readonly number[]): Promise<LongTrail> {
  const git = promisify(execFile);
  await git('git', ['init', '--quiet', '--bare', repo]);
  const issuer = newIssuer();
  const child = spawn('git', ['fast-import', '--quiet', '--depth=20'], {
    cwd: repo,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  let links = 0;
  for await (const { text, more } of stream(issuer, lengths)) {
    links = more;
    if (!child.stdin.write(text)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  await git('git', ['-c', 'pack.threads=2', 'repack', '-adq'], { cwd: repo });
  return { jwks: issuer.jwks, links };
}

interface Issuer {
  readonly jwks: string;
  readonly prove: (link: UnprovenLink) => string;
}

function newIssuer(): Issuer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha1').update(JSON.stringify(jwk)).digest('hex').toUpperCase();
  return {
    jwks: JSON.stringify({ keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] }),
    prove: (link) => proofOf(link, privateKey, kid),
  };
}

/** As many claims as a token of GitHub's has: they are most of a link that says little. */
function proofOf(link: UnprovenLink, key: KeyObject, kid: string): string {
  const iat = Math.floor(Date.parse(link.at) / 1000);
  const sha = sha256Hex(link.session).slice(0, 40);
  const payload = {
    jti: crypto.randomUUID(),
    sub: `repo:acme@1000002/break-glass@1000007:environment:${link.environment}`,
    aud: linkAudience(linkDigest(link)),
    ref: 'refs/heads/main',
    sha,
    repository: link.repository,
    repository_owner: 'acme',
    repository_owner_id: '1000002',
    run_id: link.runId,
    run_number: '1',
    run_attempt: String(link.runAttempt),
    repository_visibility: 'private',
    repository_id: String(link.repositoryId),
    actor_id: '1000005',
    actor: 'carol',
    workflow: '.github/workflows/on-merge.yml',
    event_name: 'push',
    ref_protected: 'true',
    ref_type: 'branch',
    workflow_ref: `${link.repository}/.github/workflows/on-merge.yml@refs/heads/main`,
    workflow_sha: sha,
    job_workflow_ref: WORKFLOW,
    job_workflow_sha: sha,
    runner_environment: 'github-hosted',
    environment: link.environment,
    iss: PROOF_ISSUER,
    nbf: iat - 300,
    iat,
    exp: iat + 300,
  };
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ typ: 'JWT', alg: 'RS256', kid, x5t: kid })}.${encode(payload)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

interface Part {
  readonly text: string;
  /** Links so far. */
  readonly more: number;
}

/** What `git fast-import` reads, one session after another. */
async function* stream(issuer: Issuer, lengths: readonly number[]): AsyncGenerator<Part> {
  const root = genesis(REPOSITORY.repository, REPOSITORY.repositoryId, new Date(START).toISOString());
  const sessions = lengths.at(-1) ?? 0;
  const tip = branchOf(sessions);
  let previous = sha256Hex(root);
  let links = 0;
  yield { text: commit(tip, links, START, [[GENESIS_PATH, root]]), more: links };
  for (let number = 1; number <= sessions; number += 1) {
    let text = '';
    const start = START + (number / A_DAY) * DAY;
    const runId = String(10_000_000_000 + number);
    const session = `inc-${number}-${runId}`;
    const folder = sessionFolder(session, false, new Date(start).toISOString());
    for (const { body, attachments, at } of longSession(session, start)) {
      const place = { ...REPOSITORY, runId, runAttempt: 1, environment: ENVIRONMENT, drill: false, at };
      const unproven = buildLink(body, place, previous, attachments);
      const file = serializeLink({ ...unproven, proof: issuer.prove(unproven) });
      previous = sha256Hex(file);
      links += 1;
      const beside = attachments.map(({ name, content }) => [`${folder}/${name}`, content] as const);
      text += commit(tip, links, Date.parse(at), [[linkPath(folder, body), file], ...beside]);
    }
    if (number !== sessions && lengths.includes(number)) {
      text += `reset refs/heads/${branchOf(number)}\nfrom :${links + 1}\n\n`;
    }
    yield { text, more: links };
  }
}

function commit(branch: string, index: number, at: number, files: readonly (readonly [string, string])[]): string {
  const head = `commit refs/heads/${branch}\nmark :${index + 1}\ncommitter bot <bot@example.com> ${Math.floor(at / 1000)} +0000\n`;
  const message = `link ${index}`;
  const from = index === 0 ? '' : `from :${index}\n`;
  const added = files.map(([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
  return `${head}data ${message.length}\n${message}\n${from}${added.join('')}\n`;
}
