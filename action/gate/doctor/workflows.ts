import { type Check, ok, onSeen, page, SETUP, unknown, wrong } from './finding.ts';

const PINNED = /^(\.\/|docker:\/\/.+@sha256:[0-9a-f]{64}$|[^@]+@[0-9a-f]{40}$)/;

/** A tag or branch can be moved to other code, by somebody else. */
export const checkPinned: Check = ({ workflows }) => {
  const loose = workflows.flatMap(({ path, uses }) =>
    uses.filter((each) => !PINNED.test(each)).map((each) => `${path}: ${each}`),
  );
  if (loose.length === 0) return [ok('workflows-pinned', 'every workflow calls code by its full commit SHA')];
  const what = `called by something that can be moved: ${loose.join('; ')}`;
  return [wrong('workflows-pinned', what, 'pin each to a full commit SHA; "breakglass init" does so')];
};

export const checkInStep: Check = ({ outOfStep }) =>
  onSeen('workflows-in-step', outOfStep, (paths) =>
    paths.length === 0
      ? ok('workflows-in-step', 'the workflows are as "breakglass init" writes them')
      : wrong(
          'workflows-in-step',
          `not as "breakglass init" writes them: ${paths.join(', ')}`,
          'run "breakglass init"',
        ),
  );

export const checkWorkflowToken: Check = (facts) => {
  const at = page(facts, 'Actions', 'General', 'Workflow permissions');
  const { workflowToken } = facts;
  const token = onSeen('workflow-token', workflowToken, ({ permissions }) =>
    permissions === 'read'
      ? ok('workflow-token', 'a workflow that does not say otherwise can only read')
      : wrong('workflow-token', 'a workflow that does not say otherwise can write', `${SETUP}, or ${at}`),
  );
  const pulls = onSeen('pull-request-switch', workflowToken, ({ mayCreatePullRequests }) =>
    mayCreatePullRequests
      ? wrong(
          'pull-request-switch',
          'Actions may create and approve pull requests: a workflow on a branch can approve the request of whoever pushed it',
          `${SETUP}, or ${at} → Allow GitHub Actions to create and approve pull requests: off`,
        )
      : ok(
          'pull-request-switch',
          "Actions may not approve pull requests; a person opens the post-mortem's, from the compare link that the incident job prints",
        ),
  );
  return [...token, ...pulls];
};

export const checkSubject: Check = (facts) =>
  onSeen('subject', facts.subject, ({ useDefault, claimKeys, immutable }) => {
    if (!useDefault) {
      const what = `the OIDC subject is made of ${claimKeys.join(', ') || 'nothing'}, not by GitHub's default`;
      const { owner, name } = facts.repository;
      const fix = `gh api -X PUT repos/${owner}/${name}/actions/oidc/customization/sub -F use_default=true; then look at the trust policies`;
      return wrong('subject', what, fix);
    }
    if (immutable !== null)
      return ok('subject', `the OIDC subject has GitHub's default form, ${immutable ? 'with' : 'without'} ids`);
    const what = 'GitHub does not say whether the OIDC subject holds ids';
    return unknown('subject', what, "look at the sub of a run's token before you write a trust policy");
  });

export const checkPlanRole: Check = ({ installs }) =>
  installs.map(({ install, planRole }) =>
    planRole === undefined
      ? ok('plan-role', `"${install}" has no plan role: its approvers see a plan without the state of AWS`)
      : ok('plan-role', `"${install}" has a plan role: its approvers see what is, and what will be`),
  );
