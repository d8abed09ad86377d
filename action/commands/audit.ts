import { readFile } from 'node:fs/promises';
import { parseLink } from '../audit/parse-link.ts';
import { type ProofKeys, parseProofKeys } from '../audit/proof.ts';
import { parseLinkPath } from '../audit/trail-path.ts';
import { verifyTrail } from '../audit/verify.ts';
import { BreakglassError } from '../domain/error.ts';
import { resolveBranch } from '../runtime/git.ts';
import { readTrail, readVerifiedTrail } from '../runtime/git-trail.ts';
import { type ReadLink, sessionDetail, sessionLine, summarize, verificationLines } from './audit-lines.ts';

/** Which trail to read: a clone (bare or not) and the branch in it. */
export interface AuditOptions {
  readonly repo: string;
  readonly branch: string;
  readonly json: boolean;
}

export interface AuditVerifyOptions extends AuditOptions {
  /** Path of the JWKS file that the proofs are checked with. */
  readonly jwks?: string;
  /** OID that the branch is known to have had, from outside the repository. */
  readonly head?: string;
  /** `job_workflow_ref` that links may come from; none: not checked. */
  readonly workflow?: readonly string[];
  /** Environments that links may come from; none: not checked. */
  readonly environment?: readonly string[];
}

/** Takes one line of output, without its newline. */
export type WriteLine = (line: string) => void;

/**
 * `breakglass audit verify`: 0 when nothing is wrong with the trail, 1 otherwise. Offline. `read` gives the trail's commits, as
 * `readVerifiedTrail` does.
 */
export async function auditVerify(
  options: AuditVerifyOptions,
  output: WriteLine,
  read: typeof readVerifiedTrail = readVerifiedTrail,
): Promise<number> {
  const { repo, branch, head: anchor } = options;
  if (anchor !== undefined && !/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(anchor)) {
    throw new BreakglassError('invalid-value', `"${anchor}" is not a full commit id`, {
      hint: 'give --head all 40 digits',
    });
  }
  const keys = await readKeys(options.jwks);
  const { ref, head } = await resolveBranch(repo, branch);
  const { workflow: workflows = [], environment: environments = [] } = options;
  const expected = { workflows, environments };
  const known = anchor === undefined ? {} : { head: anchor };
  const result = await verifyTrail(read(repo, head), { keys, expected, ...known });
  if (options.json) output(JSON.stringify({ version: 1, ref, ...result }));
  else verificationLines(ref, result).forEach(output);
  return result.ok ? 0 : 1;
}

/** `breakglass audit list`: one line a session, oldest first. What it prints is read, not verified. */
export async function auditList(options: AuditOptions, output: WriteLine): Promise<number> {
  const sessions = new Map<string, ReadLink[]>();
  for await (const found of readLinks(options)) {
    const links = sessions.get(found.link.session) ?? [];
    links.push(found);
    sessions.set(found.link.session, links);
  }
  const summaries = [...sessions.values()].map(summarize);
  if (options.json) output(JSON.stringify({ version: 1, sessions: summaries }));
  else summaries.map(sessionLine).forEach(output);
  return 0;
}

/** `breakglass audit show`: the links and events of one session. What it prints is read, not verified. */
export async function auditShow(session: string, options: AuditOptions, output: WriteLine): Promise<number> {
  const links: ReadLink[] = [];
  for await (const found of readLinks(options, session)) links.push(found);
  if (links.length === 0) {
    throw new BreakglassError('invalid-value', `the trail has no session "${session}"`, {
      hint: 'run breakglass audit list',
    });
  }
  if (options.json) output(JSON.stringify({ version: 1, links }));
  else sessionDetail(links).forEach(output);
  return 0;
}

async function* readLinks({ repo, branch }: AuditOptions, session?: string): AsyncGenerator<ReadLink> {
  const { head } = await resolveBranch(repo, branch);
  const wanted = (path: string): boolean => {
    const parts = parseLinkPath(path);
    return parts !== undefined && (session === undefined || parts.session === session);
  };
  for await (const { oid, added } of readTrail(repo, head, wanted)) {
    for (const { path, bytes } of added) {
      if (!wanted(path)) continue;
      try {
        yield { commit: oid, path, link: parseLink(bytes) };
      } catch {
        // No link: `audit verify` names it and says why.
      }
    }
  }
}

async function readKeys(path: string | undefined): Promise<ProofKeys> {
  // A key set from the audited repository would prove whatever its owner likes.
  const hint =
    'run curl -fsS https://token.actions.githubusercontent.com/.well-known/jwks -o github-jwks.json and give --jwks ' +
    'github-jwks.json; never take keys from the audited repository or its branch, for then whoever can write there ' +
    'signs the proofs. Keys that GitHub has retired since have to come from a copy kept when the links were written. ' +
    "A drill's keys are in the file that the drill names";
  if (path === undefined) throw new BreakglassError('invalid-input', 'audit verify needs --jwks FILE', { hint });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new BreakglassError('file-missing', `cannot read the JWKS file "${path}"`, { hint, cause: error });
  }
  return parseProofKeys(text);
}
