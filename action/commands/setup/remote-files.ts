import type { SourceFile } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { classifyFailure } from '../../github/failure.ts';
import type { SettingsPlace } from '../../github/settings.ts';
import { errand, settingsError } from '../../github/settings-error.ts';

const READ = { what: 'read the files of the default branch', permission: '"Contents: read"' };
/** What decides about access, and nothing else: a repository may have years of requests. */
const WANTED = [
  /^playbooks\/(?:(?:roles|installs)\/)?[^/]+\.ya?ml$/,
  /^\.github\/workflows\/[^/]+\.ya?ml$/,
  /^(?:\.github\/|docs\/)?CODEOWNERS$/,
];

/** The files of the default branch that the doctor reads; none where the branch has no commit. */
export async function readRemoteFiles(place: SettingsPlace, branch: string): Promise<readonly SourceFile[]> {
  const { octokit, owner, repo } = place;
  const named = { owner, repo };
  let tree: Awaited<ReturnType<typeof octokit.rest.git.getTree>>['data'];
  try {
    tree = (await octokit.rest.git.getTree({ ...named, tree_sha: branch, recursive: 'true' })).data;
  } catch (error) {
    // GitHub answers 409 of an empty repository.
    if (isEmpty(error)) return [];
    throw settingsError(READ, error);
  }
  if (tree.truncated) {
    throw new BreakglassError('file-too-large', `GitHub does not list all files of "${branch}"`, {
      hint: 'a playbook repository holds playbooks alone: move the rest elsewhere',
    });
  }
  const files = tree.tree.filter(({ type, path }) => type === 'blob' && WANTED.some((each) => each.test(path)));
  return Promise.all(
    files.map(async ({ path, sha }) => {
      const { data } = await errand(READ, octokit.rest.git.getBlob({ ...named, file_sha: sha }));
      return { path, blob: sha, text: Buffer.from(data.content, 'base64').toString('utf8') };
    }),
  );
}

function isEmpty(error: unknown): boolean {
  const conflict = error instanceof Error && 'status' in error && error.status === 409;
  return conflict || classifyFailure(error, Date.now())?.kind === 'missing';
}
