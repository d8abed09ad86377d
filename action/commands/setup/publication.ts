import type { BranchFacts } from '../../domain/setup-facts.ts';
import type { SettingsPlace } from '../../github/settings.ts';
import { errand } from '../../github/settings-error.ts';
import type { Variables } from '../../runtime/environment.ts';
import type { Change } from './change.ts';
import { publish, readClone } from './publish.ts';

interface Situation {
  readonly place: SettingsPlace;
  readonly root: string;
  readonly branch: BranchFacts;
  /** Files that this very run writes. */
  readonly pending: readonly string[];
  readonly variables: Variables;
}

/** How what lies in the clone comes to the default branch: by a push while nothing protects it, by a pull request afterwards. */
export async function publication(
  situation: Situation,
): Promise<{ readonly change: Change; readonly notes: readonly string[] }> {
  const { place, root, branch, pending, variables } = situation;
  const apply = (): Promise<void> => publish(root, branch.name, variables);
  const subject = `branch ${branch.name}`;
  const nothing = { subject, differences: [], apply };
  const clone = await readClone(root, variables);
  if (clone === undefined) {
    const note = `${root} is no clone: commit what lies in it to ${branch.name} by yourself`;
    return { change: nothing, notes: pending.length === 0 ? [] : [note] };
  }
  const files = [...new Set([...clone.uncommitted, ...pending])];
  const now = branch.exists ? await readHead(place, branch.name) : undefined;
  if (files.length === 0 && clone.head === now) return { change: nothing, notes: [] };
  if (isProtected(branch)) {
    const note = `${branch.name} is protected: ${files.length} files of this clone go there by pull request`;
    return { change: nothing, notes: files.length === 0 ? [] : [note] };
  }
  const commit = files.length === 0 ? '' : `, after a commit of ${files.length} files in .github/ and playbooks/`;
  const wanted = `git push origin HEAD:${branch.name}${commit}`;
  return {
    change: { subject, differences: [{ what: '', now: now?.slice(0, 12) ?? 'missing', wanted }], apply },
    notes: [],
  };
}

/** What a push to it would be told; what was not seen is taken for protected. */
function isProtected({ rules, classic }: BranchFacts): boolean {
  if (!rules.seen || !classic.seen) return true;
  return rules.value.some(({ type }) => type === 'pull_request' || type === 'update') || classic.value !== null;
}

async function readHead({ octokit, owner, repo }: SettingsPlace, branch: string): Promise<string> {
  const what = { what: `read branch ${branch}`, permission: '"Contents: read"' };
  return (await errand(what, octokit.rest.repos.getBranch({ owner, repo, branch }))).data.commit.sha;
}
