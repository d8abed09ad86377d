import { type ApproveOptions, approveCommand } from '../../action/commands/approve.ts';
import { requestCommand } from '../../action/commands/request.ts';
import { commitScaffold, deskOf, PLACE, startCustomer } from './customer.ts';

export const OPTIONS: ApproveOptions = { reject: false, yes: false, wait: false, root: '/', json: true };
/** The digest that a summary shows of a dispatch. */
export const READ = '0123456789abcdef'.repeat(4);

export interface OtherRun {
  readonly environment?: string;
  readonly workflow?: string;
  readonly ref?: string;
}

export type Approving = Awaited<ReturnType<typeof startApproving>>;

/** A customer whose runs wait for an approval, as if a runner had made their plans. */
export async function startApproving() {
  const customer = await startCustomer({
    requesters: ['alice', 'carol'],
    approvers: { minimum: 1, people: ['dana-at-acme', 'bob'], within: '60m', binding: 'digest' },
  });
  await commitScaffold(customer);
  let count = 0;

  /** Alice asks, carol approves the last commit and merges, and the run of the merge waits before the environment. */
  async function mergedRun(changes: { readonly merger?: string; readonly method?: 'squash' | 'merge' } = {}) {
    count += 1;
    const { desk, lines } = deskOf(await customer.variables('alice'));
    await requestCommand(
      {
        playbook: 'shift-traffic',
        incident: `INC-${count}`,
        reason: 'Payment latency',
        commander: 'carol',
        confirm: [],
        confirmAll: true,
        input: ['listener=web-http', 'to=green'],
        accept: [],
        onDrift: 'refuse',
        dispatch: false,
        dryRun: false,
        json: true,
        root: '/',
        remote: true,
      },
      desk,
    );
    const { sent, digest } = JSON.parse(lines.join('')) as { sent: { pull: number }; digest: string };
    const at = { ...PLACE, pull_number: sent.pull };
    await customer.hosting.as('carol').rest.pulls.createReview({ ...at, event: 'APPROVE' });
    const { method = 'squash', merger = 'carol' } = changes;
    const merged = await customer.hosting.as(merger).rest.pulls.merge({ ...at, merge_method: method });
    return { runId: startRun(merged.data.sha, 'push', merger), digest };
  }

  function startRun(sha: string, event: 'push' | 'workflow_dispatch', actor: string, other: OtherRun = {}): number {
    const file = event === 'push' ? 'on-merge.yml' : 'break-glass-shift-traffic.yml';
    const workflow = `.github/workflows/${file}`;
    const repository = `${PLACE.owner}/${PLACE.repo}`;
    const run = { repository, event, sha, ref: 'refs/heads/main', actor, workflow, environment: 'acme-prod', ...other };
    return customer.github.control.startRun(run).id;
  }

  async function headSha(): Promise<string> {
    const { data } = await customer.hosting.as('admin').rest.git.getRef({ ...PLACE, ref: 'heads/main' });
    return data.object.sha;
  }

  async function approve(
    login: string,
    runId: number | string | undefined,
    changes: Partial<ApproveOptions> = {},
    answers?: readonly string[],
    now: () => number = Date.now,
  ) {
    const { desk, lines, questions } = deskOf(await customer.variables(login), answers);
    const options = { ...OPTIONS, ...changes };
    await approveCommand(runId === undefined ? undefined : String(runId), options, { ...desk, now });
    return { lines, questions };
  }

  async function answersOf(runId: number) {
    const { data } = await customer.hosting.as('admin').rest.actions.getReviewsForRun({ ...PLACE, run_id: runId });
    return data.map(({ state, comment, user }) => [state, comment, user.login]);
  }

  /** The job that was approved runs, and ends well. */
  async function finishRun(runId: number): Promise<void> {
    const { control } = customer.github;
    const { id } = await control.startJob(runId, {
      job: 'run',
      environment: 'acme-prod',
      permissions: {},
      jobWorkflowRef: 'breakglass-dev/breakglass/.github/workflows/break-glass.yml@main',
    });
    control.completeJob(id, 'success');
  }

  /** An environment of any branch that asks the same person. */
  async function copyEnvironment(name: string): Promise<void> {
    const { data } = await customer.hosting.as('dana-at-acme').rest.users.getAuthenticated();
    await customer.hosting.as('admin').rest.repos.createOrUpdateEnvironment({
      ...PLACE,
      environment_name: name,
      reviewers: [{ type: 'User', id: data.id }],
    });
  }

  return { copyEnvironment, customer, mergedRun, startRun, headSha, approve, answersOf, finishRun };
}
