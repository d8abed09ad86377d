import type { Octokit } from '@octokit/rest';

/** An issue about a drill. One stays open for each subject, whatever its title: told again, it gets a comment. */
export interface DrillIssue {
  /** What it is about, such as `failed/shift-traffic`: only `a-z`, `0-9`, `-` and `/`. */
  readonly subject: string;
  readonly title: string;
  /** Markdown, escaped. */
  readonly body: string;
}

const LABEL = 'break-glass-drill';

/** Opens the issue, or comments on the open one of the same subject. Resolves to its number. */
export async function tellIssue(
  octokit: Octokit,
  place: { readonly owner: string; readonly repo: string },
  { subject, title, body }: DrillIssue,
): Promise<number> {
  const marker = `<!-- breakglass:drill:${subject} -->`;
  const open = await octokit.rest.issues.listForRepo({ ...place, state: 'open', labels: LABEL, per_page: 100 });
  const known = open.data.find((issue) => issue.pull_request === undefined && issue.body?.includes(marker));
  if (known !== undefined) {
    await octokit.rest.issues.createComment({ ...place, issue_number: known.number, body });
    return known.number;
  }
  const created = await octokit.rest.issues.create({ ...place, title, body: `${marker}\n${body}`, labels: [LABEL] });
  return created.data.number;
}
