import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseRecord } from '../../action/audit/parse-record.ts';
import { parseLinkPath } from '../../action/audit/trail-path.ts';
import type { Verification } from '../../action/audit/verify.ts';
import { auditVerify } from '../../action/commands/audit.ts';
import { type Json, sameJson } from '../../action/domain/json.ts';
import { AUDIT_BRANCH } from '../../action/drill/hosting.ts';
import type { DrillWorld } from '../../action/drill/world.ts';
import type { Played } from './play.ts';

/** What has to hold when everything has ended. */
export interface Verdict {
  /** Empty when it all holds. */
  readonly problems: readonly string[];
  readonly links: number;
  /** How long each link but the closing ones waited from its first try until it was there, milliseconds, the shortest first. */
  readonly waitsMs: readonly number[];
  /** Sessions that were refused since another one held their install, and those that were refused for anything else. */
  readonly refused: { readonly locked: number; readonly otherwise: number };
  /** Tries that found that another session had been faster. */
  readonly stale: number;
}

/** `before`: what AWS had before the first session. */
export async function judge(world: DrillWorld, played: readonly Played[], before: Json): Promise<Verdict> {
  const files = (await git(world, 'ls-tree', '-r', '--name-only', AUDIT_BRANCH)).trimEnd().split('\n');
  const { problems, open, links, unproven } = await verify(world);
  const locks = (await git(world, 'for-each-ref', '--format=%(refname)', 'refs/heads/break-glass/open/')).trim();
  const tries = await triesOf(world, played);
  const refused = played.filter(({ outcome }) => outcome === 'refused');
  const locked = refused.filter(isLockedOut).length;
  return {
    problems: [
      ...problems.map(({ code, path, reason }) => `${code} ${path}: ${reason}`),
      ...open.map(({ session }) => `${session} is open`),
      ...(unproven.length === 0 ? [] : [`${unproven.length} links are not proven`]),
      ...(locks === '' ? [] : [`locks are left: ${locks}`]),
      ...played.flatMap(problemOf),
      ...folderProblems(files, played, links),
      ...(sameJson(before, world.sandbox.aws.dump()) ? [] : ['the account is not as it was']),
    ],
    links,
    refused: { locked, otherwise: refused.length - locked },
    ...tries,
  };
}

function isLockedOut({ outcome, codes }: Played): boolean {
  return outcome === 'refused' && codes.join() === 'install-locked';
}

/** A rival may be too late for the install, and so may be whoever it came together with; nobody else. */
export function problemOf(session: Played): readonly string[] {
  const { install, story, outcome, codes, record, met } = session;
  if (record === '') return [`a session on ${install} has no record: ${codes.join(', ')}`];
  if (outcome === story || (met && isLockedOut(session))) return [];
  return [`a session on ${install} had to end ${story} and ended ${outcome}: ${codes.join(', ')}`];
}

/** Every session has a folder of its own, with links from 1 on and without a gap; nothing is there that no session wrote. */
function folderProblems(files: readonly string[], played: readonly Played[], links: number): readonly string[] {
  const found = files.flatMap((path) => parseLinkPath(path) ?? []);
  const numbers = new Map<string, number[]>();
  for (const { folder, sequence } of found) numbers.set(folder, [...(numbers.get(folder) ?? []), sequence]);
  const wanted = new Set(played.map(({ record }) => record.replace(/\/[^/]*$/, '')));
  return [
    ...(found.length === links ? [] : [`${found.length} files are links, and the chain has ${links}`]),
    ...(wanted.size === played.length ? [] : [`${played.length} sessions have ${wanted.size} folders`]),
    ...[...wanted].filter((folder) => !numbers.has(folder)).map((folder) => `${folder} has no link`),
    ...[...numbers.keys()].filter((folder) => !wanted.has(folder)).map((folder) => `${folder} is of no session`),
    ...[...numbers]
      .filter(([, sequence]) => sequence.toSorted((a, b) => a - b).some((number, index) => number !== index + 1))
      .map(([folder, sequence]) => `${folder} has the links ${sequence.join(', ')}`),
  ];
}

/** By the records themselves: a link was there when its commit was taken, and each try before it is a call. */
async function triesOf(
  world: DrillWorld,
  played: readonly Played[],
): Promise<{ readonly waitsMs: readonly number[]; readonly stale: number }> {
  const waitsMs: number[] = [];
  let stale = 0;
  for (const { record } of played) {
    const text = record === '' ? '' : await git(world, 'show', `${AUDIT_BRANCH}:${record}`);
    if (text === '') continue;
    let first: number | undefined;
    for (const { operation, outcome, at, ms } of parseRecord(Buffer.from(text)).calls) {
      if (operation !== 'createCommitOnBranch') continue;
      first ??= Date.parse(at) - ms;
      if (outcome !== 'ok') stale += 1;
      else {
        waitsMs.push(Date.parse(at) - first);
        first = undefined;
      }
    }
  }
  return { waitsMs: waitsMs.toSorted((a, b) => a - b), stale };
}

async function verify(world: DrillWorld): Promise<Verification> {
  const folder = mkdtempSync(join(tmpdir(), 'breakglass-soak-'));
  try {
    const jwks = join(folder, 'jwks.json');
    writeFileSync(jwks, JSON.stringify(world.sandbox.github.jwks()));
    const lines: string[] = [];
    const options = { repo: world.hosting.directory, branch: AUDIT_BRANCH, jwks, json: true };
    await auditVerify(options, (line) => void lines.push(line));
    return JSON.parse(lines.join('\n')) as Verification;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function git({ hosting }: DrillWorld, ...args: readonly string[]): Promise<string> {
  const options = { maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)('git', ['--git-dir', hosting.directory, ...args], options)).stdout;
}
