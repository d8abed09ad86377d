import { checkCommit, newChain } from '../../action/audit/chain.ts';
import type { Problem } from '../../action/audit/problem.ts';
import { checkSession, type SessionProgress } from '../../action/audit/session-order.ts';
import { type AuditBranch, createAuditBranch } from '../../action/github/audit-branch.ts';
import type { LinkBody } from '../../action/ports/journal.ts';
import { resolveBranch } from '../../action/runtime/git.ts';
import { readTrail } from '../../action/runtime/git-trail.ts';
import { REPO } from '../sandbox/github/world.ts';
import { BRANCH, type RunningJob, type World } from './world.ts';

export const body = (session: string, sequence = 1): LinkBody => ({
  session,
  sequence,
  state: sequence === 1 ? 'opened' : 'verified',
  events: [{ type: 'locked', install: 'acme-prod', at: '2026-11-21T02:13:00.000Z' }],
  ...(sequence === 1 ? { opening: {} } : {}),
});

const NO_FACTS = { workflow: null, environment: null, ref: null, sha: null };

export interface Writer extends AuditBranch {
  readonly session: string;
}

/** The audit branch as the action writes it, from `job`. */
export function journal(world: World, job: RunningJob, audiences: string[] = []): Writer {
  const branch = createAuditBranch(job.github, {
    branch: BRANCH,
    place: {
      repository: 'acme/playbooks',
      repositoryId: world.repositoryId,
      runId: job.runId,
      runAttempt: 1,
      environment: 'acme-prod',
      drill: true,
    },
    proof: async (audience) => {
      audiences.push(audience);
      return `aaa.${Buffer.from(audience).toString('base64url')}.ccc`;
    },
  });
  return { ...branch, session: `inc-4711-${job.runId}` };
}

export type FoundProblem = Pick<Problem, 'code' | 'path' | 'commit'>;

/** The bare repository behind the sandbox's GitHub. */
export function directoryOf(world: World): string {
  return world.acme.github.control.repository(REPO.owner, REPO.repo).directory;
}

/** Walks the branch as the verifier does; gives the links' paths. */
export async function walk(world: World): Promise<{
  readonly paths: readonly string[];
  readonly problems: readonly FoundProblem[];
}> {
  const directory = directoryOf(world);
  const { head } = await resolveBranch(directory, BRANCH);
  const chain = newChain();
  const sessions = new Map<string, SessionProgress>();
  const paths: string[] = [];
  const problems: FoundProblem[] = [];
  for await (const commit of readTrail(directory, head)) {
    const finding = checkCommit(chain, commit);
    // What an opening link says of its plan is none of the branch's business.
    problems.push(...finding.problems.filter(({ code }) => code !== 'plan-mismatch'));
    if (finding.link === undefined) continue;
    paths.push(finding.link.path);
    // The proofs are no token of anybody's here: they are taken for good.
    checkSession(sessions, { ...finding.link, proof: NO_FACTS }, (code, path) =>
      problems.push({ code, path, commit: commit.oid }),
    );
  }
  return { paths, problems };
}
