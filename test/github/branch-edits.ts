import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { GitHub } from '../../action/github/api.ts';
import { resolveBranch } from '../../action/runtime/git.ts';
import { putFile } from '../sandbox/github/world.ts';
import { directoryOf } from './audit-branch-writer.ts';
import { BRANCH, type World } from './world.ts';

/** What one pushed commit does to the files of the audit branch. */
export interface Edit {
  /** Contents by path; over whatever is there. */
  readonly add?: Readonly<Record<string, string>>;
  /** Files or folders. */
  readonly remove?: readonly string[];
  /** From, to. */
  readonly move?: readonly [string, string];
}

const REF = `refs/heads/${BRANCH}`;
const DELETE = `mutation Delete($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
/** GitHub's own name on a commit that is not its own, and the time at which fixtures begin. */
const AS_GITHUB = 'committer GitHub <noreply@github.com> 1795227580 +0000';

/** What somebody with push can do to the audit branch where no rule of the branch stops them. */
export function branchEdits(world: World) {
  const directory = directoryOf(world);
  const git = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)('git', ['--git-dir', directory, ...args])).stdout;
  const load = async (stream: string): Promise<void> => {
    const child = promisify(execFile)('git', ['--git-dir', directory, 'fast-import', '--quiet', '--force']);
    child.child.stdin?.end(stream);
    await child;
  };
  return {
    head: async () => (await resolveBranch(directory, BRANCH)).head,
    /** The commit that added a file. */
    adding: async (path: string) => (await git('rev-list', BRANCH, '--', path)).trim(),
    names: async (folder: string) => (await git('ls-tree', '--name-only', BRANCH, `${folder}/`)).trim().split('\n'),
    show: (path: string) => git('show', `${BRANCH}:${path}`),
    /** By GitHub's API, which signs it. */
    byApi: (path: string, text: string) => putFile(world.acme.alice.octokit, path, text, BRANCH),
    deleteByApi: async (github: GitHub, path: string) => {
      const input = {
        branch: { repositoryNameWithOwner: 'acme/playbooks', branchName: BRANCH },
        message: { headline: 'tidy up' },
        expectedHeadOid: (await resolveBranch(directory, BRANCH)).head,
        fileChanges: { deletions: [{ path }] },
      };
      const purpose = { what: 'delete', permission: 'contents: write', repeatable: false } as const;
      await github.graphql(purpose, DELETE, { input });
    },
    push: (edits: readonly Edit[]) =>
      load(
        edits
          .map(
            (edit, index) =>
              `commit ${REF}\n${AS_GITHUB}\ndata 1\nx\n${index === 0 ? `from ${REF}^0\n` : ''}${changes(edit)}\n`,
          )
          .join(''),
      ),
    /** A merge of the branch with an earlier commit of its own, whose files it keeps. */
    mergeKeeping: async (earlier: string) => {
      const head = (await resolveBranch(directory, BRANCH)).head;
      const tree = (await git('rev-parse', `${earlier}^{tree}`)).trim();
      const identity = ['-c', 'user.name=GitHub', '-c', 'user.email=noreply@github.com'];
      const made = await git(...identity, 'commit-tree', tree, '-p', head, '-p', earlier, '-m', 'merge');
      await git('update-ref', REF, made.trim());
    },
  };
}

function changes({ add = {}, remove = [], move }: Edit): string {
  const added = Object.entries(add).map(
    ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  const moved = move === undefined ? [] : [`R ${move[0]} ${move[1]}\n`];
  return [...added, ...remove.map((path) => `D ${path}\n`), ...moved].join('');
}
